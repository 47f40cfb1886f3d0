// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts by place and day, to be summed over any days at once.
public struct DaySums: Hashable, Sendable {
  public let dayCount: Int
  /// Sums of the days before each, by place.
  private var sums: [[Int32]]

  /// Creates the sums of counts by place, then day; all places have the same days.
  public init(_ counts: [[Int32]]) {
    dayCount = counts.first?.count ?? 0
    sums = counts.map { days in
      var sums: [Int32] = [0]
      sums.reserveCapacity(days.count + 1)
      for count in days { sums.append(sums[sums.count - 1] + count) }
      return sums
    }
  }

  /// Returns the sum of a place over days.
  public func sum(_ place: Int, _ days: Range<Int>) -> Double {
    Double(sums[place][days.upperBound] - sums[place][days.lowerBound])
  }
}

/// What a pilot's analyst would have recorded in one replication: streets and the controls matched to them, in the same order.
public struct PilotWorld: Sendable {
  /// The days of the year before the pilot.
  public static let daysBefore = 364

  /// Streets, over the year before.
  public let streetsBefore: DaySums
  /// Controls, over the year before.
  public let controlsBefore: DaySums
  /// Controls, over the pilot.
  public let controls: DaySums
  /// Streets over the pilot, without patrol.
  public let untreated: DaySums
  /// Streets over the pilot, patrolled every day.
  public let always: DaySums
  /// Streets over the pilot, patrolled on days on only.
  public let crossover: DaySums
  /// The first day of each street's first spell on, counted from 0 up to 13: a street is on for seven days from it, and every
  /// 14 days again; days before it belong to the spell before.
  public let firstDaysOn: [Int]

  public init(
    streetsBefore: DaySums, controlsBefore: DaySums, controls: DaySums, untreated: DaySums, always: DaySums,
    crossover: DaySums, firstDaysOn: [Int]
  ) {
    self.streetsBefore = streetsBefore
    self.controlsBefore = controlsBefore
    self.controls = controls
    self.untreated = untreated
    self.always = always
    self.crossover = crossover
    self.firstDaysOn = firstDaysOn
  }

  /// Days of a spell on, and of one off.
  public static let spellDays = 7
}
