// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Waves and units that patrol on")
struct PhaseTests {
  /// What units did, and when the campaign ended.
  private func run(
    _ scenario: Scenario, seed: UInt64 = 1
  ) -> (outcomes: [ReplicationOutcome], runner: ReplicationRunner) {
    let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: allStrategies())
    return (runner.run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes, runner)
  }

  /// The days, from the start of the run, on which a unit did something; the last moment of a day belongs to it.
  private func days(of unit: Int, _ outcome: ReplicationOutcome, _ runner: ReplicationRunner) -> Set<Int> {
    Set(
      outcome.events.filter { $0.unit == unit && $0.kind == .arrived }.map { event in
        (runner.calendar.dayStartInSeconds.firstIndex { $0 > event.timeInSeconds } ?? 0) - 1
      })
  }

  @Test("in a second wave every unit keeps its shifts, and none between the waves or after it")
  func secondWave() {
    var scenario = SmallTown.scenario(campaignWeeks: 4, afterWeeks: 8)
    scenario.phases.secondWave = SecondWave(afterWeeks: 3, weeks: 2)
    let (outcomes, runner) = run(scenario)
    let campaign = 7 * 8..<7 * 12
    let wave = 7 * 15..<7 * 17
    for outcome in outcomes.dropFirst() {
      for unit in 0..<2 {
        // The late shift runs past midnight, into the day after a weekend, too.
        #expect(days(of: unit, outcome, runner) == Set(campaign).union(wave), "\(outcome.strategy)")
      }
      #expect(outcome.dosage.officerHours == Double(2 * 28 * 2 * 9 - 2 * 2))
      #expect(outcome.dosageAfter.officerHours == Double(2 * 14 * 2 * 9 - 2 * 2))
      #expect(
        outcome.dosageAfter.visitsStarted == outcome.dosageAfter.visitsCompleted
          + outcome.dosageAfter.visitsCut)
      #expect(outcome.fates.total(.deterred, in: .after, places: [0, 2]) > 0)
    }
    #expect(outcomes[0].dosageAfter.officerHours == 0)
  }

  @Test(
    "units that are ringfenced patrol on to the end of the run, the others stop with the campaign",
    arguments: [AfterPatrol.units(["town-late"]), .share(0.5), .share(1)])
  func patrolsOn(after: AfterPatrol) {
    var scenario = SmallTown.scenario(campaignWeeks: 4, afterWeeks: 3)
    scenario.operation.after = after
    let (outcomes, runner) = run(scenario)
    let expected =
      switch after {
      case .units: [false, true]
      case .share(let share): [true, share == 1]
      case .none: [false, false]
      }
    for outcome in outcomes.dropFirst() {
      for unit in 0..<2 {
        let last = expected[unit] ? 7 * 15 : 7 * 12
        #expect(days(of: unit, outcome, runner) == Set(7 * 8..<last), "\(outcome.strategy)")
      }
      let late = expected[1] ? 2.0 * (21 * 9 - 2) : 0
      #expect(outcome.dosageAfter.officerHours == late + (expected[0] ? 2.0 * 21 * 9 : 0))
      #expect(
        outcome.dosageAfter.visitsStarted == outcome.dosageAfter.visitsCompleted
          + outcome.dosageAfter.visitsCut)
      #expect(
        outcome.dosageAfter.presentMinutesByPlace.reduce(0, +) <= outcome.dosageAfter.visitHours * 60 + 1e-6)
    }
    // The campaign itself is the same as without them.
    scenario.operation.after = .none
    let (without, _) = run(scenario)
    for (one, other) in zip(outcomes, without) {
      #expect(one.dosage == other.dosage && other.dosageAfter.officerHours == 0)
      let later: [OutcomeField] = [.landed, .stoppedThere, .stoppedByPresence]
      for field in OutcomeField.allCases where !later.contains(field) {
        #expect(
          one.fates.total(field, in: .campaign, places: 0..<6)
            == other.fates.total(field, in: .campaign, places: 0..<6), "\(field)")
      }
    }
  }

  @Test("habituation starts anew with the first day of the second wave")
  func habituationRestarts() {
    var deterrence = Deterrence.handMade
    deterrence.habituationFloor = 0.4
    deterrence.habituationInWeeks = 5
    var scenario = SmallTown.scenario(campaignWeeks: 4, afterWeeks: 8, deterrence: deterrence)
    scenario.phases.secondWave = SecondWave(afterWeeks: 3, weeks: 2)
    let tables = RunTables(scenario: scenario)
    let start = tables.calendar.dayStartInSeconds[7 * 15]
    #expect(tables.secondWave == start..<tables.calendar.dayStartInSeconds[7 * 17])
    func effect(_ second: Double) -> Double {
      var field = tables.field(tables.deterrence(seed: 1, replication: 1))
      field.arrive(at: 0, second: second)
      return field.deterrenceProbability(at: 0, second: second) / (0.35 * 0.5)
    }
    let week = 7.0 * 86_400
    for (time, since) in [
      (start - 1, tables.campaignStart), (start, start), (start + week, start), (start + 4 * week, start),
    ] {
      #expect(abs(effect(time) - (0.4 + 0.6 * exp(-(time - since) / week / 5))) < 1e-12)
    }
  }
}
