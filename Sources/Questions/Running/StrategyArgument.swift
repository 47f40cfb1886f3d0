// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies
import ScenarioFiles

extension StrategyConfiguration {
  /// Reads a strategy as a command line names it: `data-led`, or `data-led:refresh=12h,horizon=2`.
  ///
  /// Values are in the catalogue's units, unless another unit of the same kind is written behind the number, or words. One
  /// that asks a program has its command behind the colon, after the parameters if there are any:
  /// `external:timeout=5s name=mine python3 my_strategy.py`.
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
      do throws(InvalidExperiment.Problem) {
        let (key, value) = try entry.parameter(stating: String(pair))
        parameters[key] = value
      } catch {
        problems.append(error)
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
      } else if entry.parameters.contains(where: { $0.name == key }) {
        do throws(InvalidExperiment.Problem) {
          let (key, value) = try entry.parameter(stating: word)
          configuration.parameters[key] = value
        } catch {
          problems.append(error)
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
      return parameter.allows(value)
        ? nil : .parameterOutOfRange(strategy: name, name: key, value: value, range: parameter.range)
    }
  }
}

extension StrategyEntry {
  /// Returns the parameter that a text such as `refresh=12h` states.
  fileprivate func parameter(
    stating text: String
  ) throws(InvalidExperiment.Problem) -> (key: String, value: Double) {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let parameter = parameters.first(where: { $0.name == sides[0] }) else {
      throw .unknownParameter(strategy: name, name: sides[0], known: parameters.map(\.name))
    }
    let stated = sides.count == 2 ? sides[1] : ""
    if let value = parameter.value(stating: stated) { return (sides[0], value) }
    guard parameter.choices.isEmpty else {
      throw .unknownChoice(strategy: name, name: sides[0], text: stated, known: parameter.choices)
    }
    throw .unreadableParameter(
      strategy: name, name: sides[0], text: stated, units: parameter.acceptedUnits)
  }
}
