// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Evaluation
@testable import PatrolModel

@Suite("What a trial measures")
struct TrialMeasureTests {
  /// Two places over six days; the first is on on days 0 and 5, the second on day 1.
  private static let days = TrialDays(
    isOn: [
      [true, false], [false, true], [false, false], [false, false], [false, false], [true, false],
    ],
    hasVisits: [true, true, true, true, true, true])

  private static func counts(_ rows: [[Int]]) -> DailyCounts {
    var counts = DailyCounts(dayCount: rows.count, placeCount: rows[0].count)
    for (day, row) in rows.enumerated() {
      for (place, count) in row.enumerated() { counts[day, place] = count }
    }
    return counts
  }

  @Test("on days on against days off is the ratio of offences a place-day")
  func onWithOff() {
    let counts = Self.counts([[2, 4], [4, 1], [4, 4], [4, 4], [4, 4], [3, 4]])
    // On: 2 + 3 + 1 on three place-days; off: 36 on nine.
    #expect(TrialMeasures.change(.onWithOff, days: Self.days, counts: counts, before: []) == -50)
  }

  @Test("leaves out days without visits where days are compared")
  func daysWithoutVisits() {
    let days = TrialDays(isOn: [[true], [false], [false]], hasVisits: [true, true, false])
    let counts = Self.counts([[3], [4], [100]])
    #expect(TrialMeasures.change(.onWithOff, days: days, counts: counts, before: []) == -25)
  }

  @Test("after an absence starts the day after so many days, and not before a place was on at all")
  func afterAbsence() {
    // More than two days after the last day on: the first place on days 3 and 4, the second on days 4 and 5.
    let counts = Self.counts([[1, 9], [9, 2], [9, 9], [6, 9], [2, 4], [3, 4]])
    #expect(
      TrialMeasures.change(.afterAbsence(days: 2), days: Self.days, counts: counts, before: []) == 100)
    #expect(Self.days.group(.afterAbsence(days: 2), place: 1, day: 0) == nil)
    #expect(Self.days.group(.afterAbsence(days: 2), place: 0, day: 5) == .second)
  }

  @Test("at treated places against controls is the ratio of ratios to their own history")
  func treatedWithControl() {
    let days = TrialDays(isOn: [[true, false, true], [true, false, true]], hasVisits: [true, false])
    let counts = Self.counts([[3, 5, 1], [2, 5, 2]])
    // Treated 8 from 20, controls 10 from 20.
    let change = TrialMeasures.change(
      .treatedWithControl, days: days, counts: counts, before: [12, 20, 8])
    #expect(change.map { abs($0 + 20) < 1e-9 } == true)
  }

  @Test("is undefined where a group or a divisor is empty")
  func undefined() {
    let none = Self.counts([[0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]])
    #expect(TrialMeasures.change(.onWithOff, days: Self.days, counts: none, before: []) == nil)
    #expect(
      TrialMeasures.change(.afterAbsence(days: 9), days: Self.days, counts: none, before: []) == nil)
    #expect(TrialMeasures.truth(.onWithOff, days: Self.days, counts: none, without: none) == nil)
  }

  @Test("is set beside the truth: the same place-days without patrol")
  func truth() {
    let counts = Self.counts([[2, 4], [4, 1], [4, 4], [4, 4], [4, 4], [3, 4]])
    let without = Self.counts([[4, 4], [4, 4], [4, 4], [4, 4], [4, 4], [4, 4]])
    #expect(TrialMeasures.truth(.onWithOff, days: Self.days, counts: counts, without: without) == -50)
  }

  @Test("presence is from the first unit that comes to the last that leaves")
  func presence() {
    func event(_ kind: LoggedEvent.Kind, _ time: Double, unit: Int, place: Int) -> LoggedEvent {
      LoggedEvent(
        timeInSeconds: time, kind: kind, unit: unit, place: place, type: nil, microPlace: nil, reason: nil)
    }
    let intervals = PresenceIntervals(
      [
        event(.arrived, 10, unit: 0, place: 1), event(.arrived, 20, unit: 1, place: 1),
        event(.left, 30, unit: 0, place: 1), event(.left, 40, unit: 1, place: 1),
        event(.arrived, 60, unit: 0, place: 1), event(.left, 70, unit: 0, place: 1),
      ], placeCount: 2)
    let present = [5.0, 10, 35, 40, 50, 60, 69, 70].map { intervals.contains($0, place: 1) }
    #expect(present == [false, true, true, false, false, true, true, false])
    #expect(!intervals.contains(15, place: 0))
  }

  @Test("a preset is consistent where the range of single trials meets what was published")
  func consistency() {
    func result(_ values: [Double], low: Double, high: Double) -> FindingResult {
      let results = values.enumerated().map { index, value -> TrialResult in
        var result = TrialResult(replication: index + 1)
        result.measured = [value]
        result.truth = [nil]
        return result
      }
      let finding = TrialFinding(what: "crime", comparison: .onWithOff, lowest: low, highest: high)
      return FindingResult(finding, index: 0, of: results)
    }
    let values = (0...100).map { -30 + 0.1 * Double($0) }
    let inside = result(values, low: -21, high: -21)
    #expect(inside.isConsistent == true)
    #expect(inside.predictedLowest.map { abs($0 + 29.75) < 1e-9 } == true)
    #expect(inside.predictedHighest.map { abs($0 + 20.25) < 1e-9 } == true)
    #expect(result(values, low: -20, high: -6).isConsistent == false)
    #expect(result(values, low: -20.3, high: -6).isConsistent == true)
    #expect(result(Array(values.prefix(39)), low: -30, high: 0).isConsistent == nil)
    #expect(inside.truth.value == nil)
  }
}
