// SPDX-License-Identifier: GPL-3.0-or-later

/// A point in a file, line and column from 1.
struct Position: Hashable {
  var line: Int
  var column: Int
}

/// Collects the problems of one file while it is read.
///
/// It also notes every key that the reader asked for, so that a test can hold the format's article to
/// what the reader knows.
final class ProblemLog {
  /// What messages call the file.
  let path: String
  /// The problems listed so far, at most ``limit``.
  private(set) var problems: [ScenarioProblem] = []
  /// How many problems came after those.
  private(set) var unlistedCount = 0
  /// Every key asked for, with list positions left out: `places[].radius`.
  private(set) var knownKeys: Set<String> = []

  /// How many problems are listed.
  static let limit = 500

  init(path: String) { self.path = path }

  /// Whether nothing is wrong so far.
  var isEmpty: Bool { problems.isEmpty }
  /// Whether further problems are counted only.
  var isFull: Bool { problems.count >= ProblemLog.limit }

  /// Notes a problem.
  ///
  /// - Parameter file: The file that it is in; `nil` for the scenario itself.
  func report(_ kind: ScenarioProblem.Kind, at position: Position, key: String, file: String? = nil) {
    guard !isFull else {
      unlistedCount += 1
      return
    }
    problems.append(
      ScenarioProblem(
        path: file ?? path, line: position.line, column: position.column, keyPath: key, kind: kind))
  }

  /// Notes a problem of the file as a whole.
  func report(_ kind: ScenarioProblem.Kind, line: Int = 1, column: Int = 1) {
    report(kind, at: Position(line: line, column: column), key: "")
  }

  /// Notes that the format has a key.
  func know(_ pattern: String) { knownKeys.insert(pattern) }

  /// The error that says all this.
  var error: InvalidScenario { InvalidScenario(problems: problems, unlistedCount: unlistedCount) }
}
