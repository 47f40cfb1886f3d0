// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import Questions

/// Repeats published trials and sets what was observed beside what is simulated.
struct TrialsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trials",
    abstract: "Repeat published trials under single presets, and compare with the observed effects.",
    discussion: """
      Each trial is a scenario file with its published dose, design and figures. The strategy scheduled-visits \
      delivers the dose. The effect is measured as in the trial. The table shows the presets that are consistent with \
      each trial. Without --replications, the number is chosen for a precision of one percentage point, from 40 to 400.

      EXAMPLES
        patrolsim trials
        patrolsim trials Scenarios/trials/southend-2021.yaml --preset crossover-trials
        patrolsim trials --replications 100 --format csv > trials.csv
      """)

  @OptionGroup var trials: TrialFiles

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
    let scenarios = try trials.read()
    let size = replications.map { TrialExperiment.Size.fixed($0) } ?? .automatic
    return try reportingProblems { () throws(InvalidExperiment) in
      try TrialStudy(
        scenarios, presets: presets, size: size, seed: seed, jobs: answer.work.jobCount)
    }
  }
}
