// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolStrategies

/// Reads a strategy that asks a program: `external`, with its `command`.
enum ProgramReader {
  static let noCommand = ScenarioProblem.Kind.rule(
    "needs the command of its program: `external: {command: [python3, my_strategy.py]}`")

  /// - Parameter field: What stands behind the name of the strategy.
  static func read(_ field: Field, of entry: StrategyEntry) -> StrategyConfiguration? {
    guard !field.isAbsent else {
      field.report(noCommand)
      return nil
    }
    guard var section = field.section() else { return nil }
    let words = section.required("command").flatMap(words)
    let name = section.optional("name").flatMap { $0.identifier() }
    let parameters = StrategiesReader.parameters(&section, of: entry)
    section.finish()
    guard let words else { return nil }
    let program = ProgramCommand(words, name: name, folder: folder(of: field.log.path), isNamedByUser: false)
    return StrategyConfiguration(entry.name, parameters: parameters, program: program)
  }

  /// The words of a command: a list of them, or a line as one types it.
  private static func words(_ field: Field) -> [String]? {
    let words: [String]?
    if case .sequence = field.node {
      words = field.texts()
      guard words?.isEmpty != true else {
        field.report(.wrongCount(0, rule: "at least 1 word, the program"))
        return nil
      }
    } else {
      guard let text = field.text() else { return nil }
      words = ProgramCommand.words(of: text)
      if words == nil {
        field.report(.unreadableValue(text, expected: "a command with its quotation marks closed"))
      }
    }
    guard let words else { return nil }
    guard !words.contains(where: { $0.utf8.contains(0) }) else {
      field.report(.rule("has a character that a command can't contain"))
      return nil
    }
    return words
  }

  /// The folder of a scenario file; `nil` for the current one.
  private static func folder(of path: String) -> String? {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? nil : folder
  }
}
