// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolTesting
import Testing

@testable import PatrolModel

/// Asks for shift moves that differ by week and unit, and keeps what it was told.
private struct Mover: DeploymentStrategy {
  final class Told: @unchecked Sendable {
    var weeks: [Int] = []
    var changes: [UnitChange] = []
    /// What each unit did when a change was told.
    var activities: [UnitView.Activity] = []
  }
  let told: Told
  let minutes: @Sendable (Int, Int) -> Double

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    let places = view.places(of: unit)
    return .visit(place: places[view.units[unit].tasksThisShift % places.count], minutes: 15)
  }

  mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    told.weeks.append(week)
    return view.units.indices.map { minutes(week, $0) }
  }

  mutating func unitChanged(
    _ change: UnitChange, _ view: OperationView, orders: inout [Redirection]
  ) {
    told.changes.append(change)
    switch change {
    case .abstracted(let unit), .taken(let unit, _), .cleared(let unit):
      told.activities.append(view.units[unit].activity)
    }
  }
}

@Suite("Shifts that a strategy moves, and units that are taken and back")
struct ShiftMoveTests {
  private func run(
    _ scenario: Scenario, minutes: @escaping @Sendable (Int, Int) -> Double = { _, _ in 0 }
  ) throws -> (outcome: ReplicationOutcome, told: Mover.Told) {
    let told = Mover.Told()
    let labelled = LabelledStrategy(label: "mover", strategy: Mover(told: told, minutes: minutes))
    let outcome = ReplicationRunner(scenario: scenario, seed: 5, strategies: [labelled])
      .run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes[0]
    return (outcome, told)
  }

  private func starts(_ outcome: ReplicationOutcome, unit: Int) -> [Double] {
    outcome.events.filter { $0.kind == .shiftStarted && $0.unit == unit }.map(\.timeInSeconds)
  }

  @Test("shifts start as much later as a strategy asks, held to the flexibility, week by week")
  func moves() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 3)
    let before = try run(scenario) { _, _ in 30 }
    #expect(before.told.weeks.isEmpty, "Nobody is asked where shifts stand")
    scenario.operation.shiftFlexibilityInMinutes = 60
    let after = try run(scenario) { week, unit in [30, -45, 600][week] * (unit == 0 ? 1 : -1) }
    #expect(after.told.weeks == [0, 1, 2])
    for unit in 0...1 {
      let (usual, moved) = (starts(before.outcome, unit: unit), starts(after.outcome, unit: unit))
      #expect(usual.count == 21 && moved.count == 21)
      for shift in usual.indices {
        let asked = [30.0, -45, 60][shift / 7] * (unit == 0 ? 1 : -1)
        // The late shift of the last day ends with the campaign: it can't move later, and is asked to start earlier.
        #expect(abs(moved[shift] - usual[shift] - asked * 60) < 1e-6, "unit \(unit), shift \(shift)")
      }
    }
    #expect(abs(before.outcome.dosage.officerHours - after.outcome.dosage.officerHours) < 1e-9)
  }

  @Test(
    "officer hours are equal whatever is asked: shifts never overlap, and none crosses the campaign's end")
  func equalHours() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 4, afterWeeks: 3)
    scenario.phases.secondWave = SecondWave(afterWeeks: 1, weeks: 1)
    scenario.operation.after = .share(0.5)
    scenario.operation.shifts[0].lengthInMinutes = 1_380
    scenario.operation.shifts[1].startMinute = 1_200
    for unit in scenario.operation.units.indices { scenario.operation.units[unit].abstraction = 0.2 }
    let still = try run(scenario).outcome
    scenario.operation.shiftFlexibilityInMinutes = 720
    for shape in 0..<4 {
      let moved = try run(scenario) { week, unit in
        [720, -720, week % 2 == 0 ? 720 : -720, Double((week * 7 + unit * 5) % 11) * 90 - 400][shape]
      }.outcome
      for (one, other) in [(still.dosage, moved.dosage), (still.dosageAfter, moved.dosageAfter)] {
        #expect(abs(one.officerHours - other.officerHours) < 1e-6, "shape \(shape)")
        #expect(one.abstractedShifts == other.abstractedShifts)
      }
      for unit in scenario.operation.units.indices {
        let changes = moved.events.filter {
          $0.unit == unit && ($0.kind == .shiftStarted || $0.kind == .shiftEnded)
        }
        for (first, next) in zip(changes, changes.dropFirst()) {
          #expect(first.kind != next.kind, "A shift ends before the next starts")
          #expect(first.timeInSeconds <= next.timeInSeconds)
        }
      }
    }
  }

  @Test("a strategy is told of each abstracted shift when it would have started")
  func abstracted() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 4)
    for unit in scenario.operation.units.indices { scenario.operation.units[unit].abstraction = 0.3 }
    let (outcome, told) = try run(scenario)
    #expect(outcome.dosage.abstractedShifts > 5)
    #expect(told.changes.count == outcome.dosage.abstractedShifts)
    #expect(told.activities.allSatisfy { $0 == .offDuty })
  }

  @Test("a strategy is told of each unit that a call takes and of each that is back, with its next task")
  func calls() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 4)
    scenario.calls = SmallTown.calls(in: scenario, perDay: 12)
    for unit in scenario.operation.units.indices { scenario.operation.units[unit].isRingfenced = false }
    let (outcome, told) = try run(scenario)
    let assigned = outcome.events.filter { $0.kind == .unitAssigned && ($0.unit ?? 9) < 2 }.count
    let taken = told.changes.filter { if case .taken = $0 { true } else { false } }
    #expect(assigned > 20 && taken.count == assigned)
    #expect(taken.contains { if case .taken(_, from: .some) = $0 { true } else { false } })
    let back = zip(told.changes, told.activities).filter {
      if case .cleared = $0.0 { true } else { false }
    }
    #expect(back.count > 10)
    for (_, activity) in back {
      if case .responding = activity { Issue.record("It is at another call already") }
      if case .offDuty = activity { Issue.record("It has gone home") }
    }
  }

  @Test("a strategy is told of each arrest that takes a unit, and of the place that it left")
  func arrests() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 6)
    scenario.deterrence.witnessedShare = 0.5
    scenario.operation.arrestProcessingInHours = 1
    let (outcome, told) = try run(scenario)
    let started = outcome.events.filter { $0.kind == .processingStarted }
    let taken = told.changes.compactMap { change -> Int? in
      if case .taken(_, let place) = change { place } else { nil }
    }
    #expect(!started.isEmpty && taken == started.compactMap(\.place))
    #expect(told.changes.contains { if case .cleared = $0 { true } else { false } })
  }
}
