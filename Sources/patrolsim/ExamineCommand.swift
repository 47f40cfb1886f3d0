// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import Questions

/// Sets what was reported for a campaign beside what is simulated.
struct ExamineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "examine",
    abstract: "Set the falls reported for a campaign beside their simulated truth, and beside chance.",
    discussion: """
      A scenario's claims say what was reported for the campaign that it is modelled on: a fall of some crime in some \
      targets, against the same weeks of the year before. For each claim this shows the true effect under each preset, \
      what each evaluation method would have shown, and how often a fall as large shows without any patrol. Each \
      campaign chooses its targets on its own record where the scenario has places enough, so that regression to the \
      mean shows.

      EXAMPLES
        patrolsim examine Scenarios/london-20-hotspots.yaml
        patrolsim examine Scenarios/london-20-hotspots.yaml --strategy fixed-rota --named-targets
        patrolsim examine my-force.yaml --chance 500 --format csv > claims.csv
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "How the campaign was patrolled. Default: dynamic-re-task where the scenario has it, or else its first.",
      valueName: "name"))
  var strategy: String?

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("How many campaigns to run under each preset.", valueName: "number"))
  var replications = ExaminationStudy.defaultReplications

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many campaigns to run without any patrol.", valueName: "number"))
  var chance = ExaminationStudy.defaultChanceReplications

  @Flag(help: "Keep the scenario's own targets instead of choosing them in each campaign.")
  var namedTargets = false

  @OptionGroup var commands: CommandOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    var scenario = try options.read()
    let strategies = try options.strategies(strategy.map { [$0] } ?? [], of: scenario)
    let presets = options.preset == nil ? ExaminationStudy.presets : [scenario.deterrence.preset]
    if let seed = options.seed { scenario.seed = seed }
    let study = try reportingProblems { () throws(InvalidExperiment) in
      try ExaminationStudy(
        scenario, strategy: strategies?.first, presets: presets, namedTargets: namedTargets,
        replications: replications, chanceReplications: chance, jobs: answer.work.jobCount,
        allowsCommands: commands.allowCommands)
    }
    if !namedTargets, !study.choosesTargets, !answer.work.quiet {
      printToError(study.whyNamed)
    }
    try answer.ask(study)
  }
}
