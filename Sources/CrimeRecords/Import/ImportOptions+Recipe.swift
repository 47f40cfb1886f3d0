// SPDX-License-Identifier: GPL-3.0-or-later

extension ImportOptions {
  /// The command line that imports the same again, with `DATA` for the folder that all inputs share.
  ///
  /// - Parameter output: The scenario file that it writes.
  public func recipe(output: String) -> String {
    let inputs = paths + times + [boundary, levels, stations, wards].compactMap { $0 }
    let shared = ImportOptions.sharedFolder(of: inputs)
    func placed(_ path: String) -> String {
      let rest = path.split(separator: "/").dropFirst(shared).joined(separator: "/")
      return quoted(rest.isEmpty ? "DATA" : "DATA/\(rest)")
    }
    var words = ["patrolsim", "import"] + paths.map(placed)
    func add(_ option: String, _ value: String?) { if let value { words += [option, value] } }
    for corridor in corridors {
      add("--corridor", quoted("\(corridor.name)=\(corridor.boroughs.joined(separator: ","))"))
    }
    if !area.isEmpty { add("--area", quoted(area.joined(separator: ","))) }
    add("--area", boundary.map(placed))
    add("--from", from)
    add("--to", to)
    add("--targets", targets.map(String.init))
    if let box = targetBox {
      // With "=", since a value that starts with a minus sign would be taken for an option.
      words.append("--targets-within=\(box.west),\(box.south),\(box.east),\(box.north)")
    }
    if radiusInMetres != 150 { add("--radius", short(radiusInMetres)) }
    if candidates != 200 { add("--candidates", "\(candidates)") }
    add("--teams", teams.map(String.init))
    for file in times { add("--times", placed(file)) }
    add("--levels", levels.map(placed))
    add("--stations", stations.map(placed))
    add("--wards", wards.map(placed))
    add("--name", quoted(name))
    if !description.isEmpty { add("--description", quoted(description)) }
    add("--output", quoted(output))
    return words.joined(separator: " ")
  }

  /// Returns how many leading folders all paths have in common; never all of a path's parts.
  private static func sharedFolder(of paths: [String]) -> Int {
    let split = paths.map { $0.split(separator: "/").map(String.init) }
    guard let first = split.first else { return 0 }
    let most = split.map { $0.count - 1 }.min() ?? 0
    return (0..<max(0, most)).first { index in split.contains { $0[index] != first[index] } } ?? max(0, most)
  }

  /// A number without a fraction that is 0.
  private func short(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  private func quoted(_ text: String) -> String {
    let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || "/._-,".contains($0) }
    return isPlain ? text : "\"\(text)\""
  }
}
