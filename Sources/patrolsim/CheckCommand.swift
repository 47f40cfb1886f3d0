// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Questions
import ScenarioFiles

/// Checks a scenario file and says what it holds.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a scenario file and summarise it.",
    discussion: """
      All mistakes are listed, with their lines. A warning marks what is allowed but makes results less reliable. \
      The exit code is 0 if the file can be used, 1 if not.

      EXAMPLE
        patrolsim check my-force.yaml
      """)

  @OptionGroup var options: ScenarioOptions

  func run() throws {
    let scenario = try options.read()
    let digest = ScenarioFile.digest(of: scenario)
    try printText(scenarioSummary(scenario, digest: digest, style: Terminal.style))
    let warnings = ScenarioFile.warnings(for: scenario)
    for warning in warnings { try printLine("Warning: \(warning)") }
    try printLine(warnings.isEmpty ? "The scenario can be used." : "The scenario can be used, with care.")
  }
}
