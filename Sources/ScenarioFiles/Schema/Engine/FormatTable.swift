// SPDX-License-Identifier: GPL-3.0-or-later

extension Format.Part {
  /// The table of the article on the format, without a line feed at its end.
  var table: String {
    let hasSources = keys.contains { !$0.info.source.isEmpty }
    var lines = ["| key | meaning | default | allowed |" + (hasSources ? " source |" : "")]
    lines.append("|---|---|---|---|" + (hasSources ? "---|" : ""))
    for (pattern, info) in keys {
      let cells =
        [
          "`\(pattern)`", info.note.isEmpty ? info.sentence : "\(info.sentence) \(info.note)",
          info.usual ?? "required", info.allowed.isEmpty ? info.shape.anything : info.allowed,
        ]
        + (hasSources ? [info.source] : [])
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }
}

extension Format {
  /// Returns the article with each table of keys made anew: the first of a part that begins with "| key |".
  static func renewed(_ article: String) -> String {
    var lines = article.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for part in parts {
      guard
        let heading = lines.firstIndex(where: {
          $0.drop { $0 == "#" } == " \(part.heading)" && $0.hasPrefix("##")
        }),
        let start = lines[heading...].firstIndex(where: { $0.hasPrefix("| key |") })
      else { continue }
      let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
      lines.replaceSubrange(start..<end, with: [part.table])
    }
    return lines.joined(separator: "\n")
  }
}

extension KeyInfo {
  /// Its meaning as a sentence; a symbol at its start keeps its letter.
  var sentence: String {
    let first = meaning.prefix { $0 != " " }
    let isSymbol = first.hasSuffix(",") && first.count < 5
    return (isSymbol ? meaning : meaning.prefix(1).uppercased() + meaning.dropFirst()) + "."
  }
}

extension Shape {
  /// What is allowed where anything of its kind is.
  fileprivate var anything: String {
    switch self {
    case .text: "any text"
    case .list(of: .text, _, _): "list of texts"
    default: ""
    }
  }
}
