// SPDX-License-Identifier: GPL-3.0-or-later

/// A published dose of patrol: how many visits of which length each place gets on which days and hours.
///
/// A place is *on* or *off* on a day, see ``Rotation``; it gets one dose when it is on and another, usually none, when it
/// is off. It says what is to be delivered and holds no effect.
public struct Timetable: Hashable, Sendable {
  /// So many visits a day, each of a length.
  public struct Dose: Hashable, Sendable {
    /// Visits to a place on a day; at least 0.
    public var visitsPerDay: Int
    /// The length of each, in minutes; greater than 0.
    public var visitInMinutes: Double

    public init(visitsPerDay: Int, visitInMinutes: Double = 15) {
      self.visitsPerDay = visitsPerDay
      self.visitInMinutes = visitInMinutes
    }
  }

  /// Which places are on, and when.
  public enum Rotation: Hashable, Sendable {
    /// Every place is always on.
    case always
    /// So many places are on all along, drawn once for each replication: a parallel trial.
    case drawnOnce(places: Int)
    /// So many places are on each day, drawn anew every day: a crossover trial.
    case drawnDaily(places: Int)
    /// Each place is on and then off for so many days, in turn; places start at different points of the cycle.
    case cycle(onDays: Int, offDays: Int)
  }

  /// What a place gets on a day on.
  public var on: Dose
  /// What a place gets on a day off.
  public var off: Dose
  /// The weekdays with visits, Monday 0 to Sunday 6, ascending; at least one.
  public var days: [Int]
  /// The start of the hours of patrol, in minutes after local midnight, in `0..<1440`.
  public var startMinute: Int
  /// How long the hours of patrol last, in minutes, in `1...1440`; they may end on the next day.
  public var lengthInMinutes: Int
  public var rotation: Rotation

  /// All day on every weekday, unless said otherwise.
  public init(
    on: Dose, off: Dose = Dose(visitsPerDay: 0), days: [Int] = Array(0..<7), startMinute: Int = 0,
    lengthInMinutes: Int = 1_440, rotation: Rotation = .always
  ) {
    self.on = on
    self.off = off
    self.days = days
    self.startMinute = startMinute
    self.lengthInMinutes = lengthInMinutes
    self.rotation = rotation
  }

  /// Whether the same places are on all along, so that a trial sets places against places.
  public var isParallel: Bool { if case .drawnOnce = rotation { true } else { false } }
  /// Whether each place is on on some days and off on others.
  public var isCrossover: Bool {
    switch rotation {
    case .drawnDaily, .cycle: true
    case .always, .drawnOnce: false
    }
  }

  /// Returns the places that a timetable is for, by index, ascending: each that a team patrols, once.
  public static func places(ofTeams teamPlaces: [[Int]]) -> [Int] { Set(teamPlaces.flatMap { $0 }).sorted() }
}
