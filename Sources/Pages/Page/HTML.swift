// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// A piece of a page: `"<p>\(name)</p>"`.
///
/// What stands in the source is taken as it is; texts put into it are escaped, so that no name of a place can become
/// markup. Pieces put into it are not escaped again.
struct HTML: Hashable, Sendable {
  let text: String

  /// Takes a text as markup; only for what was written here.
  init(raw text: String) { self.text = text }

  /// Returns pieces one after the other.
  static func joined(_ pieces: [HTML], separator: String = "\n") -> HTML {
    HTML(raw: pieces.map(\.text).joined(separator: separator))
  }

  /// Returns a text in which nothing is markup, and nothing acts on what stands beside it.
  ///
  /// Source: HTML Living Standard, §13.1.2.3 and §13.1.4; quotes are escaped for attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in printableLines(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension HTML: ExpressibleByStringInterpolation {
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(2 * literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }
    mutating func appendInterpolation(_ value: Int) { text += String(value) }
    mutating func appendInterpolation(_ piece: HTML) { text += piece.text }
    mutating func appendInterpolation(_ pieces: [HTML]) { text += HTML.joined(pieces).text }
  }

  init(stringLiteral text: String) { self.text = text }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
}

extension HTML {
  /// Returns a sentence in which what stands between backticks is code.
  static func prose(_ text: String) -> HTML {
    let parts = oneLine(text).split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return "\(oneLine(text))" }
    return joined(
      parts.enumerated().map {
        $0.offset % 2 == 1 ? "<code>\(String($0.element))</code>" : "\(String($0.element))"
      },
      separator: "")
  }

  /// Returns a name in its own direction of writing, so that one written from right to left doesn't turn what stands
  /// beside it.
  static func name(_ text: String) -> HTML { "<bdi>\(oneLine(text))</bdi>" }

  /// Returns a table that can be scrolled sideways where it is too wide; its first column names the rows.
  ///
  /// - Parameters:
  ///   - caption: What it shows.
  ///   - header: The names of its columns.
  ///   - rows: As many cells each as the header has.
  static func table(_ caption: String, header: [String], rows: [[HTML]]) -> HTML {
    let head = header.map { "<th scope=\"col\">\($0)</th>" as HTML }
    let body = rows.map { row -> HTML in
      let cells = row.dropFirst().map { "<td>\($0)</td>" as HTML }
      return "<tr><th scope=\"row\">\(row.first ?? "")</th>\(HTML.joined(cells, separator: ""))</tr>"
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table><caption>\(caption)</caption>
      <thead><tr>\(HTML.joined(head, separator: ""))</tr></thead>
      <tbody>
      \(body)
      </tbody></table></div>
      """
  }
}
