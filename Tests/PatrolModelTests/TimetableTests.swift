// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolModel
import PatrolTesting
import RandomVariates
import Testing

@Suite("A timetable")
struct TimetableTests {
  private func draw(_ timetable: Timetable, places: Int, replication: UInt64 = 1) -> TimetableDraw {
    TimetableDraw(
      timetable, places: (0..<places).map { "place-\($0)" },
      random: RandomStream(seed: 5, replication: replication, name: "timetable test"))
  }

  @Test("drawn daily has the same number of places on every day, and every set of them as often")
  func drawnDaily() {
    let timetable = Timetable(on: Timetable.Dose(visitsPerDay: 1), rotation: .drawnDaily(places: 2))
    var draw = draw(timetable, places: 4)
    var sets = [Double](repeating: 0, count: 16)
    let days = 6_000
    for _ in 0..<days {
      draw.drawDay()
      #expect(draw.isOn.count { $0 } == 2)
      sets[draw.isOn.reduce(0) { 2 * $0 + ($1 ? 1 : 0) }] += 1
    }
    // Six sets of two among four places.
    let observed = sets.filter { $0 > 0 }
    #expect(observed.count == 6)
    let expected = [Double](repeating: Double(days) / 6, count: 6)
    #expect(chiSquarePValue(observed: observed, expected: expected) >= 1e-4)
  }

  @Test("drawn once keeps the places of its replication, which differ from those of another")
  func drawnOnce() {
    let timetable = Timetable(on: Timetable.Dose(visitsPerDay: 1), rotation: .drawnOnce(places: 57))
    var first = draw(timetable, places: 115)
    let isOn = first.isOn
    for _ in 0..<50 {
      first.drawDay()
      #expect(first.isOn == isOn)
    }
    #expect(isOn.count { $0 } == 57)
    #expect(draw(timetable, places: 115, replication: 2).isOn != isOn)
  }

  @Test(
    "of a cycle gives every place the same days on, and every day as many places as the others, or one more")
  func cycle() {
    let timetable = Timetable(
      on: Timetable.Dose(visitsPerDay: 1), rotation: .cycle(onDays: 7, offDays: 14))
    var draw = draw(timetable, places: 21)
    var daysOn = [Int](repeating: 0, count: 21)
    for _ in 0..<63 {
      draw.drawDay()
      #expect(draw.isOn.count { $0 } == 7)
      for place in 0..<21 where draw.isOn[place] { daysOn[place] += 1 }
    }
    #expect(daysOn == [Int](repeating: 21, count: 21))
  }

  @Test(
    "has each visit of a place in its own span of the hours of patrol, in the order in which they are due")
  func visits() {
    let timetable = Timetable(
      on: Timetable.Dose(visitsPerDay: 4, visitInMinutes: 15), off: Timetable.Dose(visitsPerDay: 1),
      startMinute: 900, lengthInMinutes: 480, rotation: .drawnDaily(places: 3))
    var draw = draw(timetable, places: 5)
    for _ in 0..<200 {
      draw.drawDay()
      let visits = draw.drawVisits()
      #expect(visits.count == 3 * 4 + 2)
      #expect(visits.map(\.minute) == visits.map(\.minute).sorted())
      for place in 0..<5 {
        let own = visits.filter { $0.position == place }
        let span = 480.0 / Double(own.count)
        #expect(own.count == (draw.isOn[place] ? 4 : 1))
        for (index, visit) in own.enumerated() {
          #expect(visit.minute >= Double(index) * span && visit.minute + 15 <= Double(index + 1) * span)
        }
      }
    }
  }

  @Test("is delivered as the evaluator's own draw of it says, place by place and day by day")
  func isDelivered() throws {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 8)
    scenario.operation.timetable = Timetable(
      on: Timetable.Dose(visitsPerDay: 3, visitInMinutes: 15), off: Timetable.Dose(visitsPerDay: 1),
      days: [1, 2, 3, 4, 5], startMinute: 630, lengthInMinutes: 600, rotation: .drawnDaily(places: 1))
    let runner = ReplicationRunner(scenario: scenario, seed: 3, strategies: allStrategies())
    let outcome = try #require(
      runner.run(replication: 4, recording: RecordingOptions(keepsEvents: true)).outcomes.last)
    #expect(outcome.strategy == "scheduled-visits")
    var draw = try #require(scenario.timetableDraw(seed: 3, replication: 4))
    for day in 0..<7 * 8 {
      draw.drawDay()
      let hasVisits = [1, 2, 3, 4, 5].contains(scenario.phases.campaignStart.adding(days: day).weekday)
      for (position, place) in scenario.patrolledPlaces.enumerated() {
        let visits = outcome.events.filter {
          $0.kind == .arrived && $0.place == place
            && runner.calendar.day(atSecond: $0.timeInSeconds) == day + 7
        }
        #expect(visits.count == (hasVisits ? (draw.isOn[position] ? 3 : 1) : 0), "day \(day), place \(place)")
      }
    }
  }
}
