// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolStrategies
import Testing

@Suite("The plain sentences")
struct PlainSentenceTests {
  private static func readme() throws -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try String(
      contentsOf: tests.deletingLastPathComponent().appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// The rows of a table of README, without marks of code.
  private static func rows(below header: String) throws -> [String] {
    let lines = try readme().split(separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { $0 != header }.dropFirst(2).prefix { $0.hasPrefix("|") }
      .map { $0.filter { $0 != "`" } }
  }

  @Test("of strategies stand in README as in the catalogue, in its order")
  func strategies() throws {
    #expect(
      try Self.rows(below: "| Strategy | What it does |")
        == StrategyCatalogue.standard.entries.map { "| \($0.name) | \($0.summary) |" })
  }

  @Test("of presets stand in README as in the model, in its order")
  func presets() throws {
    #expect(
      try Self.rows(below: "| Preset | What it assumes |")
        == DeterrencePreset.allCases.map { "| \($0.rawValue) | \($0.summary) |" })
  }

  @Test("have fewer than 25 words each, and full stops")
  func plain() {
    let texts = StrategyCatalogue.standard.entries.map(\.summary) + DeterrencePreset.allCases.map(\.summary)
    for text in texts {
      #expect(text.hasSuffix("."))
      for sentence in text.components(separatedBy: ". ") {
        #expect(sentence.split(separator: " ").count < 25, "\(sentence)")
      }
    }
  }
}
