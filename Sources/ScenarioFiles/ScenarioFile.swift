// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// Scenario files: reads and checks them, writes them, and names their content.
///
/// <doc:ScenarioFormat> describes the format.
public enum ScenarioFile {
  /// The most places that a scenario may have.
  public static let mostPlaces = 100_000

  /// Reads the scenario in a file.
  ///
  /// - Parameter path: Where the file is; messages name it so.
  /// - Returns: A scenario that keeps every rule of the format.
  /// - Throws: Every problem of the file at once.
  /// - Complexity: O(length of the file), and O(targets²).
  public static func read(path: String) throws(InvalidScenario) -> Scenario {
    try read(text: FileText.load(path: path), path: path)
  }

  /// Reads the scenario that a text describes.
  ///
  /// - Parameters:
  ///   - text: The content of a scenario file.
  ///   - path: What messages call the file.
  /// - Returns: A scenario that keeps every rule of the format.
  /// - Throws: Every problem of the text at once.
  public static func read(text: String, path: String) throws(InvalidScenario) -> Scenario {
    try check(text: text, log: ProblemLog(path: path))
  }

  /// Returns the text of a scenario file, which reads back as the same scenario.
  ///
  /// It states the places with their rates, and of everything else what differs from the defaults.
  ///
  /// - Parameters:
  ///   - scenario: One that keeps the rules of the format, and whose lists of profiles start with the
  ///     built-in ones, as every one that was read does.
  ///   - header: Lines of a comment at the top.
  public static func text(for scenario: Scenario, header: [String] = []) -> String {
    let lines = header.flatMap { $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
    let comments = lines.map { YamlText.withoutReferences("# " + printable($0)).trimmingSpaces() + "\n" }
    var writer = YamlWriter()
    writer.writeSections(ScenarioWriter.pairs(scenario))
    return comments.joined() + (comments.isEmpty ? "" : "\n") + writer.text
  }

  /// Returns the lines of a scenario file that name some strategies, each with a line feed at its end.
  public static func text(forStrategies strategies: [StrategyConfiguration]) -> String {
    var writer = YamlWriter()
    writer.write([YamlPair("strategies", .lines(strategies.map(ScenarioWriter.strategy)))])
    return writer.text
  }

  /// Returns a name for the content of a scenario: 64 hexadecimal digits that change when the scenario
  /// does, and not with the comments or the layout of its file.
  public static func digest(of scenario: Scenario) -> String {
    SHA256.hexadecimal(of: text(for: scenario).utf8)
  }

  /// Returns a name for content of any kind: its SHA-256, 64 hexadecimal digits.
  public static func digest(of content: some Sequence<UInt8>) -> String { SHA256.hexadecimal(of: content) }

  /// Returns what is allowed in a scenario but weakens its answers, one sentence each.
  public static func warnings(for scenario: Scenario) -> [String] {
    ScenarioWarnings.warnings(for: scenario)
  }

  /// Reads a text and tells a log what is wrong in it.
  static func check(text: String, log: ProblemLog) throws(InvalidScenario) -> Scenario {
    guard text.utf8.count <= FileText.sizeLimitInBytes else {
      throw FileText.tooLarge(log.path, size: text.utf8.count)
    }
    guard let scenario = ScenarioReader.read(text, log: log), log.isEmpty else { throw log.error }
    return scenario
  }
}
