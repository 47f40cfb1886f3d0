// SPDX-License-Identifier: GPL-3.0-or-later

import ScenarioFiles

/// An experiment that can't be run, with everything that is wrong in it.
public struct InvalidExperiment: Error, Hashable {
  /// One thing that is wrong.
  public enum Problem: Hashable, Sendable {
    case unknownStrategy(String, known: [String])
    case unknownParameter(strategy: String, name: String, known: [String])
    case parameterOutOfRange(strategy: String, name: String, value: Double, range: ClosedRange<Double>)
    /// The value of a parameter can't be read; `unit` is empty for a plain number.
    case unreadableParameter(strategy: String, text: String, unit: String)
    case repeatedStrategy(String)
    /// The strategy follows a timetable, and the operation has none.
    case missingTimetable(strategy: String)
    /// The strategy asks a program, and no command is given.
    case missingCommand(strategy: String)
    /// The command of a strategy can't be read: a quotation mark is left open.
    case unreadableCommand(strategy: String, text: String)
    /// The scenario file has a strategy that runs a command, and nobody has allowed that.
    case commandNotAllowed(command: String)
    /// The scenario of that name repeats no trial.
    case missingTrial(String)
    /// A number that must be at least 1.
    case notPositive(name: String, value: Int)
  }

  public let problems: [Problem]
}

extension InvalidExperiment: CustomStringConvertible {
  /// One line for each problem.
  public var description: String { problems.map(\.message).joined(separator: "\n") }
}

extension InvalidExperiment.Problem {
  /// The problem in one sentence, with a near miss if there is one.
  public var message: String {
    switch self {
    case .unknownStrategy(let name, let known):
      return "no strategy has the name \"\(name)\" (known: \(known.joined(separator: ", ")))"
        + guess(name, among: known)
    case .unknownParameter(let strategy, let name, let known):
      let list = known.isEmpty ? "it has none" : "known: \(known.joined(separator: ", "))"
      return "\(strategy) has no parameter \"\(name)\" (\(list))" + guess(name, among: known)
    case .parameterOutOfRange(let strategy, let name, let value, let range):
      let (lower, upper) = (number(range.lowerBound), number(range.upperBound))
      return "\(strategy): \(name) is \(number(value)); it must lie between \(lower) and \(upper)"
    case .unreadableParameter(let strategy, let text, let unit):
      let example = unit.isEmpty ? "name=2" : "name=2\(unit) or name=2"
      return "\(strategy): \"\(text)\" is not a parameter with its value; write it like \(example)"
    case .missingTimetable(let strategy):
      return "\(strategy) follows a timetable, and the scenario has none; give it operation.timetable"
    case .missingCommand(let strategy):
      return "\(strategy) asks a program, and no command is given; write it like "
        + "\"\(strategy):python3 my_strategy.py\""
    case .unreadableCommand(let strategy, let text):
      return "\(strategy): \"\(text)\" is not a command; a quotation mark or a backslash is left open"
    case .commandNotAllowed(let command):
      return "the scenario has a strategy that runs a command: \(command); if you trust it, say so with "
        + "--allow-commands"
    case .missingTrial(let scenario): return "\(scenario) is not the scenario of a trial; it has no key trial"
    case .repeatedStrategy(let label):
      return "the strategy \(label) is named twice; name it once"
        + (label.hasPrefix("external:") ? ", or give each program a name of its own (name=…)" : "")
    case .notPositive(let name, let value): return "\(name) is \(value); it must be at least 1"
    }
  }

  private func guess(_ name: String, among known: [String]) -> String {
    NearMiss.suggestion(for: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  private func number(_ value: Double) -> String { DecimalText.trimmed(value, decimals: 6) }
}
