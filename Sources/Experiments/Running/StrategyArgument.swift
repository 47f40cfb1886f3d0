// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies

extension StrategyConfiguration {
  /// Reads a strategy as a command line names it: `data-led`, or `data-led:refresh=12h,horizon=2`.
  ///
  /// Values are in the catalogue's units, which may be written behind the number. One that asks a program has its command
  /// behind the colon, after the parameters if there are any: `external:timeout=5s name=mine python3 my_strategy.py`.
  ///
  /// - Throws: Everything that is wrong in it.
  public init(
    argument: String, catalogue: StrategyCatalogue = .standard
  ) throws(InvalidExperiment) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let entry = catalogue.entry(named: name) else {
      throw InvalidExperiment(problems: [.unknownStrategy(name, known: catalogue.names)])
    }
    guard !entry.needsProgram else {
      self = try StrategyConfiguration.asking(entry, command: parts.count > 1 ? String(parts[1]) : "")
      return
    }
    self.init(name)
    var problems: [InvalidExperiment.Problem] = []
    for pair in parts.count > 1 ? parts[1].split(separator: ",", omittingEmptySubsequences: false) : [] {
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      let parameter = entry.parameters.first { $0.name == sides.first }
      if let parameter, sides.count == 2, let value = parameter.value(of: sides[1]) {
        parameters[parameter.name] = value
      } else if let first = sides.first, parameter == nil {
        let known = entry.parameters.map(\.name)
        problems.append(.unknownParameter(strategy: name, name: first, known: known))
      } else {
        let unit = parameter?.unit.rawValue ?? ""
        problems.append(.unreadableParameter(strategy: name, text: String(pair), unit: unit))
      }
    }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
  }

  /// Reads what stands behind the name of a strategy that asks a program; nothing is a strategy without its program.
  private static func asking(
    _ entry: StrategyEntry, command text: String
  ) throws(InvalidExperiment) -> StrategyConfiguration {
    guard text.contains(where: { !$0.isWhitespace }) else { return StrategyConfiguration(entry.name) }
    guard var words = ProgramCommand.words(of: text) else {
      throw InvalidExperiment(problems: [.unreadableCommand(strategy: entry.name, text: text)])
    }
    var configuration = StrategyConfiguration(entry.name)
    var problems: [InvalidExperiment.Problem] = []
    var name: String?
    while let word = words.first, let sign = word.firstIndex(of: "=") {
      let (key, value) = (word[..<sign], String(word[word.index(after: sign)...]))
      if key == "name", !value.isEmpty {
        name = value
      } else if let parameter = entry.parameters.first(where: { $0.name == key }) {
        if let number = parameter.value(of: value) {
          configuration.parameters[parameter.name] = number
        } else {
          problems.append(
            .unreadableParameter(strategy: entry.name, text: word, unit: parameter.unit.rawValue))
        }
      } else {
        break
      }
      words.removeFirst()
    }
    if words.isEmpty { problems.append(.missingCommand(strategy: entry.name)) }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
    configuration.program = ProgramCommand(words, name: name)
    return configuration
  }

  /// Checks the configuration against a catalogue, and against a scenario if there is one.
  ///
  /// - Throws: Everything that is wrong with it.
  public func check(
    in scenario: Scenario?, catalogue: StrategyCatalogue = .standard
  ) throws(InvalidExperiment) {
    var problems = problems(in: catalogue)
    if let scenario, scenario.operation.timetable == nil,
      catalogue.entry(named: name)?.needsTimetable == true
    {
      problems.append(.missingTimetable(strategy: name))
    }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
  }

  /// Returns what is wrong with the configuration in a catalogue.
  func problems(in catalogue: StrategyCatalogue) -> [InvalidExperiment.Problem] {
    guard let entry = catalogue.entry(named: name) else {
      return [.unknownStrategy(name, known: catalogue.names)]
    }
    if entry.needsProgram, program == nil { return [.missingCommand(strategy: name)] }
    return parameters.sorted { $0.key < $1.key }.compactMap { key, value in
      guard let parameter = entry.parameters.first(where: { $0.name == key }) else {
        return .unknownParameter(strategy: name, name: key, known: entry.parameters.map(\.name))
      }
      return parameter.range.contains(value)
        ? nil : .parameterOutOfRange(strategy: name, name: key, value: value, range: parameter.range)
    }
  }
}

extension StrategyParameter {
  /// Returns the value that a text states, with or without the unit.
  func value(of text: String) -> Double? {
    let unit = self.unit.rawValue
    let digits = !unit.isEmpty && text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : text
    guard let value = Double(digits), value.isFinite else { return nil }
    return value
  }
}
