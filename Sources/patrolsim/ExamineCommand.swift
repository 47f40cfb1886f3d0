// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import Questions

/// Sets what was reported for a campaign beside what is simulated.
struct ExamineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "examine",
    abstract: "Compare the falls reported for a campaign with the simulated true effect and with chance.",
    discussion: """
      The claims of a scenario are the falls that were reported for a real campaign. Each is a fall in a type of crime \
      in some targets, against the same weeks of the year before. For each claim, the report shows the true effect \
      under each preset and the result of each evaluation method. It also shows how often a fall as large appears \
      without any patrol. Each campaign chooses its targets by its own records if the scenario has enough places. So \
      the results include regression to the mean.

      EXAMPLES
        patrolsim examine Scenarios/london-20-hotspots.yaml
        patrolsim examine Scenarios/london-20-hotspots.yaml --strategy fixed-rota --named-targets
        patrolsim examine my-force.yaml --chance 500 --format csv > claims.csv
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "The strategy of the campaign. Default: dynamic-re-task if the scenario has it, otherwise its first.",
      valueName: "name"))
  var strategy: String?

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Number of campaigns under each preset.", valueName: "number"))
  var replications = ExaminationStudy.defaultReplications

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of campaigns without any patrol.", valueName: "number"))
  var chance = ExaminationStudy.defaultChanceReplications

  @Flag(help: "Keep the targets of the scenario, instead of choosing them in each campaign.")
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
