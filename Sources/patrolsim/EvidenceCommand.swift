// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import Questions

/// What trials say of patrol: shows the fit record, and fits it.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Show what published trials say about the effect of patrol, or fit it again.",
    discussion: """
      The default preset, evidence, draws the effect of patrol in each replication from this fit.

      EXAMPLES
        patrolsim evidence show
        patrolsim evidence show --format csv > trials.csv
        patrolsim evidence fit --output my-fit
      """,
    subcommands: [EvidenceShowCommand.self, EvidenceFitCommand.self],
    defaultSubcommand: EvidenceShowCommand.self)
}

/// Shows the fit record.
struct EvidenceShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show each trial beside its prediction, what is known of each parameter, and the dose–response."
  )

  @OptionGroup var printed: FormatOptions

  func run() throws {
    let shown = ShownEvidence(.builtIn)
    try printed.show(
      text: EvidenceReport(shown.record, style: Terminal.style).text(), json: shown.json(), csv: shown.csv)
  }
}

/// Fits the effect of patrol to trials.
struct EvidenceFitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit the effect of patrol to published trials.",
    discussion: """
      Each trial is a scenario file with its dose, the change that it observed, and what is known of the error. Trials \
      without a dose or an error are listed as not used.

      EXAMPLES
        patrolsim evidence fit
        patrolsim evidence fit Scenarios/trials --sweeps 80000 --output my-fit
      """)

  @OptionGroup var trials: TrialFiles

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random numbers.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Sweeps of each chain after its warm-up; a quarter of them for the fits to a part of the trials.",
      valueName: "number"))
  var sweeps = EvidenceStudy.usualSweeps

  @Flag(help: "Do not predict each trial from the others, which takes most of the time.")
  var noLeaveOneOut = false

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard (4_000...10_000_000).contains(sweeps) else {
      throw ValidationError("--sweeps is \(sweeps); it must be from 4,000 to 10,000,000")
    }
  }

  func run() throws {
    try answer.ask(
      EvidenceStudy(
        trials.read(), seed: seed, sweeps: sweeps, leavesOut: !noLeaveOneOut, jobs: answer.work.jobCount))
  }
}
