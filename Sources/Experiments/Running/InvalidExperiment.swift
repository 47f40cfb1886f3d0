// SPDX-License-Identifier: GPL-3.0-or-later

import ScenarioFiles

/// An experiment that can't be run, with everything that is wrong in it.
public struct InvalidExperiment: Error, Hashable {
  /// One thing that is wrong.
  public enum Problem: Error, Hashable, Sendable {
    case unknownStrategy(String, known: [String])
    case unknownParameter(strategy: String, name: String, known: [String])
    case parameterOutOfRange(strategy: String, name: String, value: Double, range: ClosedRange<Double>)
    /// The value of a parameter can't be read; `units` are those that it may have, its own first; none for a plain number.
    case unreadableParameter(strategy: String, name: String, text: String, units: [String])
    /// The value of a parameter is none of its words.
    case unknownChoice(strategy: String, name: String, text: String, known: [String])
    case repeatedStrategy(String)
    /// The strategy follows a timetable, and the operation has none.
    case missingTimetable(strategy: String)
    /// The strategy repeats the visits that a force made, and was given parameters.
    case parametersBesideDelivered(strategy: String)
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
    case .unreadableParameter(let strategy, let name, let text, let units):
      let value = units.isEmpty ? "a number" : "a number and its unit (\(units.joined(separator: ", ")))"
      return "\(strategy): \(name) is \"\(text)\"; it must be \(value), as in \(name)=2\(units.first ?? "")"
    case .unknownChoice(let strategy, let name, let text, let known):
      return "\(strategy): \(name) is \"\(text)\" (known: \(known.joined(separator: ", ")))"
        + guess(text, among: known)
    case .missingTimetable(let strategy):
      return "\(strategy) follows a timetable, and the scenario has none; give it operation.timetable"
    case .parametersBesideDelivered(let strategy):
      return "\(strategy) repeats operation.delivered and takes no parameter beside it"
    case .missingTrial(let scenario): return "\(scenario) is not the scenario of a trial; it has no key trial"
    case .repeatedStrategy(let label): return "the strategy \(label) is named twice; name it once"
    case .notPositive(let name, let value): return "\(name) is \(value); it must be at least 1"
    }
  }

  private func guess(_ name: String, among known: [String]) -> String {
    NearMiss.suggestion(for: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  private func number(_ value: Double) -> String { DecimalText.trimmed(value, decimals: 6) }
}
