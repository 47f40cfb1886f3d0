// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files

/// How the values of a key are read, written, stated and described.
struct KeyType<Value>: Sendable {
  /// What is allowed, in words.
  let allowed: String
  /// The unit in which numbers are stated; empty for none.
  var unit = ""
  let shape: Shape
  /// Reads a value; `nil` where it is wrong, after the log has been told.
  let read: @Sendable (Field) -> Value?
  let write: @Sendable (Value) -> YamlValue
  let state: @Sendable (Value) -> StatedParameter.Value
}

extension KeyType<Double> {
  /// A bare number.
  static func number(_ range: NumberRange, unit: String = "") -> KeyType {
    KeyType(
      allowed: range.words(), unit: unit, shape: .number(range), read: { $0.number(range) },
      write: { ScenarioWriter.number($0) }, state: { .number($0) })
  }

  /// A share or a probability.
  static let share = number(.share)

  /// A number with a unit, kept in a unit of the model.
  static func quantity(_ unit: Unit, _ range: NumberRange) -> KeyType {
    KeyType(
      allowed: range.words(unit: unit.rawValue), unit: unit.rawValue, shape: .quantity(unit, range),
      read: { $0.quantity(unit, range) }, write: { ScenarioWriter.number($0, unit) }, state: { .number($0) })
  }
}

extension KeyType<Int> {
  /// A whole number.
  static func whole(_ range: ClosedRange<Int>, unit: String = "") -> KeyType {
    KeyType(
      allowed: "from \(range.lowerBound) to \(range.upperBound)", unit: unit, shape: .whole(range),
      read: { $0.integer(range) }, write: { .word("\($0)") }, state: { .number(Double($0)) })
  }
}

extension KeyType<UInt64> {
  /// A seed.
  static let seed = KeyType(
    allowed: "from 0 to \(UInt64.max)", shape: .whole(least: 0, most: .max),
    read: { $0.integer(0...UInt64.max) }, write: { .word("\($0)") }, state: { .text("\($0)") })
}

extension KeyType<Bool> {
  static let flag = KeyType(
    allowed: "true, false", shape: .flag, read: { $0.flag() }, write: { .word("\($0)") },
    state: { .text("\($0)") })
}

extension KeyType<String> {
  /// A text with something in it.
  ///
  /// - Parameter none: What an empty one is called where it is stated.
  static func text(none: String = "none") -> KeyType {
    KeyType(
      allowed: "", shape: .text, read: { $0.text() }, write: { .text($0) },
      state: { .text($0.isEmpty ? none : $0) })
  }

  /// A short name.
  static let name = KeyType(
    allowed: "a name", shape: .name, read: { $0.identifier() }, write: { .text($0) }, state: { .text($0) })

  /// One of some names that the scenario has.
  ///
  /// - Parameter what: What has these names: "hour profile".
  static func name(of what: String, among known: [String]) -> KeyType {
    KeyType(
      allowed: "a name", shape: .text,
      read: { field in
        guard let name = field.text() else { return nil }
        if known.contains(name) { return name }
        field.report(.unknownName(name, what: what, known: known))
        return nil
      }, write: { .text($0) }, state: { .text($0) })
  }
}

extension KeyType<[String]> {
  /// Texts, a line each.
  ///
  /// - Parameter separator: What stands between them where they are stated.
  static func texts(separator: String) -> KeyType {
    KeyType(
      allowed: "", shape: .list(of: .text), read: { $0.texts() }, write: { .lines($0.map { .text($0) }) },
      state: { .text($0.isEmpty ? "none" : $0.joined(separator: separator)) })
  }

  /// Ids of types of crime.
  ///
  /// - Parameter none: What no type is called where it is stated.
  static func types(
    _ types: [CrimeType], mayBeNone: Bool = false, none: String = ""
  ) -> KeyType {
    KeyType(
      allowed: "ids of types", shape: .list(of: .text, atLeast: mayBeNone ? 0 : 1, atMost: nil),
      read: { SeriesReader.typeNames($0, types: types, mayBeNone: mayBeNone) },
      write: { .list($0.map { .text($0) }) },
      state: { .text($0.isEmpty ? none : $0.joined(separator: ", ")) })
  }
}

extension KeyType<[Int]> {
  /// Days of the week, Monday 0.
  static let days = KeyType(
    allowed: "every day, or a list such as [Fri, Sat]", shape: Weekdays.shape,
    read: { OperationReader.days($0) },
    write: { days in
      days == Array(0..<7) ? .word(Weekdays.all) : .list(days.map { .word(Weekdays.names[$0]) })
    }, state: { .text(Weekdays.text($0)) })
}

extension KeyType<Coordinate> {
  static let point = KeyType(
    allowed: "[latitude, longitude]", shape: .point, read: { $0.coordinate() },
    write: { ScenarioWriter.coordinate($0) },
    state: { .text("[\(DecimalText.exact($0.latitude)), \(DecimalText.exact($0.longitude))]") })
}

extension KeyType<CivilDate> {
  static let date = KeyType(
    allowed: "a day", shape: .date, read: { $0.date() }, write: { .word($0.description) },
    state: { .text($0.description) })
}

extension KeyType where Value: RawRepresentable<String> & CaseIterable & SendableMetatype {
  /// One of the words of the format.
  ///
  /// - Parameter what: What they are: "service law".
  static func choice(_ what: String) -> KeyType {
    let names = Value.allCases.map(\.rawValue)
    return KeyType(
      allowed: names.joined(separator: ", "), shape: .word(names), read: { $0.choice(what) },
      write: { .word($0.rawValue) }, state: { .text($0.rawValue) })
  }
}

extension KeyType {
  /// The same, or nothing where a file leaves it out.
  ///
  /// - Parameter none: What nothing is called where it is stated.
  func optional(none: String) -> KeyType<Value?> {
    KeyType<Value?>(
      allowed: allowed, unit: unit, shape: shape, read: { [read] in read($0).map { .some($0) } },
      write: { [write] in $0.map(write) ?? .word(none) },
      state: { [state] in $0.map(state) ?? .text(none) })
  }

  /// The same with other words for what is allowed.
  func allowing(_ words: String) -> KeyType {
    KeyType(allowed: words, unit: unit, shape: shape, read: read, write: write, state: state)
  }
}
