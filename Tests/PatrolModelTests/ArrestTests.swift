// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolStrategies
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Arrests take time")
struct ArrestTests {
  private func outcomes(_ scenario: Scenario, seed: UInt64 = 6) -> [ReplicationOutcome] {
    ReplicationRunner(scenario: scenario, seed: seed, strategies: allStrategies() + [Restless.labelled])
      .run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes
  }

  @Test("the hours of units add up: travel, visits, breaks, standing by and processing are the shift")
  func hoursAddUp() {
    for hours in [0.0, 3] {
      var scenario = SmallTown.withEverything(deterrence: Deterrence())
      scenario.operation.arrestProcessingInHours = hours
      for outcome in outcomes(scenario).dropFirst() {
        for dosage in [outcome.dosage, outcome.dosageAfter] {
          let sum =
            dosage.travelHours + dosage.visitHours + dosage.breakHours + dosage.standByHours
            + dosage.processingHours
          // All units have two officers.
          #expect(abs(2 * sum - dosage.officerHours) < 1e-6 * dosage.officerHours, "\(outcome.strategy)")
          #expect(
            dosage.officerHours > 0 && dosage.visitsStarted == dosage.visitsCompleted + dosage.visitsCut)
          #expect((dosage.processingHours > 0) == (hours > 0), "\(outcome.strategy)")
        }
      }
    }
  }

  @Test("the unit that came first breaks off its visit for the time that the scenario says")
  func whoProcesses() {
    let scenario = SmallTown.withEverything(deterrence: Deterrence())
    for outcome in outcomes(scenario).dropFirst() {
      /// When each unit came to the place where it is, and when it began to process an arrest.
      var came = [Int: (place: Int, second: Double)]()
      var began = [Int: Double]()
      var arrest: (place: Int, present: [Int: (place: Int, second: Double)])?
      var (processed, shared) = (0, 0)
      for event in outcome.events {
        let time = event.timeInSeconds
        if event.kind == .arrest, let place = event.place {
          arrest = (place, came.filter { $1.place == place })
        }
        guard let unit = event.unit else { continue }
        switch event.kind {
        case .arrived: came[unit] = (event.place ?? -1, time)
        case .left: came[unit] = nil
        case .processingStarted:
          processed += 1
          began[unit] = time
          #expect(came[unit] == nil && event.place == arrest?.place)
          let others = arrest?.present ?? [:]
          if others.count > 1 { shared += 1 }
          #expect(others[unit]?.second == others.values.map(\.second).min())
        case .processingEnded:
          #expect(abs(time - (began[unit] ?? 0) - 3 * 3_600) < 1e-6)
          began[unit] = nil
        case .shiftEnded: began[unit] = nil
        default:
          #expect(began[unit] == nil, "A unit that processes an arrest does nothing else: \(event.kind)")
        }
      }
      #expect(
        processed > 20 && processed == outcome.events.count { $0.kind == .arrest }, "\(outcome.strategy)")
      if outcome.strategy == "restless" { #expect(shared > 0) }
    }
  }

  @Test("without the key no unit processes an arrest, and nothing else changes")
  func offByDefault() {
    var scenario = SmallTown.scenario()
    scenario.deterrence.witnessedShare = 0.5
    for outcome in outcomes(scenario).dropFirst() {
      #expect(outcome.dosage.processingHours == 0)
      #expect(outcome.events.contains { $0.kind == .arrest })
      #expect(!outcome.events.contains { $0.kind == .processingStarted })
    }
  }
}
