// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Foundation
import OutputAnalysis
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("What was reported for a campaign, examined")
struct ExaminationTests {
  /// Sixty places of one rate, of which two are targets by name; by their records any two would be.
  private static func town() -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 53, campaignWeeks: 12)
    scenario.crime.types = [
      CrimeType(id: "theft", name: "Theft", harmInDays: 1, recordedShare: 1, overdispersion: 0),
      CrimeType(id: "assault", name: "Assault", harmInDays: 1, recordedShare: 1, overdispersion: 0),
    ]
    scenario.crime.seriesKinds = []
    let origin = scenario.crime.places[0].centre
    scenario.crime.places = []
    for index in 0..<60 {
      let centre = origin.offset(
        eastInMetres: 600 * Double(index % 8), northInMetres: 600 * Double(index / 8))
      scenario.crime.places.append(
        Place(
          id: "p\(index)", name: "P", centre: centre, kind: index % 2 == 0 ? .transportHub : .retailParade,
          role: index < 2 ? .target : .background, ratesPerYear: [60, 20]))
    }
    scenario.operation.timetable = nil
    scenario.operation.teams[0].places = ["p0", "p1"]
    scenario.claims = [
      Claim(what: "theft", counts: ["theft"], fallPercent: 20),
      Claim(
        what: "assault at hubs", kind: .transportHub, counts: ["assault"], fallPercent: 60,
        standsIn: "All assaults."),
    ]
    return scenario
  }

  private static func study(jobs: Int = 2, named: Bool = false, chance: Int = 150) throws -> ExaminationStudy
  {
    try ExaminationStudy(
      town(), strategy: StrategyConfiguration("fixed-rota"), presets: [.null, .crossoverTrials],
      namedTargets: named,
      replications: 6, chanceReplications: chance, seed: 2, jobs: jobs)
  }

  @Test(
    "sets claims beside the truth, the methods and chance; chosen targets regress to the mean and named ones don't"
  )
  func examines() throws {
    let study = try Self.study()
    #expect(study.choosesTargets)
    let chosen = try study.run().claims
    let named = try Self.study(named: true).run().claims
    for claims in [chosen, named] {
      #expect(claims.map(\.presets.count) == [2, 2] && claims[0].targets.value == 2)
      for claim in claims {
        #expect(claim.presets[0].truth.value == 0)
        #expect(try #require(claim.presets[1].truth.value) > 40)
        #expect(claim.chance.replications == 150 && claim.chance.truth.value == nil)
      }
    }
    func year(_ claims: [ClaimResult]) throws -> MethodOfClaim {
      try #require(claims[0].chance.result(of: .beforeAfter))
    }
    // Two of sixty equal places, picked for a bad year: their record falls by itself.
    let (byRecord, byName) = (try year(chosen), try year(named))
    #expect(try #require(byRecord.fall.lower) > 0)
    #expect(try #require(byName.fall.lower) < 0)
    #expect(try #require(byRecord.asLarge.value) > (try #require(byName.asLarge.value)))
    #expect(byRecord.lowest != nil && byRecord.undefinedShare == 0)
  }

  @Test("gives the same bytes for one worker or two, as tables without a NaN")
  func determinism() throws {
    let studies = try [1, 2].map { try Self.study(jobs: $0, chance: 10) }
    let answers = try studies.map { try $0.run() }
    #expect(try studies[0].json(answers[0]) == studies[1].json(answers[1]))
    let csv = studies[0].csv(answers[0])
    #expect(csv == studies[1].csv(answers[1]))
    let rows = String(decoding: csv, as: UTF8.self).split(whereSeparator: \.isNewline)
    // Two claims: two presets of a truth and six methods, and six methods without patrol.
    #expect(rows.count == 1 + 2 * (2 * 7 + 6))
    let text = String(decoding: csv, as: UTF8.self).lowercased()
    #expect(!text.contains("nan") && text.contains(",no-effect,") && !text.contains("null"))
  }

  @Test("says that it was cut short where a preset has no campaign")
  func interrupted() throws {
    let interruption = Interruption()
    let study = try Self.study(chance: 3)
    #expect(throws: ExaminationCutShort()) {
      try study.run(interruption: interruption) { if $0.finished >= 2 { interruption.request() } }
    }
  }

  @Test("chooses targets only among places enough, and refuses a scenario without claims or patrol")
  func refuses() throws {
    #expect(SmallTown.scenario().choosingItsTargets() == nil)
    let choosing = try #require(Self.town().choosingItsTargets())
    #expect(choosing.choice?.count == 2 && choosing.choice?.windowInWeeks == 52)
    #expect(
      choosing.crime.places.allSatisfy { $0.role == .candidate } && choosing.operation.teams[0].places == [])
    #expect(choosing.choosingItsTargets() == choosing)
    var few = SmallTown.scenario()
    few.claims = [Claim(what: "crime", fallPercent: 10)]
    #expect(try !ExaminationStudy(few, replications: 2, chanceReplications: 2).choosesTargets)
    #expect(throws: InvalidExperiment(problems: [.missingClaims("Small town")])) {
      try ExaminationStudy(SmallTown.scenario())
    }
    few.strategies = [StrategyConfiguration("no-extra-patrol")]
    #expect(throws: InvalidExperiment.self) { try ExaminationStudy(few) }
    #expect(throws: InvalidExperiment.self) {
      try ExaminationStudy(Self.town(), replications: 0, chanceReplications: 0)
    }
  }
}
