// SPDX-License-Identifier: GPL-3.0-or-later

/// Days in a row, first and last included.
public struct DateRange: Hashable, Sendable {
  public var first: CivilDate
  /// Not before ``first``.
  public var last: CivilDate

  /// Creates the days from a first to a last one.
  public init(_ first: CivilDate, _ last: CivilDate) {
    self.first = first
    self.last = last
  }

  /// Creates a single day.
  public init(_ day: CivilDate) { self.init(day, day) }

  /// Whether a day is one of them.
  public func contains(_ day: CivilDate) -> Bool { first <= day && day <= last }
}
