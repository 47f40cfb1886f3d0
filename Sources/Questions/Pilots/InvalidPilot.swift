// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import ScenarioFiles

/// A pilot study that can't be run, with everything that is wrong in it.
public struct InvalidPilot: Error, Hashable {
  /// One thing that is wrong.
  public enum Problem: Hashable, Sendable {
    case outOfRange(name: String, value: String, rule: String)
    /// An empty list.
    case nothing(String)
    /// A list that names something twice.
    case repeated(String)
    case unknownType(String, known: [String])
    /// No place has recorded crime of the types that count and another to be set beside it.
    case noStreets(String)
    case tooFewStreets(wanted: Int, most: Int)
  }

  public let problems: [Problem]
}

extension InvalidPilot: CustomStringConvertible {
  /// One line for each problem.
  public var description: String { problems.map { printable($0.message) }.joined(separator: "\n") }
}

extension InvalidPilot.Problem {
  /// The problem in one sentence.
  var message: String {
    switch self {
    case .outOfRange(let name, let value, let rule): return "\(name) is \(value); it must be \(rule)"
    case .nothing(let name): return "\(name): the list is empty"
    case .repeated(let name): return "\(name): the list has an entry twice"
    case .unknownType(let name, let known):
      let guess = NearMiss.suggestion(for: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
      return "no type of crime has the name \"\(name)\" (known: \(known.joined(separator: ", ")))\(guess)"
    case .noStreets(let scenario):
      return
        "\(scenario) has no two places with recorded crime of the types that count, a street and one to compare it with"
    case .tooFewStreets(let wanted, let most):
      return
        "the scenario has places for \(most) street\(most == 1 ? "" : "s") with a control each, but the pilot has \(wanted); import more "
        + "candidates, or plan fewer streets"
    }
  }
}
