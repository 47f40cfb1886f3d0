// SPDX-License-Identifier: GPL-3.0-or-later

/// What may stand behind a key, as far as it can be told without the rest of the file.
indirect enum Shape: Sendable {
  case text
  /// Letters, digits, `-`, `_` and `.`.
  case name
  case flag
  /// One of some words.
  case word([String])
  case number(NumberRange)
  /// A number with a unit that measures the same as this one, in which the range is.
  case quantity(Unit, NumberRange)
  /// A whole number.
  case whole(least: Int, most: UInt64)
  case date
  case timeOfDay
  /// `[latitude, longitude]`.
  case point
  case list(of: Shape, atLeast: Int, atMost: Int?)
  /// A mapping with known keys.
  case section([KeyInfo])
  /// A mapping under names of one's own, or under some that are known.
  case entries(of: Shape, names: [String]?)
  /// One of some names, alone or with keys of its own behind it.
  case oneOf([KeyInfo])
  case either([Shape])

  static func list(of shape: Shape) -> Shape { .list(of: shape, atLeast: 0, atMost: nil) }

  static func whole(_ range: ClosedRange<Int>) -> Shape {
    .whole(least: range.lowerBound, most: UInt64(max(0, range.upperBound)))
  }
}

/// What the format says of a key, whatever it holds.
struct KeyInfo: Sendable {
  let name: String
  /// What it is, in a few words that fit a table.
  let meaning: String
  /// What else one needs to know to write it, in whole sentences; empty for nothing.
  let note: String
  /// What holds where a file leaves it out, in words; `nil` where it must be there.
  let usual: String?
  /// What is allowed, in words.
  let allowed: String
  let source: String
  let shape: Shape

  init(
    _ name: String, _ meaning: String, note: String = "", usual: String?, allowed: String = "",
    source: String = "",
    _ shape: Shape
  ) {
    (self.name, self.meaning, self.note, self.usual) = (name, meaning, note, usual)
    (self.allowed, self.source, self.shape) = (allowed, source, shape)
  }
}
