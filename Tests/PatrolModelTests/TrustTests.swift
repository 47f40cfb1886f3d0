// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Trust")
struct TrustTests {
  private static let week = 604_800.0

  private func field(_ law: Trust? = Trust(), campaignEnd: Double = 1e12) -> TrustField {
    var places = SmallTown.scenario().crime.places
    places[1].ward = "Other"
    return TrustField(law, wards: WardIndex(places), campaignEnd: campaignEnd)
  }

  @Test("goes back to its mean by half every half-life, however often it is asked for")
  func closedForm() {
    var field = field()
    field.change(ward: 0, by: -0.2, second: 10 * Self.week)
    for halfLives in [0.0, 0.5, 1, 2, 7.25] {
      let time = (10 + 26 * halfLives) * Self.week
      // A rounding of the exponent's last digit is worth some 10⁻¹⁵.
      #expect(abs(field.trust(inWard: 0, second: time) - (0.6 - 0.2 * exp2(-halfLives))) < 1e-14)
      #expect(field.trust(inWard: 1, second: time) == 0.6)
    }
    field.change(ward: 0, by: 0.3, second: 36 * Self.week)
    #expect(abs(field.trust(inWard: 0, second: 62 * Self.week) - (0.6 + 0.2 / 2)) < 1e-14)
  }

  @Test("stays between 0 and 1, and is its mean to the byte where nothing moved it")
  func bounds() {
    var field = field()
    #expect(field.factor(at: 0, second: 3e8) == 1)
    for _ in 0..<1_000 { field.searchedInVain(at: 0, second: 5) }
    #expect(field.trust(inWard: 0, second: 5) == 0)
    field.change(ward: 0, by: 7, second: 6)
    #expect(field.trust(inWard: 0, second: 6) == 1)
    #expect(field.factor(at: 0, second: 6) == field.greatestFactor)
    field.reset()
    #expect(field.factor(at: 0, second: 7) == 1)
    var off = self.field(nil)
    off.change(ward: 0, by: -0.5, second: 1)
    #expect(off.factor(at: 0, second: 2) == 1 && off.values(second: 2).isEmpty)
  }

  @Test("at the end of the campaign is kept when it changes afterwards")
  func campaignEnd() {
    var field = field(campaignEnd: 100 * Self.week)
    field.change(ward: 0, by: -0.1, second: 74 * Self.week)
    let before = field.valuesAtCampaignEnd()
    #expect(abs(before[0] - 0.55) < 1e-14 && before[1] == 0.6)
    field.change(ward: 0, by: 0.2, second: 101 * Self.week)
    field.change(ward: 1, by: 0.2, second: 102 * Self.week)
    #expect(field.valuesAtCampaignEnd() == before)
    #expect(field.values(second: 102 * Self.week)[1] == 0.8)
  }

  @Test(
    "scales reporting: an offence is reported with probability min(1, ρ·T/T₀)", .tags(.theory),
    arguments: [(0.9, 0.6), (0.5, 1.0)])
  func reporting(mean: Double, trust: Double) {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 24, afterWeeks: 0)
    for type in scenario.crime.types.indices {
      scenario.crime.types[type].nearRepeats = 0
      scenario.crime.types[type].recordedShare = 0.9
      for place in scenario.crime.places.indices {
        scenario.crime.places[place].ratesPerYear[type] *= 150
      }
    }
    var law = Trust()
    (law.mean, law.halfLifeInWeeks) = (mean, 1e12)
    scenario.trust = law
    let tables = RunTables(scenario: scenario)
    var stream = PotentialCrimeStream(model: tables.crime)
    stream.begin(seed: 2, replication: 1)
    var process = OffenceProcess(tables: tables, ledger: tables.ledger(days: 0..<7 * 25))
    process.reset(
      ReplicationIdentity(
        seed: 2, number: 1, recording: RecordingOptions(),
        deterrence: tables.deterrence(seed: 2, replication: 1)), series: stream.series)
    process.trust.change(ward: 0, by: trust - mean, second: 0)
    var block: [PotentialOffence] = []
    while stream.drawNextBlock(into: &block) != nil { for offence in block { process.handle(offence) } }
    func total(_ field: OutcomeField) -> Int {
      Phase.allCases.reduce(0) { $0 + process.ledger.fates.total(field, in: $1, places: 0..<6) }
    }
    let (happened, reported) = (total(.happened), total(.reported))
    let expected = min(1, 0.9 * trust / mean)
    // A share of .6 that is 1% off fails with power .9 from 10⁴ · 5.17² · .4/.6 = 178,000 on.
    #expect(happened > 178_000)
    if expected == 1 {
      #expect(reported == happened)
    } else {
      #expect(wilsonInterval(successes: reported, trials: happened, level: 0.9999).contains(expected))
    }
  }

  @Test("that stays at its mean changes no byte; what stops do to it, they do by ward")
  func inARun() throws {
    var scenario = SmallTown.scenario()
    scenario.crime.places[2].ward = "Station ward"
    func run() -> [ReplicationOutcome] {
      ReplicationRunner(scenario: scenario, seed: 5, strategies: strategiesWithUsualTactics())
        .run(replication: 1, recording: RecordingOptions(keepsBook: true)).outcomes
    }
    let off = run()
    scenario.trust = Trust()
    for (on, off) in zip(run(), off) {
      #expect(on.book == off.book && on.weekly == off.weekly && on.fates == off.fates)
      #expect(on.contact?.wards.map(\.trustAtEnd) == [0.6, 0.6])
      #expect(off.contact == nil)
    }
    scenario.stops = Stops()
    scenario.stops?.searchesPer100Hours = 100
    scenario.stops?.arrestsPer100Hours = 100
    scenario.trust?.justContactGain = 0
    for outcome in run().dropFirst() {
      for ward in try #require(outcome.contact).wards {
        // What n searches took has faded for no longer than the campaign of four weeks.
        let taken = 0.002 * Double(ward[.noFurtherAction])
        let left = 0.6 - (try #require(ward.trustAtCampaignEnd))
        #expect(left <= taken * (1 + 1e-12) && left >= taken * exp2(-4 / 26.0), "\(outcome.strategy)")
        #expect(taken > 0)
        let atEnd = try #require(ward.trustAtEnd)
        #expect(abs(0.6 - atEnd - left * exp2(-2 / 26.0)) < 1e-12)
      }
    }
  }

  @Test("a tactic moves the trust of a ward by its amount for each hour of visits")
  func tactics() throws {
    var scenario = SmallTown.scenario(afterWeeks: 0)
    scenario.trust = Trust()
    // So slow that nothing comes back within the run.
    scenario.trust?.halfLifeInWeeks = 1e12
    scenario.operation.tactic = "micro-engagement"
    let runner = ReplicationRunner(scenario: scenario, seed: 6, strategies: strategiesWithUsualTactics())
    for outcome in runner.run(replication: 1).outcomes {
      let expected = min(1, 0.6 + 0.002 * outcome.dosage.visitHours)
      let ward = try #require(outcome.contact?.wards.first)
      #expect(abs(try #require(ward.trustAtEnd) - expected) < 1e-9, "\(outcome.strategy)")
      #expect((expected > 0.6) == (outcome.strategy != "no-extra-patrol"))
    }
  }

  @Test("responses to calls within the time aimed at raise the trust of the ward, each by its amount")
  func responses() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 8, afterWeeks: 0)
    scenario.trust = Trust()
    scenario.trust?.halfLifeInWeeks = 1e12
    scenario.calls = SmallTown.calls(in: scenario, perDay: 20, units: 3)
    let runner = ReplicationRunner(scenario: scenario, seed: 6, strategies: strategiesWithUsualTactics())
    for outcome in runner.run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes {
      let calls = try #require(outcome.calls).total
      let arrived = outcome.events.count { $0.kind == .arrivedAtCall }
      // Those who set out in time but had not arrived by the end have not raised it yet.
      let underWay = outcome.events.count { $0.kind == .unitAssigned } - arrived
      let ward = try #require(outcome.contact?.wards.first)
      let responses = (try #require(ward.trustAtEnd) - 0.6) / 0.0001
      let prompt = Double(calls.answered - calls.overTarget)
      #expect(prompt > 100 && calls.overTarget > 20, "\(outcome.strategy)")
      #expect(
        responses <= prompt + 1e-6 && responses >= prompt - Double(underWay) - 1e-6, "\(outcome.strategy)")
    }
  }
}
