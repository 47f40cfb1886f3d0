// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files

extension Field {
  /// A text with something in it.
  func text() -> String? {
    guard let text = scalar(expected: "a text") else { return nil }
    guard !isAbsent, !text.allSatisfy(\.isWhitespace) else {
      report(.noValue)
      return nil
    }
    return text
  }

  /// A short name: letters, digits, `-`, `_` and `.`, at most 100 characters.
  func identifier() -> String? {
    guard let text = text() else { return nil }
    guard Field.isIdentifier(text) else {
      report(
        .unreadableValue(
          text, expected: "a short name of letters, digits, \"-\", \"_\" and \".\", such as \"high-street\""))
      return nil
    }
    return text
  }

  static func isIdentifier(_ text: String) -> Bool {
    // Characters that show nothing hide behind a letter that they follow.
    text.count <= 100 && !text.isEmpty && printable(text) == text
      && text.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }

  /// Each entry of a list as a text.
  func texts() -> [String]? {
    guard let items = items() else { return nil }
    let texts = items.map { $0.text() }
    return texts.contains(nil) ? nil : texts.compactMap { $0 }
  }

  /// A bare number within a range.
  func number(_ range: NumberRange) -> Double? {
    guard let text = scalar(expected: "a number") else { return nil }
    guard !isAbsent else {
      report(.noValue)
      return nil
    }
    guard let (number, rest) = NumberText.parse(text), rest.isEmpty else {
      report(.unreadableValue(text, expected: "a number"))
      return nil
    }
    guard range.contains(number) else {
      report(.outOfRange(text, rule: range.words()))
      return nil
    }
    return number
  }

  /// A number with a unit, as a number of the model's unit, within a range in that unit.
  func quantity(_ unit: Unit, _ range: NumberRange) -> Double? {
    guard let text = scalar(expected: "a number with a unit") else { return nil }
    guard !isAbsent else {
      report(.noValue)
      return nil
    }
    guard let (number, rest) = NumberText.parse(text) else {
      report(
        .unreadableValue(text, expected: "a number with a unit (\(unit.accepted.joined(separator: ", ")))"))
      return nil
    }
    guard !rest.isEmpty else {
      report(.missingUnit(text, accepted: unit.accepted))
      return nil
    }
    guard let written = Unit(rest, like: unit) else {
      report(.unknownUnit(text, unit: rest, accepted: unit.accepted))
      return nil
    }
    let value = written.convert(number, to: unit)
    guard range.contains(value) else {
      report(.outOfRange(text, rule: range.words(unit: unit.rawValue)))
      return nil
    }
    return value
  }

  /// A whole number within a range.
  func integer<Whole: FixedWidthInteger>(_ range: ClosedRange<Whole>) -> Whole? {
    guard let text = scalar(expected: "a whole number") else { return nil }
    guard !isAbsent else {
      report(.noValue)
      return nil
    }
    guard let (_, rest) = NumberText.parse(text), rest.isEmpty, !text.contains(where: { ".eE".contains($0) })
    else {
      report(.unreadableValue(text, expected: "a whole number"))
      return nil
    }
    guard let number = Whole(text.trimmingSpaces()), range.contains(number) else {
      report(.outOfRange(text, rule: "from \(range.lowerBound) to \(range.upperBound)"))
      return nil
    }
    return number
  }

  /// `true` or `false`, also `yes` or `no`.
  func flag() -> Bool? {
    guard let text = scalar(expected: "true or false") else { return nil }
    switch text.lowercased() {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      report(isAbsent ? .noValue : .unreadableValue(text, expected: "true or false"))
      return nil
    }
  }

  /// One of a fixed set of words.
  func choice<Choice>(_ what: String) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let text = scalar(expected: "a word") else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    report(isAbsent ? .noValue : .unknownName(text, what: what, known: known))
    return nil
  }

  /// One of some words, by its index.
  func choice(_ what: String, among words: [String]) -> Int? {
    guard let text = scalar(expected: "a word") else { return nil }
    if let index = words.firstIndex(of: text) { return index }
    report(isAbsent ? .noValue : .unknownName(text, what: what, known: words))
    return nil
  }

  /// A day, `YYYY-MM-DD`.
  func date() -> CivilDate? {
    guard let text = scalar(expected: "a date") else { return nil }
    guard let date = CivilDate(text) else {
      report(
        isAbsent ? .noValue : .unreadableValue(text, expected: "a day of the calendar such as 2024-01-08"))
      return nil
    }
    return date
  }

  /// A point, as `[latitude, longitude]` in degrees.
  func coordinate() -> Coordinate? {
    guard let items = items() else { return nil }
    guard items.count == 2 else {
      report(.wrongCount(items.count, rule: "two, [latitude, longitude]"))
      return nil
    }
    let latitude = items[0].number(.from(-90, to: 90))
    let longitude = items[1].number(.from(-180, to: 180))
    guard let latitude, let longitude else { return nil }
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  /// A time of day, `HH:MM`, in minutes after midnight.
  func timeOfDay() -> Int? {
    guard let text = scalar(expected: "a time of day") else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isShaped =
      parts.count == 2 && (1...2).contains(parts[0].utf8.count) && parts[1].utf8.count == 2
      && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isShaped, let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60 else {
      report(isAbsent ? .noValue : .unreadableValue(text, expected: "a time of day such as \"10:00\""))
      return nil
    }
    return hour * 60 + minute
  }
}
