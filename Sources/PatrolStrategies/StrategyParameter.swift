// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// A number that a strategy can be given, or one of some words.
public struct StrategyParameter: Hashable, Sendable {
  /// How its value is written in a scenario file.
  public enum Unit: String, Sendable {
    case seconds = "s"
    case hours = "h"
    case days = "d"
    case metres = "m"
    case minutes = "min"
    case number = ""
  }
  /// Its key: `refresh`.
  public var name: String
  /// What it does, in one sentence.
  public var meaning: String
  public var unit: Unit
  public var defaultValue: Double
  public var range: ClosedRange<Double>
  /// The words that it can be; its value is the index of one of them. Empty where it is a number.
  public var choices: [String]
  /// Where the default comes from.
  public var source: String
  /// Whether the strategy fits it on the recorded history unless it is given; the default then stands in where the
  /// history is too short.
  public var isFitted: Bool

  public init(
    _ name: String, _ meaning: String, unit: Unit = .number, default defaultValue: Double,
    in range: ClosedRange<Double>, source: String = "assumption", isFitted: Bool = false
  ) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.defaultValue = defaultValue
    self.range = range
    choices = []
    self.source = source
    self.isFitted = isFitted
  }

  /// Creates a parameter that is one of some words, the first unless it is given.
  ///
  /// - Precondition: There is a word.
  public init(_ name: String, _ meaning: String, choices: [String], source: String = "assumption") {
    precondition(!choices.isEmpty, "A choice has something to choose from")
    self.name = name
    self.meaning = meaning
    unit = .number
    defaultValue = 0
    range = 0...Double(choices.count - 1)
    self.choices = choices
    self.source = source
    isFitted = false
  }

  /// Its value among values by name; the default where it is not there.
  func value(in values: [String: Double]) -> Double { values[name] ?? defaultValue }

  /// Its word among values by name; the default where it is not there.
  func choice(in values: [String: Double]) -> String { word(for: value(in: values)) ?? choices[0] }

  /// Returns the word that a value stands for; `nil` for a number, and for a value that stands for none.
  public func word(for value: Double) -> String? {
    guard let index = Int(exactly: value), choices.indices.contains(index) else { return nil }
    return choices[index]
  }

  /// Whether it can have a value.
  public func allows(_ value: Double) -> Bool {
    choices.isEmpty ? range.contains(value) : word(for: value) != nil
  }

  /// Returns a value as a command line states it: `12h`, `0.25`, `patch`.
  public func text(for value: Double) -> String {
    word(for: value) ?? DecimalText.exact(value) + unit.rawValue
  }
}
