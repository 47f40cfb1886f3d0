// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// The numbers that a key allows.
struct NumberRange: Hashable, Sendable {
  var lower: Double
  var includesLower = true
  var upper: Double
  var includesUpper = true

  /// A probability or a share, in `0...1`.
  static let share = NumberRange(lower: 0, upper: 1)
  /// A number that stays below 1, in `0..<1`.
  static let belowOne = NumberRange(lower: 0, upper: 1, includesUpper: false)

  /// A number greater than 0, up to a bound that only keeps typing errors out.
  static func positive(upTo upper: Double) -> NumberRange {
    NumberRange(lower: 0, includesLower: false, upper: upper)
  }

  /// A number from a lower to an upper bound, both allowed.
  static func from(_ lower: Double, to upper: Double) -> NumberRange {
    NumberRange(lower: lower, upper: upper)
  }

  /// Whether a number is allowed; NaN never is.
  func contains(_ number: Double) -> Bool {
    (includesLower ? number >= lower : number > lower) && (includesUpper ? number <= upper : number < upper)
  }

  /// The range as words that complete "it must be": `greater than 0 and at most 24 h`.
  func words(unit: String = "") -> String {
    let suffix = unit.isEmpty || unit == "%" ? unit : " \(unit)"
    let low = DecimalText.exact(lower)
    let high = DecimalText.exact(upper)
    if includesLower && includesUpper { return "from \(low) to \(high)\(suffix)" }
    return (includesLower ? "at least \(low)" : "greater than \(low)")
      + " and \(includesUpper ? "at most" : "less than") \(high)\(suffix)"
  }
}
