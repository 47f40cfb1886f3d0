// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CrimeRecords
import Evaluation
import Foundation
import PatrolModel
import Questions
import ScenarioFiles

/// Plans a pilot: which size and design could show anything on these streets.
struct PilotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pilot",
    abstract:
      "Plan a pilot: the streets, weeks, visits and design that can detect an effect.",
    discussion: """
      Simulates pilots with and without patrol, on the streets of a scenario or of a folder of published crime files. \
      For each size it prints the power, the rate of false alarms, the smallest detectable effect and the cost. It \
      recommends a plan, or says that none is good enough. It writes the streets, the days on and off, and a text \
      for pre-registration.

      EXAMPLES
        patrolsim pilot Scenarios/soho-pilot.yaml
        patrolsim pilot ~/Downloads/my-force --streets 3,5 --weeks 12,26
        patrolsim pilot my-force.yaml --effect 16 --budget-hours 2000 --design parallel,crossover
      """)

  @Argument(
    help: "A scenario file (YAML), or a folder of street-level crime files (CSV).", completion: .file(),
    transform: namedPath)
  var path: String

  @Option(help: ArgumentHelp("Numbers of streets, separated by commas.", valueName: "numbers"))
  var streets: String?

  @Option(help: ArgumentHelp("Numbers of weeks, up to 52, separated by commas.", valueName: "numbers"))
  var weeks = PilotStudy.usualWeeks.map(String.init).joined(separator: ",")

  @Option(help: ArgumentHelp("Visits of 15 minutes to each street on a day on.", valueName: "numbers"))
  var visits = PilotStudy.usualVisits.map(String.init).joined(separator: ",")

  @Option(
    help: ArgumentHelp(
      "Designs: " + PilotDesign.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "names"))
  var design: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The power required.", valueName: "share"))
  var power = 0.8

  @Option(parsing: .unconditional, help: ArgumentHelp("The one-sided level of the test.", valueName: "share"))
  var alpha = PilotRules().level

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A true effect to plan for, instead of the scenario's deterrence.", valueName: "per cent"))
  var effect: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The maximum of officer hours.", valueName: "number"))
  var budgetHours: Double?

  @OptionGroup var money: MoneyOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Days after a period of patrol that a crossover excludes.", valueName: "number"))
  var washout = PilotRules().washoutDays

  @Option(
    help: ArgumentHelp(
      "Ids of the crime types that count. Default: all that the public reports.", valueName: "ids")
  )
  var counts: String?

  @Option(
    help: ArgumentHelp("The preset of deterrence, instead of the scenario's values.", valueName: "name"),
    completion: .list(DeterrencePreset.allCases.map(\.rawValue)))
  var preset: String?

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Number of simulated pilots of each size.", valueName: "number"))
  var replications = PilotStudy.Options().replications

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random numbers, instead of the scenario's.", valueName: "number"))
  var seed: UInt64?

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let options = try makeOptions()
    let scenario = try readScenario()
    let study: PilotStudy
    do throws(InvalidPilot) { study = try PilotStudy(scenario, options: options) } catch {
      throw failure(error)
    }
    try answer.ask(study)
  }

  private func makeOptions() throws -> PilotStudy.Options {
    var options = PilotStudy.Options()
    options.streets = try streets.map { try PilotCommand.numbers("--streets", $0) }
    options.weeks = try PilotCommand.numbers("--weeks", weeks)
    options.visitsPerDay = try PilotCommand.numbers("--visits", visits)
    if let design { options.designs = try PilotCommand.designs(design) }
    options.rules.level = alpha
    options.rules.washoutDays = washout
    options.power = power
    options.budgetInHours = budgetHours
    options.costPerHour = money.costPerHour
    options.effectPercent = try effect.map(PilotCommand.percent)
    options.counts = PilotCommand.words(counts ?? "")
    options.replications = replications
    options.seed = seed
    options.jobs = answer.work.jobCount
    return options
  }

  private func readScenario() throws -> Scenario {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    var scenario: Scenario
    if exists, isFolder.boolValue {
      scenario = try importFolder()
    } else {
      scenario = try reportingProblems { () throws(InvalidScenario) in try ScenarioFile.read(path: path) }
    }
    if let preset {
      scenario.deterrence = scenario.deterrence.replacing(preset: try ScenarioOptions.preset(named: preset))
    }
    return scenario
  }

  /// Makes a scenario of a folder of crime files, as `import` does.
  private func importFolder() throws -> Scenario {
    var options = ImportOptions(paths: [path])
    // As many places as there may be, since each street wants a control and the choice among them.
    options.targets = nil
    let bar = ProgressLine(isShown: Terminal.showsProgress && !answer.work.quiet)
    do throws(ImportFailure) {
      let result = try CrimeImport(options).run { bar.show(ImportCommand.words($0)) }
      bar.clear()
      if !answer.work.quiet {
        printToError("Imported \(path): \(result.scenario.crime.places.count) places.")
      }
      return result.scenario
    } catch {
      bar.clear()
      throw failure(error)
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private static func numbers(_ option: String, _ text: String) throws -> [Int] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let word = part.trimmingCharacters(in: .whitespaces)
      guard let number = Int(word) else {
        throw ValidationError(
          "\(option) \"\(text)\" has \(word.isEmpty ? "an empty item" : "\"\(word)\", which is not a whole number"); write numbers "
            + "separated by commas, like 3,5")
      }
      return number
    }
  }

  private static func designs(_ text: String) throws -> [PilotDesign] {
    let known = PilotDesign.allCases.map(\.rawValue)
    return try words(text).map { word in
      guard let design = PilotDesign(rawValue: word) else {
        let guess = NearMiss.suggestion(for: word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        throw ValidationError(
          "no design has the name \"\(word)\" (known: \(known.joined(separator: ", ")))\(guess)")
      }
      return design
    }
  }

  private static func percent(_ text: String) throws -> Double {
    let word = text.filter { !$0.isWhitespace && $0 != "%" }
    guard let number = Double(word), number.isFinite else {
      throw ValidationError("--effect is \"\(text)\"; write a fall as a percentage, like 16%")
    }
    return number
  }
}
