// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@Suite("Visits that a force delivered")
struct DeliveredVisitsTests {
  private func moment(_ day: Int, _ hour: Int, _ minute: Int, _ second: Int = 0) -> CivilMoment {
    CivilMoment(
      date: CivilDate(year: 2024, month: 3, day: 4).adding(days: day),
      secondOfDay: (hour * 60 + minute) * 60 + second)
  }

  private func visit(_ place: String, _ arrives: CivilMoment, _ leaves: CivilMoment) -> DeliveredVisit {
    DeliveredVisit(unit: "town-day", place: place, arrives: arrives, leaves: leaves)
  }

  private func outcome(_ visits: [DeliveredVisit]?, _ change: (inout Scenario) -> Void = { _ in }) throws
    -> ReplicationOutcome
  {
    var scenario = SmallTown.scenario()
    scenario.operation.breakInMinutes = 0
    scenario.operation.delivered = visits
    change(&scenario)
    let strategy = try #require(
      StrategyCatalogue.standard.strategy(for: StrategyConfiguration("fixed-rota")))
    let runner = ReplicationRunner(scenario: scenario, seed: 1, strategies: [strategy])
    return try #require(
      runner.run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes.first)
  }

  @Test("are repeated to the second where units can be there: the same visits, places and minutes")
  func dosage() throws {
    // The two places are 1.5 km apart, 4:41 min by car at 25 km/h and a detour of 1.3.
    let visits = (0..<28).flatMap { day in
      [
        visit("high-street", moment(day, 10, 5), moment(day, 10, 21, 30)),
        visit("station", moment(day, 10, 27), moment(day, 11, 0)),
        visit("station", moment(day, 12, 0), moment(day, 12, 10)),
      ]
    }
    let outcome = try outcome(visits)
    #expect(outcome.dosage.visitsByPlace == [28, 0, 56, 0, 0, 0])
    let hours: Double = 28 * 59.5 / 60
    #expect(abs(outcome.dosage.visitHours - hours) < 1e-6)
    #expect(outcome.dosage.visitsCompleted == 84 && outcome.dosage.visitsCut == 0)
    #expect(outcome.dosage.visitsLate == 0 && outcome.dosage.visitsMissed == 0)
    let start = 8.0 * 604_800
    let times = outcome.events.filter { [.arrived, .left].contains($0.kind) }.prefix(6).map {
      ($0.timeInSeconds - start) / 60
    }
    let wanted: [Double] = [605, 621.5, 627, 660, 720, 730]
    #expect(times.count == 6)
    for (time, minute) in zip(times, wanted) { #expect(abs(time - minute) < 1e-6) }
  }

  @Test(
    "are late where the way is too long, and stay as long as is left; both that and a missed one are counted")
  func late() throws {
    let outcome = try outcome([
      visit("high-street", moment(0, 10, 0), moment(0, 10, 20)),
      // A minute for a way of 4:41.
      visit("station", moment(0, 10, 21), moment(0, 10, 40)),
      // Over before it could get there.
      visit("high-street", moment(0, 10, 41), moment(0, 10, 44)),
      visit("high-street", moment(0, 10, 50), moment(0, 11, 0)),
      // Off duty.
      visit("high-street", moment(1, 8, 0), moment(1, 8, 30)),
      // On the way home when its shift ends.
      visit("station", moment(1, 18, 50), moment(1, 19, 30)),
    ])
    #expect(outcome.dosage.visitsByPlace == [2, 0, 2, 0, 0, 0])
    #expect(outcome.dosage.visitsLate == 1)
    #expect(outcome.dosage.visitsMissed == 2)
    #expect(outcome.dosage.visitsCut == 1, "The last one, by the end of the shift")
    let way = 1.5 * 1.3 / 25
    let minutes = outcome.dosage.visitHours * 60
    let wanted: Double = 60 - 60 * way
    #expect(abs(minutes - wanted) < 0.05)
  }

  @Test("do nothing to other strategies, and without them the fixed rota has its tours")
  func others() throws {
    let tours = try outcome(nil)
    #expect(tours.dosage.visitsByPlace[0] > 400)
    var scenario = SmallTown.scenario()
    let random = try #require(StrategyCatalogue.standard.strategy(for: StrategyConfiguration("random")))
    func run() -> ReplicationOutcome {
      ReplicationRunner(scenario: scenario, seed: 1, strategies: [random]).run(replication: 1).outcomes[0]
    }
    let without = run()
    scenario.operation.delivered = [visit("station", moment(0, 12, 0), moment(0, 13, 0))]
    let with = run()
    #expect(with.dosage == without.dosage && with.fates == without.fates)
  }

  @Test("a rota puts units on duty in place of shifts, over midnight too, and officer hours follow it")
  func rota() throws {
    func withRota(_ scenario: inout Scenario) {
      scenario.operation.shifts = []
      for unit in scenario.operation.units.indices { scenario.operation.units[unit].shift = "" }
      scenario.operation.rota = [
        RotaShift(unit: "town-late", starts: moment(27, 20, 0), ends: moment(28, 4, 0)),
        RotaShift(unit: "town-day", starts: moment(2, 22, 0), ends: moment(3, 6, 0)),
        RotaShift(unit: "town-day", starts: moment(0, 9, 30), ends: moment(0, 17, 0)),
      ]
    }
    let outcome = try outcome(nil, withRota)
    let start = 8.0 * 604_800
    let shifts = outcome.events.filter { [.shiftStarted, .shiftEnded].contains($0.kind) }.map {
      ($0.timeInSeconds - start) / 3_600
    }
    // The last is cut off where the campaign ends, and the clocks go forward on its last day.
    let wanted: [Double] = [9.5, 17, 70, 78, 667, 671]
    #expect(shifts == wanted)
    #expect(outcome.dosage.officerHours == 2 * (7.5 + 8 + 4))
  }

  @Test("visits and rota together repeat a record over the change of clocks")
  func clockChange() throws {
    // 31 March 2024: two o'clock comes right after one. Half past midnight to half past two is an hour.
    let outcome = try outcome([visit("high-street", moment(27, 0, 30), moment(27, 2, 30))]) { scenario in
      scenario.operation.shifts = []
      for unit in scenario.operation.units.indices { scenario.operation.units[unit].shift = "" }
      scenario.operation.rota = ["town-day", "town-late"].map {
        RotaShift(unit: $0, starts: moment(27, 0, 0), ends: moment(27, 6, 0))
      }
    }
    #expect(outcome.dosage.visitsByPlace[0] == 1 && abs(outcome.dosage.visitHours - 1) < 1e-6)
    #expect(outcome.dosage.officerHours == 2 * 2 * 5)
  }
}
