// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import ScenarioFiles

/// A whole page in one file: it holds all that it needs and asks for nothing from elsewhere.
struct PageShell {
  let title: String
  var styles: [String]
  /// Scripts, in the order in which they run.
  var scripts: [String] = []
  /// Data for scripts, by the id of its element.
  var data: [(id: String, value: JSONValue)] = []
  let body: HTML

  /// The page.
  ///
  /// Its content security policy allows these scripts and styles alone, by their digests, and no connection at all: a name
  /// that got through as markup could still not run or fetch anything.
  ///
  /// Source: W3C, *Content Security Policy Level 3*, §2.3.1.
  var html: String {
    let scripts = scripts.map { PageShell.inline($0) }
    let policy =
      "default-src 'none'; script-src \(PageShell.sources(scripts)); style-src \(PageShell.sources(styles)); img-src data:; "
      + "base-uri 'none'; form-action 'none'"
    let style = styles.map { HTML(raw: "<style>\($0)</style>") }
    let blocks = data.map {
      HTML(raw: "<script type=\"application/json\" id=\"\($0.id)\">\($0.value.scriptText.text)</script>")
    }
    let programs = scripts.map { HTML(raw: "<script>\($0)</script>") }
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(title)</title>
      <link rel="icon" href="data:,">
      \(style)
      </head>
      <body>
      \(body)
      \(blocks)
      \(programs)
      </body>
      </html>

      """
    return page.text
  }

  /// Returns a script that can stand in an element of its own: nothing in it ends the element.
  private static func inline(_ script: String) -> String {
    script.replacing("</script", with: "<\\/script").replacing("<!--", with: "<\\!--")
  }

  private static func sources(_ texts: [String]) -> String {
    texts.isEmpty ? "'none'" : texts.map { "'sha256-\(digest(of: $0))'" }.joined(separator: " ")
  }

  /// Returns the SHA-256 of a text in base 64.
  private static func digest(of text: String) -> String {
    let digits = Array(ScenarioFile.digest(of: text.utf8).utf8)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
      UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }
}
