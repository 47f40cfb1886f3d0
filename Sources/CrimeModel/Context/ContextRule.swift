// SPDX-License-Identifier: GPL-3.0-or-later

/// A rule by which something known in advance raises or lowers crime: a closing time, a school day, an event.
///
/// The context factor *C* of a type and a kind of place is the product of all rules that hold, scaled so that the
/// yearly total stays *b*: over the civil hours of each calendar year, Σ *H·M·C* / Σ *H·M* = 1. Conditions are joined by *and*; one left at its default always holds.
public struct ContextRule: Hashable, Sendable {
  /// What a rule does to the rate while it holds.
  public enum Effect: Hashable, Sendable {
    /// Multiplies it by a number greater than 0.
    case factor(Double)
    /// Multiplies it by the hour-of-week profile of that name, whose multipliers are all greater than 0.
    case profile(String)
  }

  /// A condition on a sort of day.
  public enum DayCondition: String, CaseIterable, Hashable, Sendable {
    /// Holds on every day.
    case any
    /// Holds on such days only.
    case only
    /// Holds on all other days.
    case never
  }

  /// Hours of the day by the clock, which may go past midnight.
  public struct Hours: Hashable, Sendable {
    /// The first hour, in `0..<24`.
    public var from: Int
    /// The hour at whose start it ends, in `0..<24`, not equal to ``from``; at or before it means on the next day.
    public var to: Int

    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }

    /// Whether it goes on into the next day.
    var wrapsMidnight: Bool { to <= from }
    /// Whether an hour of the day lies in it.
    func contains(_ hour: Int) -> Bool {
      wrapsMidnight ? hour >= from || hour < to : from <= hour && hour < to
    }
  }

  /// A short name, unique in the scenario.
  public var name: String
  public var effect: Effect
  public var publicHolidays: DayCondition
  public var schoolDays: DayCondition
  /// Weekdays, Monday 0 to Sunday 6, ascending; at least one.
  public var days: [Int]
  /// Hours of the day, or all of them. Hours after midnight belong to the day on which they began: a rule for
  /// Friday from 23:00 to 02:00 holds until 02:00 on Saturday, whatever sort of day Saturday is.
  public var hours: Hours?
  /// Dates; none stands for every date.
  public var dates: [DateRange]
  /// Kinds of place; none stands for all.
  public var kinds: [PlaceKind]
  /// Ids of types of crime; none stands for all.
  public var types: [String]
  /// Where it comes from.
  public var source: String

  /// The largest number of rules in a scenario.
  public static let limit = 64

  public init(
    name: String, effect: Effect, publicHolidays: DayCondition = .any, schoolDays: DayCondition = .any,
    days: [Int] = Array(0..<7), hours: Hours? = nil, dates: [DateRange] = [], kinds: [PlaceKind] = [],
    types: [String] = [], source: String = "assumption"
  ) {
    self.name = name
    self.effect = effect
    self.publicHolidays = publicHolidays
    self.schoolDays = schoolDays
    self.days = days
    self.hours = hours
    self.dates = dates
    self.kinds = kinds
    self.types = types
    self.source = source
  }

  /// Whether it bears on a type of crime at a kind of place, at whatever time.
  public func touches(type: String, kind: PlaceKind) -> Bool {
    (types.isEmpty || types.contains(type)) && (kinds.isEmpty || kinds.contains(kind))
  }

  /// Whether its conditions on days hold for a day.
  func holds(on date: CivilDate, isPublicHoliday: Bool, isSchoolDay: Bool) -> Bool {
    publicHolidays.holds(isPublicHoliday) && schoolDays.holds(isSchoolDay) && days.contains(date.weekday)
      && (dates.isEmpty || dates.contains { $0.contains(date) })
  }
}

extension ContextRule.DayCondition {
  /// Whether it holds on a day that is, or is not, of its sort.
  fileprivate func holds(_ isSuch: Bool) -> Bool {
    switch self {
    case .any: true
    case .only: isSuch
    case .never: !isSuch
    }
  }
}
