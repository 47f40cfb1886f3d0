// SPDX-License-Identifier: GPL-3.0-or-later

/// A study file: scenarios, strategies and parameters that are varied, to be run as one batch.
///
/// <doc:BatchFormat> describes the format.
public struct BatchFile: Hashable, Sendable {
  public var name: String
  public var description = ""
  /// The scenario files, as the study file names them, relative to its folder; at least one.
  public var scenarios: [String]
  /// The strategies as a command line names them; empty for those of each scenario.
  public var strategies: [String] = []
  /// How many replications each cell has; at least 1.
  public var replications = 20
  /// The seed of all cells; `nil` for that of each scenario.
  public var seed: UInt64?
  public var design = SweepDesign.grid
  /// How many points a sampled design has; `nil` of others.
  public var points: Int?
  /// What is varied, in the order of results.
  public var parameters: [SweptParameter] = []
  /// The points of the design `list`, a text for each parameter.
  public var list: [[String]] = []
  /// What is kept of each replication besides its numbers.
  public var keep: Set<KeptTable> = []

  /// Creates the study of one scenario as it stands.
  public init(name: String, scenarios: [String]) {
    self.name = name
    self.scenarios = scenarios
  }

  /// The version of the format.
  public static let version = 1
  /// The most replications of a cell.
  public static let replicationLimit = 1_000_000
  /// The most points of a design.
  public static let pointLimit = 1_000_000

  /// Reads a study file.
  ///
  /// - Throws: Every problem of the file at once.
  public static func read(path: String) throws(InvalidScenario) -> BatchFile {
    try read(text: FileText.load(path: path), path: path)
  }

  /// Reads the study that a text describes.
  ///
  /// - Parameters:
  ///   - text: The content of a study file.
  ///   - path: What messages call the file; a list of points is looked for beside it.
  /// - Throws: Every problem of the text at once.
  public static func read(text: String, path: String) throws(InvalidScenario) -> BatchFile {
    let reading = try reading(text: text, path: path)
    guard reading.problems.isEmpty else {
      throw InvalidScenario(problems: reading.problems, unlistedCount: reading.unlistedCount)
    }
    return reading.file
  }

  /// Reads a study file as far as it can be made out, so that what is wrong with its scenarios and values can be said with what is
  /// wrong with the file.
  ///
  /// - Throws: What keeps it from being read as a study at all.
  public static func reading(path: String) throws(InvalidScenario) -> BatchReading {
    try reading(text: FileText.load(path: path), path: path)
  }

  /// Reads the text of a study as far as it can be made out.
  static func reading(text: String, path: String) throws(InvalidScenario) -> BatchReading {
    let log = ProblemLog(path: path)
    let places = BatchPlaces()
    guard text.utf8.count <= FileText.sizeLimitInBytes else {
      throw FileText.tooLarge(path, size: text.utf8.count)
    }
    guard let root = YamlText.compose(text, log: log),
      let file = BatchReader.read(root, log: log, places: places)
    else { throw log.error.ofStudy }
    return BatchReading(
      path: path, file: file, error: log.isEmpty ? nil : log.error.ofStudy, places: places)
  }

  /// The study as a text of the format that reads back as the same study, its list of points included.
  public var text: String {
    var writer = YamlWriter()
    writer.writeSections(BatchWriter.pairs(self))
    return writer.text
  }
}

extension InvalidScenario {
  /// The problems in the words of studies.
  fileprivate var ofStudy: InvalidScenario {
    InvalidScenario(
      problems: problems.map { problem in
        guard problem.kind == .empty else { return problem }
        let reason = "the file is empty; a study starts with \"patrolsim-batch: \(BatchFile.version)\""
        return ScenarioProblem(
          path: problem.path, line: problem.line, column: problem.column, keyPath: "",
          kind: .malformed(reason: reason))
      }, unlistedCount: unlistedCount)
  }
}

/// A table that a study writes on request, from more than the numbers of each replication.
public enum KeptTable: String, CaseIterable, Hashable, Sendable {
  /// How evaluation methods did, by cell and strategy.
  case methods
  /// Crime and harm by week, area and strategy, mean over the replications of a cell.
  case weeks
  /// Visits and minutes of presence by replication, strategy and place.
  case visits
}

/// How the points of a sweep are laid out in the space of its parameters.
public enum SweepDesign: String, CaseIterable, Hashable, Sendable {
  /// Every value of each parameter with every value of all others.
  case grid
  /// One parameter after the other at its values, the others as they are in the scenario.
  case oneAtATime = "one-at-a-time"
  /// Each parameter's range cut into as many equal parts as there are points, one point in each part.
  case latinHypercube = "latin-hypercube"
  /// Pairs of points of Sobol's sequence, and between them points that differ in one parameter: for indices of sensitivity.
  case sobol
  /// Independent random draws.
  case prior
  /// Points that the study file lists.
  case list

  /// Whether the number of points is asked for.
  public var isSampled: Bool { [.latinHypercube, .sobol, .prior].contains(self) }
}

/// A parameter that a sweep varies.
public struct SweptParameter: Hashable, Sendable {
  /// A key of the scenario file (`deterrence.fast_decay`), `strategies.NAME.PARAMETER`, or `units`.
  public let key: String
  public let values: Values

  public enum Values: Hashable, Sendable {
    /// Texts as a scenario file writes them, at least one.
    case list([String])
    case range(Range)
    /// What the list of points says.
    case listed
  }

  /// The numbers between two ends.
  public struct Range: Hashable, Sendable {
    /// Lower and upper end, in the unit; the lower is the smaller.
    public let lower: Double
    public let upper: Double
    /// The unit of both ends as it is written; empty for bare numbers.
    public let unit: String
    /// Whether equal steps are equal factors; both ends are positive then.
    public let isLogarithmic: Bool
    /// How many values a grid takes, both ends included; at least 2.
    public let steps: Int?

    /// - Precondition: The lower end is below the upper one, and positive where steps are equal factors.
    public init(
      lower: Double, upper: Double, unit: String = "", isLogarithmic: Bool = false, steps: Int? = nil
    ) {
      precondition(
        lower < upper && (!isLogarithmic || lower > 0), "A range has a lower end below its upper one")
      (self.lower, self.upper, self.unit) = (lower, upper, unit)
      (self.isLogarithmic, self.steps) = (isLogarithmic, steps)
    }

    /// Returns the text of the number at a share of the way from the lower end to the upper.
    ///
    /// - Parameter share: In `0...1`.
    /// - Returns: The number to six digits, so that what is written is what is run, with its unit.
    public func text(at share: Double) -> String {
      let text = significant(
        isLogarithmic ? lower * power(upper / lower, share) : lower + share * (upper - lower))
      return unit.isEmpty ? text : "\(text) \(unit)"
    }
  }

  public init(_ key: String, _ values: Values) {
    self.key = key
    self.values = values
  }

  /// The texts of the ends of a range; of a list the first and the last.
  public var ends: [String] {
    switch values {
    case .list(let texts): [texts.first, texts.last].compactMap { $0 }
    case .range(let range): [range.text(at: 0), range.text(at: 1)]
    case .listed: []
    }
  }

  /// The texts that a grid takes.
  public var levels: [String] {
    switch values {
    case .list(let texts): texts
    case .range(let range):
      (0..<(range.steps ?? 2)).map { range.text(at: Double($0) / Double(max(1, (range.steps ?? 2) - 1))) }
    case .listed: []
    }
  }

  /// Returns the text at a share of the way through the values; of a list, each has an equal share.
  public func text(at share: Double) -> String {
    switch values {
    case .list(let texts): texts[min(texts.count - 1, Int(share * Double(texts.count)))]
    case .range(let range): range.text(at: share)
    case .listed: ""
    }
  }
}
