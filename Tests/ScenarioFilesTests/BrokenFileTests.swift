// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import ScenarioFiles

@Suite("A file that can't be a scenario")
struct BrokenFileTests {
  /// Writes bytes to a file, reads it as a scenario and returns what is said, with the path left out.
  private func complaint(about bytes: Data) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scenario-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appending(path: "my.yaml")
    try bytes.write(to: url)
    return complaint(aboutPath: url.path).replacingOccurrences(of: url.path, with: "my.yaml")
  }

  private func complaint(aboutPath path: String) -> String {
    do {
      _ = try ScenarioFile.read(path: path)
      return ""
    } catch { return error.description }
  }

  @Test("is named where it is missing, a folder or a device")
  func notAFile() {
    #expect(complaint(aboutPath: "/no/such.yaml") == "/no/such.yaml: there is no such file")
    #expect(complaint(aboutPath: "/tmp") == "/tmp: it is a folder, and only regular files are read")
    #expect(
      complaint(aboutPath: "/dev/zero")
        == "/dev/zero: it is a device, and only regular files are read; save what it gives to a file first")
  }

  @Test(
    "is answered where it is empty", arguments: ["", "\n\n", "# only a comment\n", "---\n", "~", "\u{FEFF}"])
  func empty(text: String) throws {
    #expect(
      try complaint(about: Data(text.utf8))
        == "my.yaml:1:1: the file is empty; a scenario starts with \"patrolsim: 1\"")
  }

  @Test("is refused where it isn't UTF-8, with the line")
  func notText() throws {
    let bytes = Data("patrolsim: 1\nname: Caf".utf8) + Data([0xE9, 0x0A])
    #expect(
      try complaint(about: bytes)
        == "my.yaml:2:1: this line is not UTF-8 text; save the file with the encoding UTF-8")
  }

  @Test("is refused where it is larger than any scenario")
  func tooLarge() throws {
    let text = String(repeating: "# padding\n", count: FileText.sizeLimitInBytes / 10 + 1)
    let words = "the file has 67108870 bytes; at most 67108864 are read"
    #expect(ScenarioTexts.problems(text) == ["my.yaml:1:1: \(words)"])
    #expect(try complaint(about: Data(text.utf8)) == "my.yaml:1:1: \(words)")
    let crowd = "[" + String(repeating: "1,", count: YamlText.signLimit) + "1]"
    #expect(ScenarioTexts.problems(crowd).first?.contains("list and mapping signs") == true)
  }

  @Test("is refused where a single value or a key is longer than any text that people write")
  func longValue() {
    let key = ScenarioTexts.small(
      "name: Small", "name: Small\n? \(String(repeating: "x", count: 1 << 17))\n: 1")
    #expect(
      ScenarioTexts.problems(key).map { $0.drop { $0 != " " } } == [
        " a key has 131072 bytes; at most 1024 are read"
      ])
    let text = ScenarioTexts.small("name: Small", "name: \(String(repeating: "x", count: 1 << 17))")
    #expect(
      ScenarioTexts.problems(text).map { $0.drop { $0 != " " } } == [
        " name has 131072 bytes; at most 65536 are read"
      ])
  }

  @Test("is read with a byte-order mark and with Windows line ends")
  func windows() throws {
    let text = "\u{FEFF}" + ScenarioTexts.small.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try complaint(about: Data(text.utf8)) == "")
  }

  @Test(
    "is refused in the parser's words, with a line",
    arguments: [
      ("a: [1, 2", "my.yaml:2:1: this is not YAML: while parsing a flow sequence (line 1), did not find"),
      ("a:\n\tb: 1", "my.yaml:2:1: this is not YAML: while scanning for the next token (line 2), found"),
      (
        "a: \"x",
        "my.yaml:1:6: this is not YAML: while scanning a quoted scalar (line 1), found unexpected end"
      ),
      ("a: 1\n---\nb: 2", "my.yaml:2:1: this is not YAML: expected a single document in the stream"),
      ("a: *b", "my.yaml:1:4: this is not YAML: found undefined alias"),
      ("a: \u{1}", "my.yaml:1:1: this is not YAML: control characters are not allowed"),
      ("a: 1\nb: 2\na: 3", "my.yaml:1:1: \"a\" stands twice in the same mapping; keep one"),
      ("- 1\n- 2", "my.yaml:1:1: the file is a list; it must be a mapping"),
      ("just words", "my.yaml:1:1: the file is a single value; it must be a mapping"),
      (
        "? [a]\n: 1\npatrolsim: 2",
        "my.yaml:1:3: the file is a key made of a list or a mapping; it must be a word"
      ),
    ])
  func malformed(text: String, words: String) {
    let first = ScenarioTexts.problems(text).first ?? ""
    #expect(first.hasPrefix(words), "\(first)")
  }

  @Test("gets the advice to use spaces where it is indented with tabs")
  func tabs() {
    let problems = ScenarioTexts.problems("a:\n\tb: 1")
    #expect(problems.first?.hasSuffix("; indent with spaces, not with tabs") == true)
  }

  @Test("is refused before references in it can stand for billions of values")
  func references() {
    let bomb =
      "a0: &a0 [x]\n" + (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
      + "? *a30\n: 1\n"
    #expect(ScenarioTexts.problems(bomb).first?.contains("\"*a0,\" is one of YAML's references") == true)
    let chain = "- &a0 [x]\n" + (1...100_000).map { "- &a\($0) [*a\($0 - 1)]\n" }.joined()
    #expect(ScenarioTexts.problems(chain).count == 1)
  }

  @Test("is refused, and nothing overflows, where it is nested deeply", arguments: [50, 900, 100_000])
  func nesting(depth: Int) {
    let lists = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(ScenarioTexts.problems(lists).count == 1)
    #expect(ScenarioTexts.problems(ScenarioTexts.small("burglary: 3", "burglary: \(lists)")).count == 1)
    #expect(!ScenarioTexts.problems(String(repeating: "- ", count: depth) + "x").isEmpty)
  }

  @Test("has its problems listed up to a number, and the rest counted")
  func manyProblems() {
    let text = "patrolsim: 1\n" + (0..<1_000).map { "key-\($0): 1\n" }.joined()
    do {
      _ = try ScenarioFile.read(text: text, path: "my.yaml")
      Issue.record("A file of unknown keys was read")
    } catch {
      #expect(error.problems.count == ProblemLog.limit)
      #expect(error.description.hasSuffix("… and \(error.unlistedCount) more"))
      #expect(error.problems.count + error.unlistedCount == 1_004)
    }
  }
}
