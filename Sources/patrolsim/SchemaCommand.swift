// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ScenarioFiles

/// `patrolsim schema`: prints a JSON Schema of scenario files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema of scenario files, with which editors complete keys and mark mistakes.",
    discussion: """
      Example: patrolsim schema > patrolsim.schema.json

      In Visual Studio Code with the YAML extension, begin a scenario file with the line
      # yaml-language-server: $schema=patrolsim.schema.json
      """)

  func run() throws { try printText(ScenarioFile.jsonSchema) }
}
