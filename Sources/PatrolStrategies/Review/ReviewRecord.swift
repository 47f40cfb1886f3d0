// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What was reported at each place by week, against what its history says: all that a weekly review knows.
///
/// Only what the public reported counts. What patrol discovers grows with patrol, and more with some tactics than with others, so
/// that it would score a tactic by its own activity.
struct ReviewRecord {
  /// What the expectation looks back on, in weeks.
  static let usualWeeks = 52
  static let weekInSeconds = 604_800.0

  /// The places that any team patrols, in order.
  let targets: [Int]
  /// Reported offences a week in the history, by place; half an offence a year at least.
  private(set) var usual: [Double]
  /// Days of recorded harm a week in the history, by place.
  private(set) var usualHarm: [Double]
  /// How many times as widely weekly counts vary about their mean as Poisson counts do; at least 1.
  private(set) var dispersion = 1.0
  private var readCount = 0

  init(_ view: OperationView) {
    targets = Set(view.plan.teamPlaces.joined()).sorted()
    let weeks = max(
      1, min(ReviewRecord.usualWeeks, Int(view.nowInSeconds / ReviewRecord.weekInSeconds)))
    let start = view.nowInSeconds - Double(weeks) * ReviewRecord.weekInSeconds
    var counts = [[Int]](repeating: [Int](repeating: 0, count: weeks), count: view.plan.places.count)
    usualHarm = [Double](repeating: 0, count: view.plan.places.count)
    for offence in view.history.reversed() {
      guard offence.knownInSeconds >= start else { break }
      guard !offence.isDiscovered else { continue }
      let week = min(weeks - 1, Int((offence.knownInSeconds - start) / ReviewRecord.weekInSeconds))
      counts[Int(offence.place)][week] += 1
      usualHarm[Int(offence.place)] += view.plan.types[Int(offence.type)].harmInDays / Double(weeks)
    }
    usual = counts.map { max(0.5 / 52, Double($0.reduce(0, +)) / Double(weeks)) }
    dispersion = ReviewRecord.dispersion(of: targets.map { counts[$0] })
    readCount = view.record.count
  }

  /// Returns Pearson's statistic over its degrees of freedom, for weekly counts about the mean of each place; at least 1.
  static func dispersion(of counts: [[Int]]) -> Double {
    var (sum, degrees) = (0.0, 0)
    for weeks in counts where weeks.count > 1 {
      let mean = Double(weeks.reduce(0, +)) / Double(weeks.count)
      guard mean > 0 else { continue }
      sum += weeks.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) / mean }
      degrees += weeks.count - 1
    }
    return degrees > 0 ? max(1, sum / Double(degrees)) : 1
  }

  /// Returns what was reported at each place since the last call.
  mutating func readWeek(_ view: OperationView) -> [Int] {
    var counts = [Int](repeating: 0, count: usual.count)
    for offence in view.record[readCount...] where !offence.isDiscovered { counts[Int(offence.place)] += 1 }
    readCount = view.record.count
    return counts
  }
}
