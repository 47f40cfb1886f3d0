// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolModel

@Suite("Tips")
struct TipTests {
  /// A town with a lot of series, near repeats and tips.
  private func talkativeTown() -> Scenario {
    var scenario = SmallTown.scenario(campaignWeeks: 6, afterWeeks: 3)
    for type in scenario.crime.types.indices { scenario.crime.types[type].nearRepeats = 0.05 }
    scenario.tips = Tips()
    scenario.tips?.perPlaceAndWeek = 8
    return scenario
  }

  @Test(
    "true ones come while a series is under way, false ones while none is, each at its rate", .tags(.theory))
  func rates() throws {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 16, afterWeeks: 0)
    for type in scenario.crime.types.indices { scenario.crime.types[type].nearRepeats = 0 }
    for kind in scenario.crime.seriesKinds.indices {
      scenario.crime.seriesKinds[kind].startsPerPlaceAndYear = 1
      scenario.crime.seriesKinds[kind].meanLengthInDays = 60
    }
    scenario.crime.types = scenario.crime.types.map {
      var type = $0
      (type.recordedShare, type.discoveryProbability) = (0, 0)
      return type
    }
    var tips = Tips()
    (tips.perPlaceAndWeek, tips.trueShare) = (8_000, 0.5)
    // None of them reaches analysts in the run, which would take long to follow.
    (tips.leadMedianInHours, tips.leadVariation) = (8_784, 0)
    scenario.tips = tips
    let tables = RunTables(scenario: scenario)
    var stream = PotentialCrimeStream(model: tables.crime)
    stream.begin(seed: 6, replication: 1)
    let active = (0..<6).reduce(0.0) { sum, place in
      sum + covered(stream.series.filter { $0.place == place }, tables.campaignStart, tables.campaignEnd)
    }
    let idle = 6 * (tables.campaignEnd - tables.campaignStart) - active
    let outcome = ReplicationRunner(
      scenario: scenario, seed: 6, strategies: [allStrategies()[0]]
    ).run(replication: 1).outcomes[0]
    let table = try #require(outcome.contact).tips
    let odds = exp(4 * 60 / 365.25) - 1
    for (isTrue, seconds, perWeek) in [(true, active, 8_000), (false, idle, 8_000 * odds)] {
      let expected = seconds / 604_800 * perWeek
      // A rate that is 1% off fails with power .9 from (5.17/.01)² = 267,000 tips on.
      #expect(expected > 267_000)
      let distance = abs(Double(table.given(isTrue: isTrue)) - expected)
      #expect(distance < normalQuantile(1 - 0.5e-4) * expected.squareRoot(), "\(isTrue)")
      #expect(table.underWay(isTrue: isTrue) == table.given(isTrue: isTrue))
    }
    #expect(table.isConserved)
  }

  /// The seconds of a span that some series cover, each second once.
  private func covered(_ series: [CrimeSeries], _ start: Double, _ end: Double) -> Double {
    var (sum, reached) = (0.0, start)
    for one in series.sorted(by: { $0.startInSeconds < $1.startInSeconds }) {
      let from = max(reached, one.startInSeconds)
      let to = min(end, one.endInSeconds)
      if to > from { (sum, reached) = (sum + to - from, to) }
    }
    return sum
  }

  @Test("the rate of false ones makes the expected share of true ones π", arguments: [0.1, 0.5, 0.9, 1])
  func trueShare(share: Double) {
    var tips = Tips()
    tips.trueShare = share
    let crime = talkativeTown().crime
    for (place, ratio) in zip(crime.places, tips.falseTipsPerTrueRate(in: crime)) {
      // Series and near repeats that are under way are Poisson distributed, M/G/∞, if near repeats are independent.
      let nearRepeats = place.ratesPerYear.reduce(0) { $0 + 0.05 * $1 } * 14 / 365.25
      let idle = exp(-(4 * 0.5 * 21 / 365.25 + nearRepeats))
      let (trueRate, falseRate) = (1 - idle, ratio * idle)
      #expect(abs(trueRate / (trueRate + falseRate) - share) < 1e-12)
    }
  }

  @Test("the time until they reach analysts is lognormal", .tags(.theory))
  func lead() {
    var scenario = talkativeTown()
    scenario.tips?.leadMedianInHours = 5
    scenario.tips?.leadVariation = 1
    var process = TipProcess(
      scenario, places: StreamEntities(scenario).places, greatestFactor: 1)
    process.reset(seed: 2, replication: 1)
    let count = 190_000  // A median or a spread 1 % off fails with power .9, see the delay of reports.
    let spread = Foundation.log(2.0).squareRoot()
    let logs = (0..<count).map { _ -> Double in
      let seconds = process.leadInSeconds(process.takeOccasion(at: 3))
      return log(seconds / 18_000) / spread
    }
    let quantile = normalQuantile(1 - 0.5e-4)
    #expect(abs(logs.reduce(0, +) / Double(count)) * Double(count).squareRoot() < quantile)
    let variance = logs.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(variance - 1) * (Double(count) / 2).squareRoot() < quantile)
    #expect(kolmogorovSmirnovPValue(logs) { normalProbability(below: $0) } > 1e-4)
  }

  @Test("micro-engagement in a ward that units know makes them 1 + gain times as many", .tags(.theory))
  func engagement() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 6, afterWeeks: 0, deterrence: Deterrence(preset: .null))
    var tips = Tips()
    (tips.perPlaceAndWeek, tips.engagementGain) = (150, 1.5)
    (tips.leadMedianInHours, tips.leadVariation) = (1e-6, 0)
    scenario.tips = tips
    // Known wholly after the first visit, and never forgotten.
    scenario.operation.familiarity = FamiliarityRule(timeConstantInHours: 1e-3, halfLifeInWeeks: 1e12)
    scenario.operation.tactic = "micro-engagement"
    let runner = ReplicationRunner(
      scenario: scenario, seed: 12, strategies: [allStrategies()[0], allStrategies()[1]])
    let outcomes = runner.run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes
    let secondDay = runner.calendar.dayStartInSeconds[7 * scenario.phases.historyWeeks + 1]
    let counts = outcomes.map { $0.events.count { $0.kind == .tip && $0.timeInSeconds >= secondDay } }
    // With patrol every occasion is one for a tip, without it one in 2.5.
    #expect(counts[1] > 5_000)
    #expect(wilsonInterval(successes: counts[0], trials: counts[1], level: 0.9999).contains(1 / 2.5))
  }

  @Test("trust at half its mean halves them", .tags(.theory))
  func trustScales() {
    let town = talkativeTown()
    var process = TipProcess(town, places: StreamEntities(town).places, greatestFactor: 2)
    process.reset(seed: 2, replication: 1)
    // A share that is 1% off fails with power .9 from 10⁴ · 5.17² · .75/.25 = 802,000 occasions on.
    let count = 803_000
    let given = (0..<count).count { _ in
      process.isGiven(at: 0, isTrue: false, process.takeOccasion(at: 0), factor: 0.5)
    }
    // At this place false tips come faster than true ones, so that they set the rate of occasions.
    #expect(Tips().falseTipsPerTrueRate(in: talkativeTown().crime)[0] > 1)
    #expect(wilsonInterval(successes: given, trials: count, level: 0.9999).contains(0.25))
  }

  @Test("name a type with a reason: each type of each series and wave under way", arguments: 1...3)
  func reasons(seed: UInt64) {
    let scenario = talkativeTown()
    let tables = RunTables(scenario: scenario)
    var stream = PotentialCrimeStream(model: tables.crime)
    stream.begin(seed: seed, replication: 1)
    var process = OffenceProcess(tables: tables, ledger: tables.ledger(days: 0..<7 * 17))
    process.reset(
      ReplicationIdentity(
        seed: seed, number: 1, recording: RecordingOptions(),
        deterrence: tables.deterrence(seed: seed, replication: 1)), series: stream.series)
    var series = SeriesUnderWay()
    series.meet(stream.series, placeCount: 6)
    process.waves.note(
      PotentialOffence(id: 1 << 63 | 5, timeInSeconds: 3e6, place: 4, type: 2))
    process.waves.note(PotentialOffence(id: 7, timeInSeconds: 3e6, place: 4, type: 3))
    let tips = TipProcess(
      scenario, places: StreamEntities(scenario).places, greatestFactor: 1)
    var found = 0
    for time in stride(from: 1e6, to: 8e6, by: 4e4) {
      for place in 0..<6 {
        var expected = stream.series.filter {
          $0.place == place && $0.startInSeconds <= time && time < $0.endInSeconds
        }.flatMap { scenario.crime.seriesKinds[Int($0.kind)].types }
        if place == 4, time >= 3e6, time < 3e6 + 14 * 86_400 { expected.append("burglary") }
        // A wave that begins later is not noted before it begins in a run.
        if place == 4, time < 3e6 { continue }
        let count = tips.reasonCount(at: place, second: time, series, process)
        let types = (0..<count).map {
          scenario.crime.types[tips.reason($0, at: place, second: time, series, process)].id
        }
        #expect(types.sorted() == expected.sorted())
        found += count
      }
    }
    #expect(found > 20)
  }

  @Test("change nothing where nobody acts on them, and where there are none", arguments: [0, 8])
  func changeNothing(rate: Double) {
    var scenario = talkativeTown()
    scenario.tips?.perPlaceAndWeek = rate
    let strategies = strategiesWithUsualTactics().filter { $0.label != "dynamic-re-task" }
    func run() -> [ReplicationOutcome] {
      ReplicationRunner(scenario: scenario, seed: 3, strategies: strategies)
        .run(replication: 1, recording: RecordingOptions(keepsBook: true)).outcomes
    }
    let on = run()
    scenario.tips = nil
    for (on, off) in zip(on, run()) {
      #expect((on.contact?.tips.total ?? 0 > 0) == (rate > 0))
      // The one that acts on them.
      guard rate == 0 || on.strategy != "dynamic-re-task" else { continue }
      #expect(on.book == off.book && on.fates == off.fates && on.weekly == off.weekly)
      #expect(on.dosage == off.dosage)
    }
  }

  @Test("are followed to what a log of all events says of them, each counted once", arguments: 1...3)
  func accounts(seed: UInt64) throws {
    var scenario = talkativeTown()
    scenario.phases.afterWeeks = 1
    let notes = Notes()
    let strategies = [Observer.labelled(notes, followsTips: true)] + allStrategies()
    let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: strategies)
    let end = runner.calendar.endInSeconds
    let outcomes = runner.run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes
    #expect(outcomes[0].events.contains { $0.reason == .tip(type: $0.type ?? -1) || $0.kind == .redirected })
    for outcome in outcomes {
      let table = try #require(outcome.contact).tips
      #expect(table.isConserved)
      var expected = [0, 0, 0, 0]
      var open = 0
      for tip in outcome.events where tip.kind == .tip {
        guard tip.timeInSeconds + 14 * 86_400 < end else {
          open += 1
          continue
        }
        let wasVisited = visited(tip, outcome.events)
        let sawOffence = outcome.events.contains {
          $0.kind == .offenceKnown && $0.place == tip.place && $0.type == tip.type
            && $0.timeInSeconds >= tip.timeInSeconds && $0.timeInSeconds <= tip.timeInSeconds + 14 * 86_400
        }
        expected[(wasVisited ? 2 : 0) + (sawOffence ? 1 : 0)] += 1
      }
      for (index, count) in expected.enumerated() {
        let counted = [true, false].reduce(0) {
          $0 + table.followed(isTrue: $1, wasVisited: index > 1, sawOffence: index % 2 == 1)
        }
        #expect(counted == count, "\(outcome.strategy), \(index)")
      }
      #expect(table.open(isTrue: true) + table.open(isTrue: false) == open)
      #expect(table.followedTotal == expected.reduce(0, +) && table.followedTotal > 30 && open > 0)
      #expect(table.given(isTrue: true) > 0 && table.given(isTrue: false) > 0)
    }
  }

  /// Whether a unit was at the place of a tip within 48 hours after it came.
  private func visited(_ tip: LoggedEvent, _ events: [LoggedEvent]) -> Bool {
    var arrivals: [Int: Double] = [:]
    for event in events where event.place == tip.place {
      guard let unit = event.unit else { continue }
      if event.kind == .arrived { arrivals[unit] = event.timeInSeconds }
      guard event.kind == .left, let arrival = arrivals[unit] else { continue }
      if event.timeInSeconds >= tip.timeInSeconds, arrival <= tip.timeInSeconds + 2 * 86_400 { return true }
    }
    return false
  }

  @Test("are the same under every strategy, where patrol changes nothing that happens")
  func sameForAll() {
    var scenario = talkativeTown()
    scenario.deterrence = Deterrence(preset: .null)
    let notes = [Notes(), Notes()]
    let strategies = notes.enumerated().map { index, notes in
      LabelledStrategy(label: "\(index)", strategy: Observer(notes: notes, followsTips: index == 1))
    }
    let outcomes = ReplicationRunner(scenario: scenario, seed: 9, strategies: strategies + allStrategies())
      .run(replication: 1).outcomes
    #expect(notes[0].tips.count > 50 && notes[0].tips == notes[1].tips)
    #expect(outcomes[1].dosage.redirections > 0 && outcomes[0].dosage.redirections == 0)
    for outcome in outcomes {
      for truth in [true, false] {
        #expect(outcome.contact?.tips.given(isTrue: truth) == outcomes[0].contact?.tips.given(isTrue: truth))
      }
    }
    #expect(Set(notes[0].tips.map(\.source)).count == TipSource.allCases.count)
    #expect(notes[0].tips.allSatisfy { $0.knownInSeconds > $0.givenInSeconds })
  }
}
