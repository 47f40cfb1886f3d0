// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What to import and how.
public struct ImportOptions: Hashable, Sendable {
  /// A named group of boroughs with a team of its own.
  public struct Corridor: Hashable, Sendable {
    public var name: String
    public var boroughs: [String]

    public init(name: String, boroughs: [String]) {
      self.name = name
      self.boroughs = boroughs
    }

    /// Reads `inner ring=Westminster,Camden,Islington`; `nil` where the text has another form.
    public init?(_ text: String) {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      let boroughs = parts[1].split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
      guard !trimmed(parts[0]).isEmpty, !boroughs.isEmpty else { return nil }
      self.init(name: trimmed(parts[0]), boroughs: boroughs)
    }
  }

  /// A rectangle of degrees.
  public struct Box: Hashable, Sendable {
    public var west, south, east, north: Double

    /// Reads `west,south,east,north`, in degrees; `nil` where the text is no such rectangle.
    public init?(_ text: String) {
      let numbers = text.split(separator: ",").map { Double(trimmed($0)) }
      guard numbers.count == 4, let west = numbers[0], let south = numbers[1], let east = numbers[2],
        let north = numbers[3], (-180...180).contains(west), (-90...90).contains(south), west < east,
        south < north,
        east <= 180, north <= 90
      else { return nil }
      (self.west, self.south, self.east, self.north) = (west, south, east, north)
    }

    /// Whether a point lies inside.
    func contains(_ point: Coordinate) -> Bool {
      (west...east).contains(point.longitude) && (south...north).contains(point.latitude)
    }
  }

  /// Files, and folders that are searched at any depth.
  public var paths: [String]
  /// The name of the scenario.
  public var name = "Imported hotspots"
  /// A sentence or two about it.
  public var description = ""
  /// Boroughs or districts; empty is the robust rule, or ``boundary``.
  public var area: [String] = []
  /// A GeoJSON file with the outline of the area.
  public var boundary: String?
  /// Corridors, which are also the area unless one is given.
  public var corridors: [Corridor] = []
  /// The first month, `YYYY-MM`.
  public var from: String?
  /// The last month, `YYYY-MM`.
  public var to: String?
  /// How many targets; `nil` is a tenth of the places, at most 20.
  public var targets: Int?
  /// Where targets may lie; buffers, controls and background may lie anywhere in the area.
  public var targetBox: Box?
  /// The radius within which points become one place, in metres; greater than 0.
  public var radiusInMetres = 150.0
  /// How many targets, controls and background places there are to be.
  public var candidates = 200
  /// How many teams; `nil` is one for seven targets, or one for each corridor.
  public var teams: Int?
  /// Files of timestamped incidents, which give the hours of the week.
  public var times: [String] = []
  /// A folder with tables of borough months.
  public var levels: String?
  /// A CSV file of stations.
  public var stations: String?
  /// A GeoJSON file of wards.
  public var wards: String?

  public init(paths: [String]) { self.paths = paths }

  /// Returns every rule that the options break.
  func problems() -> [ImportProblem] {
    var problems: [ImportProblem] = []
    func require(_ holds: Bool, _ option: String, _ value: String, _ rule: String) {
      if !holds { problems.append(.invalidOption(option: option, value: value, rule: rule)) }
    }
    for (option, value) in [("--from", from), ("--to", to)] {
      if let value { require(RecordMonth(value) != nil, option, value, "it must be a month as YYYY-MM") }
    }
    if let from, let to, let first = RecordMonth(from), let last = RecordMonth(to) {
      require(first <= last, "--from", from, "it must not be after --to, \(to)")
    }
    if let targets { require(targets >= 1, "--targets", "\(targets)", "it must be at least 1") }
    if let teams { require(teams >= 1, "--teams", "\(teams)", "it must be at least 1") }
    require(candidates >= 1, "--candidates", "\(candidates)", "it must be at least 1")
    require(
      radiusInMetres > 0 && radiusInMetres <= 500, "--radius", "\(radiusInMetres)",
      "it must be greater than 0 and at most 500 metres, the distance between targets")
    var seen: [String: String] = [:]
    for corridor in corridors {
      for borough in corridor.boroughs {
        let other = seen.updateValue(corridor.name, forKey: borough.lowercased())
        require(
          other == nil, "--corridor", "\"\(corridor.name)=\(corridor.boroughs.joined(separator: ","))\"",
          "\(borough) is in \"\(other ?? "")\" already, and a borough is in one corridor at most")
      }
    }
    return problems
  }
}

/// Returns text without spaces at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  var slice = Substring(text)
  while slice.first?.isWhitespace == true { slice.removeFirst() }
  while slice.last?.isWhitespace == true { slice.removeLast() }
  return String(slice)
}
