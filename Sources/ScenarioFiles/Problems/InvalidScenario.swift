// SPDX-License-Identifier: GPL-3.0-or-later

/// A scenario file that can't be used, with everything that is wrong in it.
public struct InvalidScenario: Error, Hashable {
  /// What is wrong, by file, line and column; at least one problem.
  public let problems: [ScenarioProblem]
  /// How many more problems there are than are listed; 0 up to a few hundred.
  public let unlistedCount: Int

  public init(problems: [ScenarioProblem], unlistedCount: Int = 0) {
    self.problems = problems.sorted {
      ($0.path, $0.line, $0.column, $0.keyPath) < ($1.path, $1.line, $1.column, $1.keyPath)
    }
    self.unlistedCount = unlistedCount
  }
}

extension InvalidScenario: CustomStringConvertible {
  /// One line for each problem.
  public var description: String {
    var lines = problems.map(\.message)
    if unlistedCount > 0 { lines.append("… and \(unlistedCount) more") }
    return lines.joined(separator: "\n")
  }
}
