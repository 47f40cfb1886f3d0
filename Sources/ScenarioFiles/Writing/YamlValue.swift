// SPDX-License-Identifier: GPL-3.0-or-later

/// A value to be written as YAML.
indirect enum YamlValue {
  /// A number, a quantity or a word of the format, which never needs quotation marks.
  case word(String)
  /// A text of somebody's, quoted where YAML would read it otherwise.
  case text(String)
  /// Between brackets, on as many lines as it needs.
  case list([YamlValue])
  /// Between braces, on as many lines as it needs.
  case mapping([YamlPair])
  /// One entry a line, each after a dash.
  case lines([YamlValue])
  /// One key a line.
  case block([YamlPair])
}

/// A key with its value.
struct YamlPair {
  let key: String
  let value: YamlValue

  init(_ key: String, _ value: YamlValue) {
    self.key = key
    self.value = value
  }
}

/// Lays YAML out on lines of a readable length.
struct YamlWriter {
  /// Where a line is broken, in characters, if it can be.
  static let lineLength = 100

  private(set) var text = ""

  /// Writes the keys of a whole file, with an empty line before each that has lines below it.
  mutating func writeSections(_ pairs: [YamlPair]) {
    for pair in pairs {
      if case .block = pair.value { text += "\n" }
      if case .lines = pair.value { text += "\n" }
      write([pair])
    }
  }

  /// Writes keys at a depth of indentation, a line each.
  mutating func write(_ pairs: [YamlPair], indentation: Int = 0, isFirstIndented: Bool = true) {
    for (index, pair) in pairs.enumerated() {
      if index > 0 || isFirstIndented { text += String(repeating: " ", count: indentation) }
      text += YamlWriter.inline(.text(pair.key), inFlow: false) + ":"
      write(value: pair.value, indentation: indentation)
    }
  }

  private mutating func write(value: YamlValue, indentation: Int) {
    switch value {
    case .block(let pairs):
      text += "\n"
      write(pairs, indentation: indentation + 2)
    case .lines(let values):
      text += "\n"
      for value in values {
        text += String(repeating: " ", count: indentation + 2) + "-"
        if case .block(let pairs) = value {
          text += " "
          write(pairs, indentation: indentation + 4, isFirstIndented: false)
        } else {
          write(value: value, indentation: indentation + 2)
        }
      }
    case .list(let values):
      fill(values.map { YamlWriter.inline($0, inFlow: true) }, "[", "]", indentation: indentation + 2)
    case .mapping(let pairs):
      fill(pairs.map(YamlWriter.inline), "{", "}", indentation: indentation + 2)
    case .word, .text: text += " " + YamlWriter.inline(value, inFlow: false) + "\n"
    }
  }

  /// Writes entries after one another and goes on to a new line where one is full.
  private mutating func fill(_ entries: [String], _ open: String, _ close: String, indentation: Int) {
    text += " " + open
    var column = text.count(sinceLast: "\n")
    for (index, entry) in entries.enumerated() {
      let piece = entry + (index + 1 < entries.count ? "," : close)
      if index > 0, column + 1 + piece.count > YamlWriter.lineLength {
        text += "\n" + String(repeating: " ", count: indentation)
        column = indentation
      } else if index > 0 {
        text += " "
        column += 1
      }
      text += piece
      column += piece.count
    }
    text += (entries.isEmpty ? close : "") + "\n"
  }

  private static func inline(_ pair: YamlPair) -> String {
    "\(inline(.text(pair.key), inFlow: true)): \(inline(pair.value, inFlow: true))"
  }

  /// A value on one line.
  private static func inline(_ value: YamlValue, inFlow: Bool) -> String {
    switch value {
    case .word(let word): word
    case .text(let text): isPlain(text, inFlow: inFlow) ? text : quoted(text)
    case .list(let values), .lines(let values):
      "[" + values.map { inline($0, inFlow: true) }.joined(separator: ", ") + "]"
    case .mapping(let pairs), .block(let pairs): "{" + pairs.map(inline).joined(separator: ", ") + "}"
    }
  }

  /// Whether a text means itself without quotation marks, to this program and to any other.
  private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, text.last != " " else {
      return false
    }
    let reserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    guard !reserved.contains(text.lowercased()), !text.contains(": "), !text.contains(" #"), text.last != ":",
      !YamlText.looksLikeReference(text)
    else { return false }
    let signs = inFlow ? " -_.'/&+%()" : " -_.'/&+%():;,#!?=\"[]{}"
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || signs.unicodeScalars.contains($0)
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    let holdsReference = YamlText.looksLikeReference(text)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&" where holdsReference: quoted += "\\x26"
      case "*" where holdsReference: quoted += "\\x2A"
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case " "..."~": quoted.unicodeScalars.append(scalar)
      case _
      where scalar.properties.isAlphabetic || scalar.properties.isEmoji
        || "–—…’‘“”£€°·×".unicodeScalars.contains(scalar):
        quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return quoted + "\""
  }
}

extension String {
  /// The characters after the last one that is given.
  fileprivate func count(sinceLast character: Character) -> Int {
    guard let index = lastIndex(of: character) else { return count }
    return distance(from: index, to: endIndex) - 1
  }
}
