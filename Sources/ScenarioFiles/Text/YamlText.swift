// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

/// The tree of a YAML text, or what keeps it from being one.
enum YamlText {
  /// The largest number of signs `,`, `:`, `-`, `[`, `{` and line ends in a file; it bounds the nodes,
  /// and with them the memory.
  static let signLimit = 4_000_000

  /// Returns the top of the tree, where every scalar is text: no word of YAML 1.1 (`no`, `1e3`, `10:30`)
  /// is turned into something else here.
  ///
  /// - Returns: `nil` where the text is no YAML; the log says why.
  static func compose(_ text: String, log: ProblemLog) -> Node? {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    guard isWithinBudget(text, log: log), !usesReferences(text, log: log) else { return nil }
    do {
      guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        log.report(.empty)
        return nil
      }
      return root
    } catch let error as YamlError {
      report(error, in: text, log: log)
    } catch {
      log.report(.malformed(reason: "this is not YAML"))
    }
    return nil
  }

  private static func isWithinBudget(_ text: String, log: ProblemLog) -> Bool {
    let signs = Set(",:-[{\n".utf8)
    let count = text.utf8.reduce(0) { $0 + (signs.contains($1) ? 1 : 0) }
    guard count > signLimit else { return true }
    log.report(.tooLarge(size: count, limit: signLimit, unit: "list and mapping signs"))
    return false
  }

  /// Reports whether the text both names a value (`&name`) and repeats it (`*name`).
  ///
  /// A few nested references can stand for billions of values, and a chain of them for a tree too deep
  /// to walk. The format has no use for them, so a text that seems to have both is refused before it is
  /// parsed. One without the other is harmless.
  private static func usesReferences(_ text: String, log: ProblemLog) -> Bool {
    let bytes = Array(text.utf8)
    guard firstReference(UInt8(ascii: "&"), in: bytes) != nil,
      let repeated = firstReference(UInt8(ascii: "*"), in: bytes)
    else { return false }
    let lineStart = bytes[..<repeated].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = bytes[..<repeated].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let name = String(decoding: bytes[repeated...].prefix(40).prefix { $0 > 32 }, as: UTF8.self)
    log.report(.alias(name: name), line: line, column: repeated - lineStart + 1)
    return true
  }

  /// Returns where a value might begin with the sign and a name.
  private static func firstReference(_ sign: UInt8, in bytes: [UInt8]) -> Int? {
    let openers = Set(" \t\r\n[{,:-?".utf8)
    return bytes.indices.first { index in
      guard bytes[index] == sign, index + 1 < bytes.count else { return false }
      let next = bytes[index + 1]
      let startsName = next > 127 || next == 95 || next == 45 || (48...57).contains(next) || isLetter(next)
      return startsName && (index == 0 || openers.contains(bytes[index - 1]))
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }

  private static func report(_ error: YamlError, in text: String, log: ProblemLog) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let sentence = explanation(problem, context: context, line: mark.line, in: text)
      log.report(.malformed(reason: sentence), line: max(1, mark.line), column: max(1, mark.column))
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      let line = before.reduce(1) { $0 + ($1.isNewline ? 1 : 0) }
      log.report(.malformed(reason: "this is not YAML: \(problem)"), line: line)
    case .duplicatedKeysInMapping(let names, let context):
      for name in names {
        log.report(.duplicateKey(name), line: max(1, context.mark.line), column: max(1, context.mark.column))
      }
    default: log.report(.malformed(reason: "this is not YAML: \(error)"))
    }
  }

  /// Returns the parser's words as a sentence, with a hint where the cause is a common one.
  private static func explanation(
    _ problem: String, context: YamlError.Context?, line: Int, in text: String
  ) -> String {
    var sentence =
      "this is not YAML: " + (context.map { "\($0.text) (line \($0.mark.line)), " } ?? "") + problem
    let lines = text.split(separator: "\n", maxSplits: max(1, line), omittingEmptySubsequences: false)
    if line >= 1, line <= lines.count, lines[line - 1].drop(while: { $0 == " " }).first == "\t" {
      sentence += "; indent with spaces, not with tabs"
    }
    return sentence
  }
}
