// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// Compares police deployment strategies on the same simulated crime.
@main
struct PatrolSim: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patrolsim", subcommands: [ImportCommand.self, ExportCommand.self])
}
