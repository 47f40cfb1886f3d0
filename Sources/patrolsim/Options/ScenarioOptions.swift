// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import Questions
import ScenarioFiles

/// Whether commands that a scenario file names may run.
struct CommandOptions: ParsableArguments {
  @Flag(
    help:
      "Run the commands of external strategies in the scenario file. Use this only for files that you trust."
  )
  var allowCommands = false
}

/// The scenario of a command, and what may be changed in it.
struct ScenarioOptions: ParsableArguments {
  @Argument(
    help: "The scenario file (YAML).", completion: .file(extensions: ["yaml", "yml"]), transform: namedPath)
  var scenario: String

  @Option(
    help: ArgumentHelp(
      "The preset of deterrence, instead of the scenario's values: "
        + DeterrencePreset.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "name"),
    completion: .list(DeterrencePreset.allCases.map(\.rawValue)))
  var preset: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random numbers, instead of the scenario's.", valueName: "number"))
  var seed: UInt64?

  /// Reads the scenario and puts the preset in.
  ///
  /// - Throws: Exit code 1, after everything that is wrong was printed.
  func read() throws -> Scenario {
    var scenario = try reportingProblems { () throws(InvalidScenario) in
      try ScenarioFile.read(path: self.scenario)
    }
    guard let preset else { return scenario }
    scenario.deterrence = scenario.deterrence.replacing(preset: try ScenarioOptions.preset(named: preset))
    return scenario
  }

  /// Returns the preset with a name.
  ///
  /// - Throws: Exit code 1, after the names that there are were printed.
  static func preset(named name: String) throws -> DeterrencePreset {
    let names = DeterrencePreset.allCases.map(\.rawValue)
    guard let known = DeterrencePreset(named: name) else {
      if name == "prior" { throw failure("the preset \"prior\" has been replaced by \"evidence\"") }
      let guess =
        NearMiss.suggestion(for: name, among: DeterrencePreset.names).map { "; did you mean \"\($0)\"?" }
        ?? ""
      throw failure("there is no preset \"\(name)\" (known: \(names.joined(separator: ", ")))\(guess)")
    }
    return known
  }

  /// Reads strategies as the command line names them; `nil` where it names none.
  ///
  /// - Parameter scenario: Where a strategy that asks a program has its command from if the command line names none.
  func strategies(_ arguments: [String], of scenario: Scenario) throws -> [StrategyConfiguration]? {
    guard !arguments.isEmpty else { return nil }
    var problems: [InvalidExperiment.Problem] = []
    var strategies: [StrategyConfiguration] = []
    for argument in arguments {
      do { strategies.append(try StrategyConfiguration(argument: argument)) } catch {
        problems += error.problems
      }
    }
    let programs = scenario.strategies.filter { $0.program != nil }
    if programs.count == 1 {
      strategies = strategies.map { $0 == StrategyConfiguration(programs[0].name) ? programs[0] : $0 }
    }
    guard problems.isEmpty else { throw failure(problems.map(\.message)) }
    return strategies
  }
}
