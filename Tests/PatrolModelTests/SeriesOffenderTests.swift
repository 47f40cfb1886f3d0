// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolStrategies
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Offenders of series")
struct SeriesOffenderTests {
  /// A town in which most crime is that of series.
  private func scenario(offenders: Int, rateFactor: Double) -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 24, afterWeeks: 0)
    for type in scenario.crime.types.indices {
      scenario.crime.types[type].nearRepeats = 0
      scenario.crime.types[type].overdispersion = 0
    }
    for kind in scenario.crime.seriesKinds.indices {
      scenario.crime.seriesKinds[kind].startsPerPlaceAndYear = 4
      scenario.crime.seriesKinds[kind].meanLengthInDays = 60
      scenario.crime.seriesKinds[kind].multiplier = 30
      scenario.crime.seriesKinds[kind].offenders = offenders
    }
    for place in scenario.crime.places.indices {
      for type in scenario.crime.types.indices {
        scenario.crime.places[place].ratesPerYear[type] *= rateFactor
      }
    }
    return scenario
  }

  /// A replication's offences by hand, to a process that has met none of them.
  private func begin(_ scenario: Scenario, seed: UInt64) -> (OffenceProcess, [PotentialOffence]) {
    let tables = RunTables(scenario: scenario)
    var stream = PotentialCrimeStream(model: tables.crime)
    stream.begin(seed: seed, replication: 1)
    var (offences, block): ([PotentialOffence], [PotentialOffence]) = ([], [])
    while stream.drawNextBlock(into: &block) != nil { offences += block }
    var process = OffenceProcess(
      tables: tables, ledger: tables.ledger(days: 0..<7 * scenario.phases.weekCount))
    process.reset(
      ReplicationIdentity(
        seed: seed, number: 1, recording: RecordingOptions(keepsBook: true),
        deterrence: tables.deterrence(seed: seed, replication: 1)), series: stream.series)
    return (process, offences)
  }

  private func died(_ process: OffenceProcess, _ scenario: Scenario) -> Int {
    Phase.allCases.reduce(0) {
      $0 + process.ledger.fates.total(.diedWithSeries, in: $1, places: scenario.crime.places.indices)
    }
  }

  @Test("after the arrest of one of n, exactly his later offences die: 1 in n of them", .tags(.theory))
  func oneOfThree() {
    let scenario = scenario(offenders: 3, rateFactor: 300)
    var (process, offences) = begin(scenario, seed: 3)
    let split = offences.count / 10
    for offence in offences[..<split] { process.handle(offence) }
    for offence in offences where offence.series >= 0 {
      process.arrestOffender(1, ofSeries: Int(offence.series), atSecond: offences[split].timeInSeconds)
    }
    for offence in offences[split...] { process.handle(offence) }
    // Nobody patrols: what did not die with its series happened.
    func isHis(_ offence: PotentialOffence) -> Bool {
      offence.series >= 0 && process.offender(of: offence) == 1
    }
    let expected = offences[..<split] + offences[split...].filter { !isHis($0) }
    #expect(process.ledger.book.map(\.id) == expected.map(\.id))
    let all = offences[split...].count { $0.series >= 0 }
    let his = offences[split...].count(where: isHis)
    #expect(died(process, scenario) == his)
    // A share of 2/3 left that is 1% off fails with power .9 from 10⁴ · 5.17² · (1/3)/(2/3) = 134,000 offences on.
    #expect(all > 134_000)
    #expect(wilsonInterval(successes: all - his, trials: all, level: 0.9999).contains(2.0 / 3))
  }

  @Test("when all are arrested the series has ended; with one offender an arrest ends it")
  func allArrested() {
    for count in [1, 3] {
      let scenario = scenario(offenders: count, rateFactor: 1)
      var (process, offences) = begin(scenario, seed: 4)
      for offence in offences where offence.series >= 0 {
        for offender in 0..<count {
          process.arrestOffender(offender, ofSeries: Int(offence.series), atSecond: 0)
        }
      }
      for offence in offences { process.handle(offence) }
      #expect(died(process, scenario) == offences.count { $0.series >= 0 })
    }
  }

  @Test("an arrest touches no other series, no earlier offence, and repeating it changes nothing")
  func bounds() {
    var offenders = SeriesOffenders()
    let kinds = [SeriesKind(name: "a", offenders: 2, types: []), SeriesKind(name: "b", types: [])]
    let scenario = scenario(offenders: 2, rateFactor: 1)
    let tables = RunTables(scenario: scenario)
    var stream = PotentialCrimeStream(model: tables.crime)
    stream.begin(seed: 1, replication: 1)
    let series = Array(stream.series.filter { $0.kind < 2 }.prefix(40))
    offenders.reset(series: series, kinds: kinds)
    for (index, one) in series.enumerated() {
      #expect(offenders.count(ofSeries: index) == (one.kind == 0 ? 2 : 1))
    }
    let index = series.firstIndex { $0.kind == 0 } ?? -1
    offenders.arrest(1, ofSeries: index, atSecond: 100)
    offenders.arrest(1, ofSeries: index, atSecond: 200)
    #expect(offenders.isArrested(1, ofSeries: index, bySecond: 100))
    #expect(!offenders.isArrested(1, ofSeries: index, bySecond: 99))
    #expect(!offenders.isArrested(0, ofSeries: index, bySecond: 1e9))
    for other in series.indices {
      #expect(offenders.hasArrest(inSeries: other, bySecond: 150) == (other == index))
    }
    offenders.reset(series: series, kinds: kinds)
    #expect(!offenders.hasArrest(inSeries: index, bySecond: 1e9))
  }

  @Test(
    "more offenders change no other number: the same offences are potential, and fewer die with their series")
  func moreOffenders() {
    var deterrence = Deterrence(preset: .null)
    deterrence.arrestsEndSeries = true
    deterrence.witnessedShare = 1
    func fates(offenders: Int) -> FateTable {
      var scenario = scenario(offenders: offenders, rateFactor: 1)
      scenario.deterrence = deterrence
      let strategies = ["fixed-rota"].compactMap {
        StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0))
      }
      return ReplicationRunner(scenario: scenario, seed: 6, strategies: strategies)
        .run(replication: 1).outcomes[0].fates
    }
    let (one, four) = (fates(offenders: 1), fates(offenders: 4))
    func total(_ field: OutcomeField, _ fates: FateTable) -> Int {
      fates.total(field, in: .campaign, places: 0..<6)
    }
    #expect(total(.potential, one) == total(.potential, four))
    #expect(total(.diedWithSeries, four) > 0)
    #expect(total(.diedWithSeries, one) > total(.diedWithSeries, four))
    // The only offender's arrest ends the series; of four, the first arrests leave others at large.
    #expect(total(.diedWithEndedSeries, one) == total(.diedWithSeries, one))
    #expect(total(.diedWithEndedSeries, four) < total(.diedWithSeries, four))
  }
}

extension Tag {
  /// A comparison with theory, inside a confidence interval.
  @Tag static var theory: Self
}
