// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// How fast officers get to know a ward, and forget it.
///
/// Both defaults are assumptions.
public struct FamiliarityRule: Hashable, Sendable {
  /// τ, the hours spent in a ward after which a unit knows 1 − 1/e of what there is to know; greater than 0.
  public var timeConstantInHours: Double
  /// The weeks of absence in which half of it is lost; greater than 0.
  public var halfLifeInWeeks: Double

  public init(timeConstantInHours: Double = 40, halfLifeInWeeks: Double = 8) {
    self.timeConstantInHours = timeConstantInHours
    self.halfLifeInWeeks = halfLifeInWeeks
  }
}

/// How well each unit knows each ward, in `0..<1`; 0 when the campaign begins.
///
/// While a unit visits a place of a ward, for *h* hours, and while it is anywhere else, for *w* weeks,
///
///     f ← 1 − (1 − f)·exp(−h/τ)          f ← f·2^(−w/half-life)
///
/// so that from nothing *h* hours give 1 − exp(−*h*/τ), however they are split. Travel counts as absence. It
/// changes nothing by itself: other rules may use it.
struct Familiarity: Sendable {
  private struct Entry {
    var value = 0.0
    /// When that was so, in seconds since the start of the run.
    var updated = 0.0
    var isHere = false
  }

  private let rule: FamiliarityRule
  private let wardCount: Int
  /// Row-major by unit and ward.
  private var entries: [Entry]

  init(_ rule: FamiliarityRule, unitCount: Int, wardCount: Int) {
    self.rule = rule
    self.wardCount = wardCount
    entries = [Entry](repeating: Entry(), count: unitCount * wardCount)
  }

  /// Forgets everything; memory is kept.
  mutating func reset() {
    for index in entries.indices { entries[index] = Entry() }
  }

  /// Returns how well a unit knows a ward at a moment, in `0..<1`.
  func value(ofUnit unit: Int, ward: Int, atSecond time: Double) -> Double {
    let entry = entries[unit * wardCount + ward]
    let hours = (time - entry.updated) / 3_600
    if entry.isHere { return 1 - (1 - entry.value) * exp(-hours / rule.timeConstantInHours) }
    return entry.value * exp2(-hours / (168 * rule.halfLifeInWeeks))
  }

  /// A unit begins or ends a visit in a ward.
  mutating func note(unit: Int, ward: Int, isHere: Bool, atSecond time: Double) {
    let value = value(ofUnit: unit, ward: ward, atSecond: time)
    entries[unit * wardCount + ward] = Entry(value: value, updated: time, isHere: isHere)
  }
}
