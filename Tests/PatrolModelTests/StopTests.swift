// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Stops")
struct StopTests {
  private func outcomes(
    _ scenario: Scenario, seed: UInt64 = 8, recording: RecordingOptions = RecordingOptions(keepsBook: true)
  ) -> [ReplicationOutcome] {
    ReplicationRunner(scenario: scenario, seed: seed, strategies: allStrategies())
      .run(replication: 1, recording: recording).outcomes
  }

  @Test("come to an arrest, no further action and another outcome in the shares of the rule", .tags(.theory))
  func shares() {
    var process = StopProcess(Stops())
    process.reset(units: [0], seed: 3, replication: 1)
    // A share of .13 that is 1% off fails with power .9 from 10⁴ · 5.17² · .87/.13 = 1,790,000 searches on.
    let count = 2_400_000
    var counts: [StopOutcome: Int] = [:]
    for _ in 0..<count { counts[process.takePlace(0, searchFactor: 1), default: 0] += 1 }
    let searches = count - counts[.arrest, default: 0]
    #expect(searches > 1_790_000)
    func contains(_ share: Double, _ part: Int, of whole: Int) -> Bool {
      wilsonInterval(successes: part, trials: whole, level: 0.9999).contains(share)
    }
    #expect(contains(0.13, counts[.searchArrest, default: 0], of: searches))
    #expect(contains(0.76, counts[.noFurtherAction, default: 0], of: searches))
    #expect(contains(0.11, counts[.otherOutcome, default: 0], of: searches))
    // Of 1.83 searches and .85 arrests in 100 hours, .13 · 1.83 arrests are by a search.
    #expect(contains(1.83 / (1.83 + 0.85 - 0.13 * 1.83), searches, of: count))
  }

  @Test(
    "are a Poisson process over the hours that units spend at places, at the rate of their tactic",
    .tags(.theory),
    arguments: [("visible-foot", 1.0), ("stop-checks", 5)])
  func hours(tactic: String, searchFactor: Double) throws {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 32, afterWeeks: 0)
    scenario.stops = Stops()
    scenario.operation.tactic = tactic
    scenario.stops?.searchesPer100Hours = 10_000 / searchFactor
    scenario.stops?.arrestsPer100Hours = 1_300 / searchFactor
    let notes = Notes()
    let outcome = ReplicationRunner(scenario: scenario, seed: 4, strategies: [Observer.labelled(notes)])
      .run(replication: 1).outcomes[0]
    let contact = try #require(outcome.contact)
    let searches = contact.wards.reduce(0) { $0 + $1.searches }
    let expected = 100 * outcome.dosage.visitHours
    // A rate that is 1% off fails with power .9 from (5.17/.01)² = 267,000 searches on.
    #expect(expected > 267_000)
    #expect(abs(Double(searches) - expected) < normalQuantile(1 - 0.5e-4) * expected.squareRoot())
    #expect(contact.wards.allSatisfy { $0[.arrest] == 0 }, "All arrests are by a search")
    #expect(notes.stops.count > 260_000 && notes.stops.count <= searches)
    #expect(zip(notes.stops, notes.stops.dropFirst()).allSatisfy { $0.timeInSeconds <= $1.timeInSeconds })
    #expect(notes.stops.allSatisfy { $0.place == 0 || $0.place == 2 })
  }

  @Test("change nothing of what happens, where arrests are of no series")
  func changeNothing() throws {
    var scenario = SmallTown.scenario()
    let off = outcomes(scenario)
    scenario.stops = Stops()
    scenario.stops?.searchesPer100Hours = 200
    scenario.stops?.arrestsPer100Hours = 100
    for (on, off) in zip(outcomes(scenario), off) {
      #expect(on.book == off.book && on.fates == off.fates && on.weekly == off.weekly)
      #expect(on.dosage == off.dosage)
      let searches = try #require(on.contact).wards.reduce(0) { $0 + $1.searches }
      #expect((searches > 100) == (on.strategy != "no-extra-patrol"))
    }
  }

  @Test("of an offender of a series end it; not where arrests end no series")
  func seriesArrests() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 8)
    for kind in scenario.crime.seriesKinds.indices {
      scenario.crime.seriesKinds[kind].startsPerPlaceAndYear = 6
      scenario.crime.seriesKinds[kind].multiplier = 5
      scenario.crime.seriesKinds[kind].offenders = 2
    }
    scenario.deterrence.witnessedShare = 0
    scenario.stops = Stops()
    scenario.stops?.searchesPer100Hours = 100
    scenario.stops?.arrestsPer100Hours = 13
    func died(_ outcome: ReplicationOutcome) -> Int {
      outcome.fates.total(.diedWithSeries, in: .campaign, places: 0..<6)
    }
    func seriesArrests(_ outcome: ReplicationOutcome) throws -> (series: Int, all: Int) {
      let wards = try #require(outcome.contact).wards
      return wards.reduce((0, 0)) { ($0.0 + $1.seriesArrests, $0.1 + $1[.searchArrest]) }
    }
    for outcome in outcomes(scenario) {
      #expect(try died(outcome) == 0 && seriesArrests(outcome).series == 0)
    }
    scenario.stops?.seriesArrestShare = 1
    for outcome in outcomes(scenario).dropFirst() {
      #expect(outcome.fates.isConserved)
      let arrests = try seriesArrests(outcome)
      #expect(died(outcome) > 0 && arrests.series > 0 && arrests.series <= arrests.all)
    }
    scenario.deterrence.arrestsEndSeries = false
    for outcome in outcomes(scenario) { #expect(try seriesArrests(outcome).series == 0) }
  }

  @Test("with a duration lengthen the visit by it, and stay within the shift")
  func duration() {
    var scenario = SmallTown.scenario()
    scenario.stops = Stops()
    scenario.stops?.searchesPer100Hours = 200
    scenario.stops?.arrestsPer100Hours = 26
    scenario.stops?.searchDurationInMinutes = 7
    let notes = Notes()
    let runner = ReplicationRunner(scenario: scenario, seed: 4, strategies: [Observer.labelled(notes)])
    let outcome = runner.run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes[0]
    let campaignEnd = runner.calendar.dayStartInSeconds[7 * 12]
    var (arrived, searches, lengthened) = ([0.0, 0], [0, 0], 0)
    var shiftEnds: [Double] = [0, 0]
    for event in outcome.events {
      guard let unit = event.unit else { continue }
      switch event.kind {
      case .shiftStarted: shiftEnds[unit] = min(event.timeInSeconds + 9 * 3_600, campaignEnd)
      case .arrived: (arrived[unit], searches[unit]) = (event.timeInSeconds, 0)
      case .search: searches[unit] += 1
      case .left:
        let length = event.timeInSeconds - arrived[unit]
        let planned = (15 + 7 * Double(searches[unit])) * 60
        // Times are sums of seconds since the start of the run: some 10⁻⁹ s each.
        if event.timeInSeconds < shiftEnds[unit] - 1e-6 { #expect(abs(length - planned) < 1e-6) }
        #expect(length <= planned + 1e-6)
        if searches[unit] > 0 { lengthened += 1 }
      default: break
      }
    }
    #expect(lengthened > 50)
    #expect(outcome.dosage.visitsStarted == outcome.dosage.visitsCompleted + outcome.dosage.visitsCut)
  }

  @Test("that end in an arrest take the unit off patrol where arrests take time, and others don't")
  func processing() {
    var scenario = SmallTown.scenario()
    scenario.deterrence.witnessedShare = 0
    scenario.operation.arrestProcessingInHours = 0.5
    scenario.stops = Stops()
    scenario.stops?.searchesPer100Hours = 200
    scenario.stops?.arrestsPer100Hours = 100
    let outcome = ReplicationRunner(scenario: scenario, seed: 4, strategies: [Observer.labelled(Notes())])
      .run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes[0]
    let arrests = outcome.events.filter { $0.kind == .arrest }
    let processed = outcome.events.filter { $0.kind == .processingStarted }
    #expect(arrests.count > 50 && arrests.count < outcome.events.count { $0.kind == .search })
    #expect(arrests.map(\.timeInSeconds) == processed.map(\.timeInSeconds))
    #expect(arrests.map(\.unit) == processed.map(\.unit))
    #expect(outcome.contact?.wards.reduce(0) { $0 + $1.arrests } == arrests.count)
  }
}
