// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// Measures how fast the kernel, the random numbers, a replication and an import are.
@main
struct PatrolSimBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patrolsim-bench",
    abstract: "Measure PatrolSim's speed against C written by hand, and against an earlier measurement.",
    subcommands: [MeasureCommand.self, PeakMemoryCommand.self],
    defaultSubcommand: MeasureCommand.self)
}
