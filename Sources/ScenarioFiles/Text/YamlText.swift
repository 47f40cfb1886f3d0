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
    let signs = table(of: ",:-[{\n")
    var count = 0
    for byte in text.utf8 where signs[Int(byte)] { count += 1 }
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

  /// Whether a piece of text would be taken for one of YAML's references.
  static func looksLikeReference(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return "&*".utf8.contains { firstReference($0, in: bytes) != nil }
  }

  /// Returns a comment with a space in whatever would be taken for a reference.
  static func withoutReferences(_ comment: String) -> String {
    var bytes = Array(comment.utf8)
    for sign in "&*".utf8 {
      while let index = firstReference(sign, in: bytes) { bytes.insert(UInt8(ascii: " "), at: index + 1) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns where a value might begin with the sign and a name.
  private static func firstReference(_ sign: UInt8, in bytes: [UInt8]) -> Int? {
    let openers = table(of: " \t\r\n[{,:-?")
    var start = 0
    while let index = bytes[start...].firstIndex(of: sign) {
      start = index + 1
      guard start < bytes.count, index == 0 || openers[Int(bytes[index - 1])] else { continue }
      let next = Character(UnicodeScalar(bytes[start]))
      if bytes[start] > 127 || next.isLetter || next.isNumber || "-_".contains(next) { return index }
    }
    return nil
  }

  /// Whether each byte is one of the signs.
  private static func table(of signs: String) -> [Bool] {
    var table = [Bool](repeating: false, count: 256)
    for byte in signs.utf8 { table[Int(byte)] = true }
    return table
  }

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
