// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@Suite("Laws of any town", .tags(.theory))
struct ConservationValidationTests {
  /// Towns drawn in each of the ten parts of the test: 10,000 in all in a release build, a fifth of them in a debug build.
  private let townsInEachPart = _isDebugAssertConfiguration() ? 200 : 1_000

  private func strategy(_ town: Int) -> LabelledStrategy? {
    let names = StrategyCatalogue.standard.names.filter { $0 != "no-extra-patrol" }
    return StrategyCatalogue.standard.strategy(for: StrategyConfiguration(names[town % names.count]))
  }

  @Test(
    "in thousands of random towns each potential offence has one fate; where patrol deters nothing the same ones happen",
    arguments: 0..<10)
  func conservation(part: Int) throws {
    var sums = [Int](repeating: 0, count: OutcomeField.allCases.count)
    for town in part * townsInEachPart..<(part + 1) * townsInEachPart {
      var drawn = SmallRandomTown(seed: UInt64(town))
      let scenario = drawn.scenario()
      let isNull = scenario.deterrence.preset == .null
      let without = try #require(
        StrategyCatalogue.standard.strategy(for: StrategyConfiguration("no-extra-patrol")))
      let strategies = [without, try #require(strategy(town))]
      let runner = ReplicationRunner(scenario: scenario, seed: UInt64(town), strategies: strategies)
      let (history, outcomes) = runner.run(replication: 1, recording: RecordingOptions(keepsBook: isNull))
      let places = scenario.crime.places.indices
      #expect(history.fates.isConserved, "town \(town)")
      for outcome in outcomes {
        #expect(outcome.fates.isConserved, "town \(town), \(outcome.strategy)")
        #expect(outcome.contact?.tips.isConserved ?? true, "town \(town), \(outcome.strategy)")
        func total(_ field: OutcomeField) -> Int {
          Phase.allCases.reduce(0) { $0 + outcome.fates.total(field, in: $1, places: places) }
        }
        let isBalanced =
          total(.landed) == total(.landedHere)
          && total(.happened) == total(.happenedInPlace) + total(.landedHere)
        #expect(isBalanced, "town \(town), \(outcome.strategy)")
        for field in OutcomeField.allCases { sums[field.rawValue] += total(field) }
      }
      if isNull { #expect(facts(outcomes[0]) == facts(outcomes[1]), "town \(town)") }
    }
    for field in OutcomeField.allCases { #expect(sums[field.rawValue] > 100, "\(field) comes about") }
  }

  /// What an offence is, without what the police know of it.
  private func facts(_ outcome: ReplicationOutcome) -> [[UInt64]] {
    outcome.book.map { [$0.id, $0.timeInSeconds.bitPattern, UInt64($0.place), UInt64($0.type)] }
  }
}
