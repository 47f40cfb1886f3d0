// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Questions
import ScenarioFiles

/// Prints every parameter in force in a scenario.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print every parameter of a scenario, with unit, range and source.",
    discussion: """
      For each value it prints the meaning, the allowed range, the range of the preset prior, the default where it \
      differs, and the source: a trial, a data set, the scenario itself or an assumption. Long lists (places, teams, \
      units) are summarised.

      EXAMPLES
        patrolsim explain my-force.yaml
        patrolsim explain my-force.yaml --changed --preset compromise
        patrolsim explain my-force.yaml --format csv > parameters.csv
      """)

  @OptionGroup var options: ScenarioOptions

  @OptionGroup var printed: FormatOptions

  @Flag(help: "Print only values that differ from the defaults.")
  var changed = false

  func run() throws {
    var scenario = try options.read()
    if let seed = options.seed { scenario.seed = seed }
    let parameters = ScenarioFile.parameters(of: scenario).filter { !changed || $0.isChanged }
    try printed.show(
      text: parameterReport(parameters, of: scenario, style: Terminal.style),
      json: ParameterTable.json(parameters),
      csv: ParameterTable.csv(parameters))
  }
}
