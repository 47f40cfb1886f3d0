// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import PatrolModel
import Questions
import ScenarioFiles

/// Repeats published trials and sets what was observed beside what is simulated.
struct TrialsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trials",
    abstract: "Repeat published trials under each preset, and compare with the observed effects.",
    discussion: """
      Each trial is a scenario file with its published dose, design and figures. The strategy scheduled-visits \
      delivers the dose. The effect is measured as in the trial. The table shows the presets that are consistent with \
      each trial. Without --replications, the number is chosen for a precision of one percentage point, from 40 to 400.

      EXAMPLES
        patrolsim trials
        patrolsim trials Scenarios/trials/southend-2021.yaml --preset crossover-trials
        patrolsim trials --replications 100 --format csv > trials.csv
      """)

  /// Where the shipped trials are, from the folder of the package.
  static let shippedFolder = "Scenarios/trials"

  @Argument(
    help: "Trial files (YAML), or folders of them. Default: Scenarios/trials in the current folder.",
    completion: .file(extensions: ["yaml", "yml"]), transform: namedPath)
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "One preset instead of these: " + TrialStudy.presets.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "name"),
    completion: .list(DeterrencePreset.allCases.map(\.rawValue)))
  var preset: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random numbers, instead of the scenarios'.", valueName: "number"))
  var seed: UInt64?

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Number of replications of each trial and preset.", valueName: "number"))
  var replications: Int?

  @OptionGroup var answer: AnswerOptions

  func run() throws { try answer.ask(makeStudy()) }

  private func makeStudy() throws -> TrialStudy {
    let presets = try preset.map { [try ScenarioOptions.preset(named: $0)] } ?? TrialStudy.presets
    var problems: [String] = []
    var scenarios: [Scenario] = []
    for path in try paths() {
      do throws(InvalidScenario) { scenarios.append(try ScenarioFile.read(path: path)) } catch {
        problems += sentences(of: error)
      }
    }
    guard problems.isEmpty else { throw failure(problems) }
    let size = replications.map { TrialExperiment.Size.fixed($0) } ?? .automatic
    return try reportingProblems { () throws(InvalidExperiment) in
      try TrialStudy(
        scenarios, presets: presets, size: size, seed: seed, jobs: answer.work.jobCount)
    }
  }

  /// Returns the files that are named, and those of the folders that are, by name.
  private func paths() throws -> [String] {
    let isShipped = files.isEmpty
    return try (isShipped ? [TrialsCommand.shippedFolder] : files).flatMap { path -> [String] in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if isShipped, !exists {
        throw failure(
          "there is no folder \(path) here. It has the trials that come with PatrolSim. Run the command in the "
            + "folder of PatrolSim, or name trial files")
      }
      guard isFolder.boolValue else { return [path] }
      let names: [String]
      do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
        throw failure("the folder \(path) can't be read: \(error.localizedDescription)")
      }
      let found = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
      guard !found.isEmpty else { throw failure("the folder \(path) has no trial file (.yaml)") }
      return found.map { "\(path)/\($0)" }
    }
  }
}
