// SPDX-License-Identifier: GPL-3.0-or-later

import Files

extension ScenarioProblem {
  /// The problem in one line: file, line, column, key, value and rule, and a near miss if there is one.
  public var message: String {
    let place = line > 0 ? "\(path):\(line):\(column)" : path
    return printable("\(place): \(sentence)")
  }

  /// What is wrong, with its key and without its place in the file.
  public var sentence: String {
    let key = keyPath.isEmpty ? "the file" : keyPath
    switch kind {
    case .unreadable(let reason), .malformed(let reason): return reason
    case .empty: return "the file is empty; a scenario starts with \"patrolsim: 1\""
    case .tooLarge(let size, let limit, let unit):
      return "\(key) has \(size) \(unit); at most \(limit) are read"
    case .alias(let name):
      return "\(quoted(name)) is one of YAML's references, which scenario files do without; "
        + "write the value out, or put a text in quotes"
    case .duplicateKey(let name): return "\(quoted(name)) stands twice in the same mapping; keep one"
    case .unknownKey(let name, let known):
      return "\(key) is not a key of the format\(knownNames(known))\(guess(name, among: known))"
    case .missingKey(let name):
      return "\(keyPath.isEmpty ? "" : "\(keyPath): ")the key \"\(name)\" is missing"
    case .noValue: return "\(key) has no value"
    case .wrongKind(let found, let expected): return "\(key) is \(found); it must be \(expected)"
    case .unreadableValue(let value, let expected):
      return "\(key) is \(quoted(value)); it must be \(expected)"
    case .missingUnit(let value, let accepted):
      return
        "\(key) is \(quoted(value)), without a unit; write \(alternatives(accepted.map { "\(shortened(value)) \($0)" }))"
    case .unknownUnit(let value, let unit, let accepted):
      return "\(key) is \(quoted(value)); \(quoted(unit)) is not a unit for it (\(alternatives(accepted)))"
        + guess(unit, among: accepted)
    case .outOfRange(let value, let rule): return "\(key) is \(shortened(value)); it must be \(rule)"
    case .wrongCount(let count, let rule):
      return "\(key) has \(count) \(count == 1 ? "entry" : "entries"); it must have \(rule)"
    case .unknownName(let name, let what, let known):
      return
        "\(key) is \(quoted(name)); no \(what) has that name\(knownNames(known))\(guess(name, among: known))"
    case .duplicateName(let name, let what, let firstLine):
      return "\(key) is \(quoted(name)); the \(what) on line \(firstLine) has that name already"
    case .sameRandomNumbers(let name, let other, let what):
      return
        "\(key) is \(quoted(name)), which would have the random numbers of the \(what) \(quoted(other)); change one of the names"
    case .notATarget(let name, let role):
      return "\(key) is \(quoted(name)), a place whose role is \(role); teams patrol places with role: target"
    case .targetsTooClose(let other, let metres, let limit):
      return "\(key) lies \(metres) m from target \(quoted(other)); centres of targets stand at least "
        + "\(limit) m apart"
    case .outOfReach(let place, let needed, let available, let others):
      let more = others > 0 ? " (and \(others) more of its team's places)" : ""
      return "\(key) needs \(needed) min to reach \(quoted(place))\(more), visit it and return; "
        + "its shift lasts \(available) min"
    case .rule(let clause): return "\(key) \(clause)"
    }
  }

  /// `; did you mean "late"?`, or nothing.
  private func guess(_ name: String, among known: [String]) -> String {
    NearMiss.suggestion(for: name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// ` (known: day, late)`; nothing where there are too many to read.
  private func knownNames(_ known: [String]) -> String {
    guard (1...20).contains(known.count) else { return "" }
    return " (known: \(known.joined(separator: ", ")))"
  }

  /// `s, min or h`.
  private func alternatives(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  /// The text in quotation marks, shortened.
  private func quoted(_ text: String) -> String { "\"\(shortened(text))\"" }

  private func shortened(_ text: String) -> String { text.count <= 60 ? text : "\(text.prefix(57))…" }
}
