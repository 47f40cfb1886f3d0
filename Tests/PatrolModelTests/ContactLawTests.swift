// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Laws of a run with stops, trust, tips, surveys and packs")
struct ContactLawTests {
  /// A town in which everything is on and frequent.
  static func town(deterrence: Deterrence = Deterrence()) -> Scenario {
    var scenario = SmallTown.scenario(campaignWeeks: 6, afterWeeks: 3, deterrence: deterrence)
    let types = scenario.crime.types.count
    scenario.knowledge = Knowledge(
      channels: zip(ReportingChannel.allCases, [0.5, 0.3, 0.2]).map { channel, share in
        ChannelLaw(channel, shares: [Double](repeating: share, count: types))
      })
    scenario.crime.places[2].ward = "Station ward"
    for place in [0, 2] {
      let centre = scenario.crime.places[place].centre
      scenario.crime.places[place].microPlaces = [30.0, -30].map { east in
        MicroPlace(
          id: "at\(east)", name: "Point", coordinate: centre.offset(eastInMetres: east, northInMetres: 0),
          shares: [Double](repeating: 0.3, count: types))
      }
    }
    for kind in scenario.crime.seriesKinds.indices {
      scenario.crime.seriesKinds[kind].startsPerPlaceAndYear = 2
      scenario.crime.seriesKinds[kind].offenders = kind + 1
    }
    (scenario.trust, scenario.stops, scenario.tips) = (Trust(), Stops(), Tips())
    (scenario.surveys, scenario.makesPacks) = (Surveys(), true)
    scenario.stops?.searchesPer100Hours = 100
    scenario.stops?.arrestsPer100Hours = 50
    scenario.stops?.searchDurationInMinutes = 5
    scenario.stops?.seriesArrestShare = 0.8
    scenario.tips?.perPlaceAndWeek = 6
    scenario.surveys?.responseRate = 0.5
    return scenario
  }

  @Test("every potential offence and every tip is accounted for exactly once", arguments: 1...3)
  func conservation(seed: UInt64) throws {
    let scenario = Self.town(deterrence: Deterrence(preset: .crossoverTrials))
    let (history, outcomes) = ReplicationRunner(
      scenario: scenario, seed: seed, strategies: allStrategies()
    ).run(replication: 1)
    #expect(history.fates.isConserved)
    for outcome in outcomes {
      #expect(outcome.fates.isConserved)
      #expect(try #require(outcome.contact).tips.isConserved)
      #expect(outcome.dosage.visitsStarted == outcome.dosage.visitsCompleted + outcome.dosage.visitsCut)
    }
  }

  @Test("if patrol deters nothing, the same offences happen under every strategy", arguments: 1...3)
  func nullEffect(seed: UInt64) {
    let scenario = Self.town(deterrence: Deterrence(preset: .null))
    let outcomes = ReplicationRunner(scenario: scenario, seed: seed, strategies: allStrategies())
      .run(replication: 1, recording: RecordingOptions(keepsBook: true)).outcomes
    func facts(_ outcome: ReplicationOutcome) -> [[UInt64]] {
      outcome.book.map { [$0.id, $0.timeInSeconds.bitPattern, UInt64($0.place), UInt64($0.type)] }
    }
    #expect(facts(outcomes[0]).count > 100)
    for outcome in outcomes { #expect(facts(outcome) == facts(outcomes[0]), "\(outcome.strategy)") }
    let recorded = outcomes.map { $0.weekly.recorded.reduce(0, +) }
    #expect(recorded[1] < recorded[0], "Searches cost trust, and trust reports")
  }

  @Test("the same seed gives the same contacts, in a runner that has run others")
  func determinism() {
    let runner = ReplicationRunner(scenario: Self.town(), seed: 7, strategies: allStrategies())
    let first = runner.run(replication: 3).outcomes.map(\.contact)
    #expect(runner.run(replication: 4).outcomes.map(\.contact) != first)
    #expect(runner.run(replication: 3).outcomes.map(\.contact) == first)
  }

  @Test("surveys go out for what was reported in the campaign, and are answered as often as the rule says")
  func surveys() throws {
    var scenario = Self.town()
    // Where units search much, trust and with it reporting fall; there is crime enough to tell all the same.
    for place in scenario.crime.places.indices {
      scenario.crime.places[place].ratesPerYear = scenario.crime.places[place].ratesPerYear.map { 2 * $0 }
    }
    let runner = ReplicationRunner(scenario: scenario, seed: 7, strategies: allStrategies())
    let (history, outcomes) = runner.run(replication: 1, recording: RecordingOptions(keepsBook: true))
    let campaign = runner.calendar.dayStartInSeconds[56]..<runner.calendar.dayStartInSeconds[56 + 42]
    for outcome in outcomes {
      let reported = (history.book + outcome.book).count { offence in
        offence.knownInSeconds.map { campaign.contains($0) } ?? false && !offence.isDiscovered
      }
      let wards = try #require(outcome.contact).wards
      #expect(
        wards.reduce(0) { $0 + $1.surveysSent } == reported && reported > 100,
        "\(outcome.strategy) \(reported)")
      for ward in wards {
        #expect(ward.surveysSatisfied <= ward.surveysAnswered && ward.surveysAnswered <= ward.surveysSent)
        #expect(ward.surveysSatisfied > 0)
      }
    }
  }

  @Test("a survey is answered and satisfied with the stated probabilities", .tags(.theory))
  func satisfaction() {
    var law = Surveys()
    law.responseRate = 0.6
    var process = SurveyProcess(law)
    process.reset(seed: 4, replication: 1)
    // A share of .6 that is 1% off fails with power .9 from 10⁴ · 5.17² · .4/.6 = 178,000 on.
    let count = 300_000
    for isAttended in [true, false] {
      let answers = (0..<count).map { key in
        process.answer(
          SurveyProcess.Reported(place: 0, knownInSeconds: 0, key: UInt64(key), isAttended: isAttended),
          trust: 0.7)
      }
      let answered = answers.count { $0.isAnswered }
      #expect(wilsonInterval(successes: answered, trials: count, level: 0.9999).contains(0.6))
      let satisfied = answers.count { $0.isSatisfied }
      let expected = isAttended ? 0.9 : 0.7
      #expect(wilsonInterval(successes: satisfied, trials: answered, level: 0.9999).contains(expected))
    }
    #expect(Surveys().satisfaction(trust: 0.95, isAttended: true) == 1)
  }

  @Test("attendance in time makes satisfaction likelier: more surveys satisfy where it counts for more")
  func attendance() throws {
    func satisfied(gain: Double) throws -> (patrolled: Int, without: Int) {
      var scenario = Self.town()
      (scenario.trust, scenario.stops) = (nil, nil)
      scenario.surveys?.attendanceGain = gain
      let outcomes = ReplicationRunner(scenario: scenario, seed: 7, strategies: allStrategies())
        .run(replication: 1).outcomes
      func total(_ outcome: ReplicationOutcome) throws -> Int {
        try #require(outcome.contact).wards.reduce(0) { $0 + $1.surveysSatisfied }
      }
      return (try total(outcomes[2]), try total(outcomes[0]))
    }
    let (none, some) = (try satisfied(gain: 0), try satisfied(gain: 0.4))
    #expect(some.patrolled > none.patrolled && some.without == none.without)
  }

  @Test("a pack holds what the view holds of a place's last 48 hours, and its problem points")
  func packs() {
    var scenario = Self.town()
    let notes = Notes()
    var (packs, reports, tips, stops, points) = (0, 0, 0, 0, 0)
    notes.atDecision = { view in
      for place in [0, 2] {
        guard let pack = view.pack(for: place) else { continue }
        let (now, all) = (view.nowInSeconds, Array(view.history) + view.record)
        let known = all.filter { Int($0.place) == place && $0.knownInSeconds >= now - 28 * 86_400 }
        #expect(pack.reports == known.filter { $0.knownInSeconds >= now - 2 * 86_400 })
        #expect(pack.tips == view.tips.filter { $0.place == place && $0.knownInSeconds >= now - 172_800 })
        #expect(pack.stops == view.stops.filter { $0.place == place && $0.timeInSeconds >= now - 172_800 })
        for point in 0..<2 {
          let count = known.count { Int($0.microPlace) == point }
          let found = pack.problemPoints.first { $0.microPlace == point }?.offences
          #expect(found == (count > 1 ? count : nil))
        }
        #expect(pack.problemPoints.map(\.offences) == pack.problemPoints.map(\.offences).sorted(by: >))
        (packs, reports, tips) = (packs + 1, reports + pack.reports.count, tips + pack.tips.count)
        (stops, points) = (stops + pack.stops.count, points + pack.problemPoints.count)
      }
    }
    func run() {
      _ = ReplicationRunner(scenario: scenario, seed: 7, strategies: [Observer.labelled(notes)])
        .run(replication: 1)
    }
    run()
    #expect(packs > 500 && reports > 500 && tips > 100 && stops > 100 && points > 500)
    packs = 0
    scenario.makesPacks = false
    run()
    #expect(packs == 0 && notes.offences.last?.microPlace == -1)
  }
}
