// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns a text from elsewhere as a part of a line of Markdown: nothing in it is markup, HTML, the border of a table's cell or
/// the reference of a character, and it is ``oneLine(_:)``.
///
/// What means nothing to Markdown stays as it is, such as an underscore within a word.
///
/// Source: CommonMark 0.31.2, §2.4, §2.5 and §6; GitHub Flavored Markdown, §4.10.
package func markdown(_ text: String) -> String {
  let characters = Array(oneLine(text))
  var result = ""
  for (index, character) in characters.enumerated() {
    let before = index > 0 ? characters[index - 1] : nil
    let after = index + 1 < characters.count ? characters[index + 1] : nil
    switch character {
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "&": result += after.map { $0.isLetter || $0 == "#" } ?? false ? "&amp;" : "&"
    case "\\", "`", "*", "[", "]", "|", "~": result += "\\\(character)"
    case "_": result += isInWord(before) && isInWord(after) ? "_" : "\\_"
    case "#", "+", "-", "=":
      result += before == nil ? "\\\(character)" : "\(character)"
    case ".", ")":
      // A number in front would begin a list.
      let isNumber = index > 0 && characters[..<index].allSatisfy { ("0"..."9").contains($0) }
      result += isNumber && after ?? " " == " " ? "\\\(character)" : "\(character)"
    default: result.append(character)
    }
  }
  return result
}

private func isInWord(_ character: Character?) -> Bool {
  character.map { $0.isLetter || $0.isNumber } ?? false
}
