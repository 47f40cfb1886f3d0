// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// A reason why a replication can't be rebuilt.
public enum ReplayProblem: Error, Hashable, CustomStringConvertible {
  case noFolder(String)
  /// There is no manifest, or one that can't be read.
  case noManifest(folder: String)
  /// The manifest has a layout that this version doesn't know.
  case otherFormat(found: Int, known: Int)
  case badFile(path: String, reason: String)
  /// The scenario in the folder is not the one that was run.
  case changedScenario(path: String, expected: String, found: String)
  /// The results are of other numbers of units than the scenario's own.
  case otherUnits([Int])
  /// The strategies can't be made from their names.
  case badStrategies(String)
  /// A program that decided for a strategy is not what it was, or is gone.
  case changedProgram(strategy: String, file: String, expected: String)

  // Reasons may have lines of their own, which are printable already.
  public var description: String { printableLines(sentence) }

  private var sentence: String {
    switch self {
    case .noFolder(let path): "\(printable(path)) is not a folder."
    case .noManifest(let folder):
      "\(printable(folder)) holds no results: it has no manifest.json that can be read. Results are made by `patrolsim compare`."
    case .otherFormat(let found, let known):
      "manifest.json has format \(found), and this version of PatrolSim reads format \(known)."
    case .badFile(let path, let reason): "\(printable(path)) can't be read: \(reason)"
    case .changedScenario(let path, let expected, let found):
      "\(printable(path)) was changed after the run: its digest is \(found), that of the run \(expected)."
    case .otherUnits(let units):
      "these are results by number of units (\(units.map(String.init).joined(separator: ", "))); only those of a "
        + "scenario's own units can be rebuilt. The command in manifest.json runs all of it again."
    case .badStrategies(let reason): "the strategies of manifest.json can't be run: \(reason)"
    case .changedProgram(let strategy, let file, let expected):
      "\(printable(file)), which decides for \(printable(strategy)), was changed after the run or is gone: the digest of the run "
        + "is \(expected)."
    }
  }
}

/// All reasons why a replication can't be rebuilt.
public struct CannotReplay: Error, CustomStringConvertible {
  public let problems: [ReplayProblem]
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
