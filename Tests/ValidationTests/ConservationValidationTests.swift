// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@Suite("Laws of any town", .tags(.theory))
struct ConservationValidationTests {
  /// Towns drawn in each of the ten parts of the test: 10,000 in all in a release build, a tenth of them in a debug build.
  private let townsInEachPart = _isDebugAssertConfiguration() ? 100 : 1_000

  private func strategy(_ town: Int) -> LabelledStrategy? {
    let names = StrategyCatalogue.standard.entries.filter { $0.name != "no-extra-patrol" && !$0.needsProgram }
      .map(\.name)
    return StrategyCatalogue.standard.strategy(for: StrategyConfiguration(names[town % names.count]))
  }

  @Test(
    "in thousands of random towns each potential offence and each call has one fate; without deterrence the same offences happen",
    arguments: 0..<10)
  func conservation(part: Int) throws {
    var sums = [Int](repeating: 0, count: OutcomeField.allCases.count)
    var calls = CallSums()
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
        for sums in outcome.calls?.grades ?? [] {
          #expect(hasOneFateEach(sums), "town \(town), \(outcome.strategy)")
          calls.queued += sums.queued
          calls.lost += sums.lost
          calls.cleared += sums.cleared
        }
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
    let often = townsInEachPart / 10
    #expect(calls.queued > often && calls.lost > often && calls.cleared > often)
    for field in OutcomeField.allCases { #expect(sums[field.rawValue] > often, "\(field) comes about") }
  }

  /// Whether each call is cleared, in service, waiting or lost, and each that is answered in service or cleared.
  private func hasOneFateEach(_ sums: CallSums) -> Bool {
    sums.answered == sums.cleared + sums.inServiceAtEnd
      && sums.received == sums.answered + sums.waitingAtEnd + sums.lost
      && sums.queued >= sums.waitingAtEnd && sums.overTarget <= sums.answered
      && (0...sums.responseInSeconds).contains(sums.delayInSeconds)
  }

  /// What an offence is, without what the police know of it.
  private func facts(_ outcome: ReplicationOutcome) -> [[UInt64]] {
    outcome.book.map { [$0.id, $0.timeInSeconds.bitPattern, UInt64($0.place), UInt64($0.type)] }
  }
}
