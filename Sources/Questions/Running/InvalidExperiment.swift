// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import ScenarioFiles
import Tables

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
    /// The strategy asks a program, and no command is given.
    case missingCommand(strategy: String)
    /// The command of a strategy can't be read: a quotation mark is left open.
    case unreadableCommand(strategy: String, text: String)
    /// The scenario file has a strategy that runs a command, as `ProgramCommand.shown`, and nobody has allowed that.
    case commandNotAllowed(command: String)
    /// The strategy repeats the visits that a force made, and was given parameters.
    case parametersBesideDelivered(strategy: String)
    /// The scenario of that name repeats no trial.
    case missingTrial(String)
    /// The scenario of that name has no claim to examine.
    case missingClaims(String)
    /// A number that must be at least 1.
    case notPositive(name: String, value: Int)
    /// A half-width asked for, in percentage points.
    case halfWidthNotPositive(Double)
    /// The most replications lie below the number after which a stopping rule is looked at first.
    case tooFewToStop(Int, first: Int)
    /// A number of units that can't be dealt out.
    case unitsOutOfRange(Int, range: ClosedRange<Int>)
    case repeatedUnits(Int)
    /// What an officer's hour costs, in pounds.
    case costNotPositive(Double)
    /// A share of units that is not from 0 to 1.
    case shareOutOfRange(Double)
    case repeatedShare(Double)
    /// Weeks after the campaign that can't be run.
    case weeksOutOfRange(Int, range: ClosedRange<Int>)
    /// The range of a parameter to search can't be read; `unit` is empty for a plain number.
    case unreadableRange(strategy: String, text: String, name: String, unit: String)
    /// A parameter to search is one of some words.
    case wordsToSearch(strategy: String, name: String, known: [String])
    /// The lower end of a range to search isn't below the upper one.
    case emptyRange(strategy: String, text: String)
    case repeatedRange(strategy: String, name: String)
    /// The strategy has no parameter that is not given already.
    case nothingToSearch(strategy: String)
    /// How many settings a search tries.
    case evaluationsOutOfRange(Int, range: ClosedRange<Int>)
    /// The replications with which the winner of a search is scored.
    case tooFewToScore(Int)
    /// No strategy deploys units.
    case nothingToCompare
  }

  public let problems: [Problem]
}

extension InvalidExperiment: CustomStringConvertible {
  /// One line for each problem.
  public var description: String {
    problems.flatMap { [printable($0.message)] + $0.commands.map { "  \($0)" } }.joined(separator: "\n")
  }
}

extension InvalidExperiment.Problem {
  /// The commands that the problem is about, each shown on a line of its own after the sentence.
  fileprivate var commands: [String] {
    if case .commandNotAllowed(let command) = self { [command] } else { [] }
  }

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
      return "\(strategy): \(name) is \(number(value)); it must be between \(lower) and \(upper)"
    case .unreadableParameter(let strategy, let name, let text, let units):
      let value = units.isEmpty ? "a number" : "a number and its unit (\(units.joined(separator: ", ")))"
      return "\(strategy): \(name) is \"\(text)\"; it must be \(value), as in \(name)=2\(units.first ?? "")"
    case .unknownChoice(let strategy, let name, let text, let known):
      return "\(strategy): \(name) is \"\(text)\" (known: \(known.joined(separator: ", ")))"
        + guess(text, among: known)
    case .missingTimetable(let strategy):
      return "\(strategy) follows a timetable, but the scenario has none; add operation.timetable"
    case .missingCommand(let strategy):
      return "\(strategy) needs the command of a program; write it like "
        + "\"\(strategy):python3 my_strategy.py\""
    case .unreadableCommand(let strategy, let text):
      return "\(strategy): \"\(text)\" is not a command; close the quotation mark or the backslash"
    case .commandNotAllowed:
      return
        "the scenario has a strategy that runs the command on the next line; if you trust it, "
        + "add --allow-commands"
    case .parametersBesideDelivered(let strategy):
      return "\(strategy) repeats operation.delivered, so it takes no parameters"
    case .missingTrial(let scenario): return "\(scenario) is not a trial; it has no key \"trial\""
    case .missingClaims(let scenario):
      return "\(scenario) has no claims to examine; add the key \"claims\" with the reported falls"
    case .repeatedStrategy(let label):
      return "the strategy \(label) is named twice; name it once"
        + (label.hasPrefix("external:") ? ", or give each program a name of its own (name=…)" : "")
    case .halfWidthNotPositive(let value):
      return "the half-width is \(number(value)) points; it must be greater than 0"
    case .tooFewToStop(let count, let first):
      return
        "the maximum number of replications is \(count); a run that stops automatically first checks its intervals after "
        + "\(first), so allow at least that many"
    case .unreadableRange(let strategy, let text, let name, let unit):
      return
        "\(strategy): \"\(text)\" is not a parameter with its range; write it like \(name)=6\(unit)..48\(unit)"
    case .wordsToSearch(let strategy, let name, let known):
      return
        "\(strategy): \(name) is one of the words \(known.joined(separator: ", ")), not a range; choose one"
    case .emptyRange(let strategy, let text):
      return "\(strategy): \"\(text)\" is not a range; the first number must be below the second"
    case .repeatedRange(let strategy, let name):
      return "\(strategy): the range of \(name) is named twice; name it once"
    case .nothingToSearch(let strategy): return "\(strategy) has no parameters to search"
    case .evaluationsOutOfRange(let count, let range):
      return
        "the number of evaluations is \(count); it must be from \(range.lowerBound) to \(range.upperBound)"
    case .tooFewToScore(let count):
      return
        "the number of replications is \(count); the winner's interval needs at least 2"
    case .unitsOutOfRange(let units, let range):
      return "the number of units is \(units); it must be from \(range.lowerBound) to \(range.upperBound)"
    case .repeatedUnits(let units): return "\(units) units are named twice; name each number once"
    case .shareOutOfRange(let share):
      return "the share \(number(share)) is out of range; it must be from 0 to 1"
    case .repeatedShare(let share): return "the share \(number(share)) is named twice; name it once"
    case .weeksOutOfRange(let weeks, let range):
      let (lower, upper) = (range.lowerBound, range.upperBound)
      return "the weeks after the campaign are \(weeks); they must be from \(lower) to \(upper)"
    case .costNotPositive(let value):
      return "the cost of an hour is \(number(value)) pounds; it must be greater than 0"
    case .nothingToCompare: return "no strategy deploys units, so there is nothing to compare"
    case .notPositive(let name, let value): return "\(name) is \(value); it must be at least 1"
    }
  }

  private func guess(_ name: String, among known: [String]) -> String {
    NearMiss.suggestion(for: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  private func number(_ value: Double) -> String { DecimalText.trimmed(value, decimals: 6) }
}
