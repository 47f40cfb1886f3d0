// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolTesting
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

  /// Two targets that are on every other day, in turn, for a week without patrol before and a week with it.
  private static func book() -> (frame: TrialFrame?, scenario: Scenario) {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 1, afterWeeks: 0)
    scenario.operation.timetable = Timetable(
      on: Timetable.Dose(visitsPerDay: 3), off: Timetable.Dose(visitsPerDay: 1),
      rotation: .cycle(onDays: 1, offDays: 1))
    scenario.trial = Trial(
      citation: "Someone (2020)", dose: "by turns", counts: ["shoplifting"],
      findings: [
        TrialFinding(what: "on and off", comparison: .onWithOff, lowest: -50, highest: -50),
        TrialFinding(what: "absent", comparison: .absent, lowest: 50, highest: 50),
      ])
    return (TrialFrame(scenario: scenario, counterfactual: "none"), scenario)
  }

  /// An offence at noon of a day of the campaign.
  private static func offence(
    _ id: UInt64, day: Int, _ place: TownPlace, type: Int = HandMade.shoplifting
  ) -> HappenedOffence {
    HappenedOffence(
      id: id, timeInSeconds: Double(7 + day) * 86_400 + 43_200, place: Int32(place.rawValue),
      type: Int32(type),
      knownInSeconds: nil)
  }

  @Test(
    "is read from the books: counted types, places of the timetable, days of the campaign, and who was there")
  func books() throws {
    let (frame, _) = Self.book()
    let reader = try #require(frame)
    let (history, outcomes) = HandMade.blank(["none", "some"])
    var (without, with) = (outcomes[0], outcomes[1])
    // On without patrol: 1, 2 (high street, days 0 and 2), 3 (station, day 1); off: 4 and 5.
    without.book = [
      Self.offence(1, day: 0, .highStreet), Self.offence(2, day: 2, .highStreet),
      Self.offence(3, day: 1, .station), Self.offence(4, day: 1, .highStreet),
      Self.offence(5, day: 0, .station),
      // These don't count: another type, another place, before the campaign.
      Self.offence(6, day: 0, .highStreet, type: HandMade.burglary), Self.offence(7, day: 0, .market),
      Self.offence(8, day: -1, .highStreet),
    ]
    // Patrol averts 1 and 2; a unit was there when 2 was due.
    with.book = without.book.filter { $0.id > 2 }
    func event(_ kind: LoggedEvent.Kind, _ hours: Double) -> LoggedEvent {
      LoggedEvent(
        timeInSeconds: Double(7 + 2) * 86_400 + hours * 3_600, kind: kind, unit: 0, place: 0, type: nil,
        microPlace: nil, reason: nil)
    }
    with.events = [event(.arrived, 11.5), event(.left, 12.5)]
    with.dosage.visitsByPlace = [13, 0, 9, 0, 0, 0]
    let result = reader.result(history: history, outcomes: [without, with], seed: 1)
    // On are 4 + 3 place-days of the two places, off 3 + 4: 1 offence against 2.
    #expect(result.measured == [-50, 50])
    #expect(result.truth[0].map { abs($0 + 200.0 / 3) < 1e-9 } == true)
    #expect(result.truth[1] == nil)
    #expect(result.visits == 22 && result.visitsPlanned == 7 * 3 + 7)
    #expect(reader.recording == RecordingOptions(keepsBook: true, keepsEvents: true))
  }

  @Test("can't be read from a scenario without a trial")
  func noTrial() {
    #expect(TrialFrame(scenario: SmallTown.scenario(), counterfactual: "none") == nil)
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
