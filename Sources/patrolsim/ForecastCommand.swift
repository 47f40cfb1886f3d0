// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Questions

/// Scores forecasts of crime on simulated records.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Compare the forecast of data-led patrol with plain counts and with the true rates.",
    discussion: """
      The campaign is simulated without patrol. At the start of each week, every method forecasts the offences at \
      each target from the records so far. The forecasts are then compared with the records of the week.

      EXAMPLES
        patrolsim forecast my-force.yaml
        patrolsim forecast my-force.yaml --flagged 0.1 --replications 100
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Number of replications.", valueName: "number"))
  var replications = 30

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The share of targets that are flagged each week.", valueName: "share"))
  var flagged = 0.25

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard flagged > 0, flagged <= 1 else {
      throw ValidationError("--flagged is \(flagged); it must be greater than 0 and at most 1")
    }
  }

  func run() throws {
    let scenario = try options.read()
    let trial = try reportingProblems { () throws(InvalidExperiment) in
      try ForecastTrial(
        scenario: scenario, replications: replications, seed: options.seed, flaggedShare: flagged,
        jobs: answer.work.jobCount)
    }
    try answer.ask(trial)
  }
}
