// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// The command that starts a program which decides where units go.
public struct ProgramCommand: Hashable, Sendable {
  /// The program and its arguments; at least one, none of them empty. There is no shell between.
  public var words: [String]
  /// What results call it; `nil` for the name of its file.
  public var name: String?
  /// The folder that it runs in, against which relative paths among the words are read; `nil` for the current one.
  public var folder: String?
  /// Whether the person who runs the experiment named the command, and not only a scenario file, which may come
  /// from elsewhere.
  public var isNamedByUser: Bool

  public init(_ words: [String], name: String? = nil, folder: String? = nil, isNamedByUser: Bool = true) {
    self.words = words
    self.name = name
    self.folder = folder
    self.isNamedByUser = isNamedByUser
  }

  /// What results call it: its name, or the last part of the path of its file.
  ///
  /// The file is the first word after an interpreter that is no option: `my_strategy.py` in
  /// `python3 -u my_strategy.py`. A word counts as an interpreter where a later one has a file extension.
  public var label: String {
    if let name { return name }
    func last(_ word: String) -> String {
      String(word.split(separator: "/").last ?? Substring(word))
    }
    let script = words.dropFirst().first { word in
      guard !word.hasPrefix("-"), let dot = last(word).lastIndex(of: ".") else { return false }
      let ending = last(word)[dot...].dropFirst()
      return dot != last(word).startIndex && (1...4).contains(ending.count)
        && ending.allSatisfy { $0.isLetter || $0.isNumber } && ending.contains { $0.isLetter }
    }
    return last(script ?? words.first ?? "")
  }

  /// The command as a line that a person reads, with quotation marks round words that hold a space.
  public var text: String {
    words.map { word in
      let isPlain = !word.isEmpty && !word.contains { $0.isWhitespace || "'\"\\".contains($0) }
      return isPlain
        ? word
        : "'"
          + word.split(separator: "'", omittingEmptySubsequences: false)
          .joined(separator: "'\\''") + "'"
    }.joined(separator: " ")
  }

  /// The command as a person is shown it before it may run: every word that a shell could take for more than itself stands in
  /// quotation marks, and nothing in it acts on a terminal or begins a line.
  public var shown: String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-")
    return words.map { word in
      guard word.isEmpty || !word.allSatisfy(plain.contains) else { return word }
      let inner = word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      return printable("'\(inner)'")
    }.joined(separator: " ")
  }

  /// Reads a command as a person types it: words between spaces; quotation marks and backslashes as in a shell, and
  /// nothing else of a shell.
  ///
  /// - Returns: `nil` where a quotation mark or an escape is left open, and where there is no word.
  public static func words(of text: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    if let done = word { words.append(done) }
    return words.isEmpty || words[0].isEmpty ? nil : words
  }
}
