// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import StrategyPrograms

// A program as one of the strategies that scenarios can name; what it is asked is in StrategyPrograms.
extension ExternalStrategy {
  /// How long a program may take for an answer. It is ten times that for the first message and for `reset`.
  static let timeout = StrategyParameter(
    "timeout",
    "How long the program may take for an answer; ten times as long to start and to prepare a campaign.",
    unit: .seconds, default: usualTimeoutInSeconds, in: 0.05...3_600)

  static let entry = StrategyEntry(
    name: "external", summary: "Asks a program of your own, in any language.", parameters: [timeout],
    needsProgram: true
  ) { ExternalStrategy(ProgramCommand(["external"]), parameters: $0) }

  /// Creates the strategy.
  ///
  /// - Parameters:
  ///   - program: The command that starts the program.
  ///   - parameters: Parameters by name; what is left out has its default.
  init(_ program: ProgramCommand, parameters: [String: Double]) {
    self.init(program, timeoutInSeconds: Self.timeout.value(in: parameters))
  }
}
