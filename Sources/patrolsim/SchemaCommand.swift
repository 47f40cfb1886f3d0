// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ScenarioFiles

/// `patrolsim schema`: prints a JSON Schema of scenario files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema of scenario files, for editors to complete keys and mark mistakes.",
    discussion: """
      Example: patrolsim schema > patrolsim.schema.json

      In Visual Studio Code with the YAML extension, start a scenario file with this line:
      # yaml-language-server: $schema=patrolsim.schema.json
      """)

  func run() throws { try printText(ScenarioFile.jsonSchema) }
}
