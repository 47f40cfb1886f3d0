// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolModel
import PatrolTesting
import Testing

/// Stands by and adds up the true rates, place by place, every hour of the campaign.
private struct Watcher: TruthInformedStrategy {
  final class Sums: @unchecked Sendable {
    var expected: [Double] = []
  }
  let sums: Sums
  private var truth: TrueRates?

  init(_ sums: Sums) { self.sums = sums }

  mutating func meet(_ truth: TrueRates) { self.truth = truth }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    guard let truth else { return .standBy(minutes: 60) }
    // Shifts start on the hour, and no break moves a decision off it.
    let now = view.nowInSeconds
    for place in sums.expected.indices {
      sums.expected[place] += truth.harmRate(
        at: place, inHour: view.calendar.hourIndex(atSecond: now), second: now)
    }
    return .standBy(minutes: 60)
  }
}

@Suite("The true rates are those of the crime that happens", .tags(.theory))
struct TrueRateValidationTests {
  /// A town with every kind of variation in its rates, where all harm is counted as one day an offence.
  private func variedTown() -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 8, campaignWeeks: 8, afterWeeks: 0)
    scenario.crime.contexts = ContextRule.standard
    for type in scenario.crime.types.indices {
      scenario.crime.types[type].harmInDays = 1
      scenario.crime.types[type].nearRepeats = type.isMultiple(of: 2) ? 0.35 : 0
      scenario.crime.types[type].overdispersion = 0.3
    }
    for kind in scenario.crime.seriesKinds.indices {
      scenario.crime.seriesKinds[kind].startsPerPlaceAndYear = 8
      scenario.crime.seriesKinds[kind].multiplier = 4
    }
    scenario.operation.shifts = [ShiftPattern(id: "all", startMinute: 0, lengthInMinutes: 1_440)]
    scenario.operation.units = [PatrolUnit(id: "watch", team: "town", shift: "all")]
    scenario.operation.breakInMinutes = 0
    return scenario
  }

  /// Offences are a counting process with the true rate as its intensity: what happened less what was expected
  /// has mean 0, and the variance of what was expected.
  @Test("offences less their true rate, added up, are a martingale: at each place the mean is nothing")
  func martingale() {
    let scenario = variedTown()
    let sums = Watcher.Sums()
    let runner = ReplicationRunner(
      scenario: scenario, seed: 41,
      strategies: [LabelledStrategy(label: "watcher", strategy: Watcher(sums))])
    let places = 0..<3
    let replications = 16
    var surplus = places.map { _ in [Double]() }
    for replication in 1...replications {
      sums.expected = places.map { _ in 0 }
      let outcome = runner.run(replication: replication).outcomes[0]
      for place in places {
        let happened = Double(outcome.fates.total(.happened, in: .campaign, places: [place]))
        surplus[place].append((happened - sums.expected[place]) / sums.expected[place].squareRoot())
      }
    }
    for place in places {
      let tally = Tally(surplus[place])
      let z = tally.mean * Double(replications).squareRoot()
      #expect(abs(z) < 3.9, "place \(place): mean \(tally.mean), z \(z)")
      // χ² on 15 degrees of freedom, at a probability of 10⁻⁴ on each side.
      #expect((2.8...46).contains(15 * tally.variance), "place \(place): variance \(tally.variance)")
    }
  }
}
