// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolModel

@Suite("Familiarity")
struct FamiliarityTests {
  @Test("from nothing h hours give 1 − exp(−h/τ), and weeks of absence halve it by their half-life")
  func closedForm() {
    let hour = 3_600.0
    var familiarity = Familiarity(FamiliarityRule(), unitCount: 2, wardCount: 3)
    #expect(familiarity.value(ofUnit: 1, ward: 2, atSecond: 5 * hour) == 0)
    familiarity.note(unit: 1, ward: 2, isHere: true, atSecond: 10 * hour)
    let grown = 1 - exp(-20 / 40.0)
    #expect(abs(familiarity.value(ofUnit: 1, ward: 2, atSecond: 30 * hour) - grown) < 1e-12)
    familiarity.note(unit: 1, ward: 2, isHere: false, atSecond: 30 * hour)
    for weeks in [0.0, 8, 12] {
      let value = familiarity.value(ofUnit: 1, ward: 2, atSecond: (30 + weeks * 168) * hour)
      #expect(abs(value - grown * exp2(-weeks / 8)) < 1e-12)
    }
    #expect(familiarity.value(ofUnit: 0, ward: 2, atSecond: 30 * hour) == 0)
    #expect(familiarity.value(ofUnit: 1, ward: 1, atSecond: 30 * hour) == 0)
    familiarity.reset()
    #expect(familiarity.value(ofUnit: 1, ward: 2, atSecond: 900 * hour) == 0)
  }

  @Test("it does not matter how the hours are split")
  func split() {
    var (whole, parts) = (
      Familiarity(FamiliarityRule(), unitCount: 1, wardCount: 1),
      Familiarity(FamiliarityRule(), unitCount: 1, wardCount: 1)
    )
    whole.note(unit: 0, ward: 0, isHere: true, atSecond: 0)
    for second in [0.0, 1_000, 5_000, 90_000] {
      parts.note(unit: 0, ward: 0, isHere: true, atSecond: second)
      parts.note(unit: 0, ward: 0, isHere: false, atSecond: second)
      parts.note(unit: 0, ward: 0, isHere: true, atSecond: second)
    }
    let (one, many) = (
      whole.value(ofUnit: 0, ward: 0, atSecond: 100_000), parts.value(ofUnit: 0, ward: 0, atSecond: 100_000)
    )
    #expect(abs(one - many) < 1e-12)
  }

  /// What a strategy saw of a unit's familiarity, beside what its visits come to.
  private final class Seen: @unchecked Sendable {
    var pairs: [(seen: Double, expected: Double)] = []
    var isUnknown = true
  }

  /// Visits at random, and looks at how well its one unit knows the ward of the high street.
  private struct Watching: DeploymentStrategy {
    let seen: Seen
    var random = RandomStream(seed: 1, replication: 1, name: "test")

    mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
      if let value = view.familiarity(ofUnit: unit, atPlace: 0) {
        seen.isUnknown = false
        var (expected, last) = (0.0, 0.0)
        for visit in view.visits where visit.place == 0 {
          let start = visit.endInSeconds - visit.minutes * 60
          expected *= exp2(-(start - last) / (8 * 7 * 86_400))
          expected = 1 - (1 - expected) * exp(-visit.minutes / 60 / 40)
          last = visit.endInSeconds
        }
        seen.pairs.append((value, expected * exp2(-(view.nowInSeconds - last) / (8 * 7 * 86_400))))
      }
      return .visit(place: random.uniform(below: 2) * 2, minutes: 10 + 50 * random.uniform())
    }
  }

  @Test("a strategy sees what the visits of a unit to a ward come to, where it is simulated")
  func inARun() {
    for rule in [FamiliarityRule(), nil] {
      var scenario = SmallTown.scenario(campaignWeeks: 8)
      scenario.crime.places[2].ward = "Other"
      scenario.operation.units.removeLast()
      scenario.operation.familiarity = rule
      let seen = Seen()
      let runner = ReplicationRunner(
        scenario: scenario, seed: 1,
        strategies: [LabelledStrategy(label: "w", strategy: Watching(seen: seen))])
      for replication in 1...2 { _ = runner.run(replication: replication) }
      #expect(seen.isUnknown == (rule == nil))
      #expect(seen.pairs.allSatisfy { abs($0.seen - $0.expected) < 1e-9 })
      #expect(rule == nil || (seen.pairs.map(\.seen).max() ?? 0) > 0.8)
    }
  }
}
