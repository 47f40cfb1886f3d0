// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import Testing

@testable import Evaluation

@Suite("Fairness by ward")
struct FairnessTests {
  private static func town() -> Scenario {
    var scenario = HandMade.scenario
    for (place, ward) in ["A", "A", "B", "B", "C", "C"].enumerated() {
      scenario.crime.places[place].ward = ward
    }
    (scenario.stops, scenario.trust, scenario.surveys) = (Stops(), Trust(), Surveys())
    return scenario
  }

  /// Ward A averts 6 of 10 but takes in 2, B averts 4 of 10, C has 5 and averts none.
  private func summaries(_ number: Int = 1, frame: EvaluationFrame) -> [ReplicationSummary] {
    let (history, blank) = HandMade.blank(["no-extra-patrol", "fixed-rota"], replication: number)
    var outcomes = blank
    for (index, counts) in [(10, 0, 10), (4, 2, 6)].enumerated() {
      outcomes[index].set(.happened, .highStreet, counts.0)
      outcomes[index].set(.happened, .highStreetRing, counts.1)
      outcomes[index].set(.happened, .station, counts.2)
      outcomes[index].set(.happened, .market, 5)
    }
    outcomes[1].set(.landedHere, .highStreetRing, 2)
    var result = frame.summaries(history: history, outcomes: outcomes)
    for strategy in result.indices {
      var wards = frame.wards.wards.map { WardContact(ward: $0) }
      for ward in wards.indices { wards[ward].trustAtCampaignEnd = 0.6 }
      if strategy == 1 {
        (wards[0][.searchArrest], wards[0][.noFurtherAction]) = (1, 3)
        wards[2][.noFurtherAction] = 1
        wards[0].trustAtCampaignEnd = 0.55
      }
      result[strategy].contact = ContactOutcome(wards: wards)
    }
    return result
  }

  @Test("wards add up to everywhere, and displaced crime counts where it landed")
  func conservation() throws {
    let scenario = Self.town()
    let frame = EvaluationFrame(scenario: scenario)
    let replications = [1, 2].map { summaries($0, frame: frame) }
    let result = FairnessResult.all(replications, frame: frame, scenario: scenario)[1]
    let averted = result.wards.compactMap(\.crimeAverted.value)
    #expect(averted == [4, 4, 0])
    #expect(averted.reduce(0, +) == replications[0][1].averted(.crime, in: .everywhere))
    #expect(
      result.wards.compactMap(\.harmAverted.value).reduce(0, +)
        == replications[0][1].averted(.harm, in: .everywhere))
    #expect(result.wards.map(\.landedHere.value) == [2, 0, 0])
    #expect(result.wards.map(\.benefitShare) == [0.5, 0.5, 0])
    #expect(result.wards.compactMap(\.benefitShare).reduce(0, +) == 1)
  }

  @Test("gains, searches and trust of a ward are those set by hand")
  func handMade() throws {
    let scenario = Self.town()
    let frame = EvaluationFrame(scenario: scenario)
    let result = FairnessResult.all(
      [1, 2].map { summaries($0, frame: frame) }, frame: frame, scenario: scenario)[1]
    let stops = result.wards.map(\.stops)
    #expect(stops.map { $0?.burdenShare } == [0.75, 0, 0.25])
    #expect(stops[0]?.hitPercent.value == 25)
    #expect(stops[1]?.hitPercent.undefined == "nobody was searched")
    #expect(stops[0]?.fruitlessPerCrimeAverted.value == 0.75)
    #expect(
      stops[2]?.fruitlessPerCrimeAverted.undefined
        == "the crime averted is statistically indistinguishable from 0")
    let change = try #require(result.wards[0].trustChange?.value)
    #expect(abs(change + 0.05) < 1e-12)
    #expect(result.wards[1].trustChange?.value == 0)
    #expect(result.wards[0].satisfactionChange?.undefined == "no survey was answered")
    // Gains .5 .5 0, need .4 .4 .2, fruitless searches .75 0 .25.
    let need = try #require(result.benefitAgainstNeed.value)
    #expect(abs(need - 0.2) < 1e-12)
    #expect(result.benefitAgainstSearches?.value == 0.5)
    #expect(result.benefitAgainstSearches?.halfWidth == 0)
  }

  @Test("the index of dissimilarity is 0 for like and 1 for disjoint distributions")
  func index() {
    #expect(dissimilarity([1, 2, 3], [2, 4, 6]) == 0)
    #expect(dissimilarity([1, 0], [0, 7]) == 1)
    #expect(dissimilarity([3, 1], [1, 1]) == 0.25)
    #expect(dissimilarity([-5, 1, 1], [0, 1, 1]) == 0, "Nobody has a negative share")
    #expect(dissimilarity([0, -1], [1, 1]) == nil)
  }

  @Test("where nothing was averted there are words and no shares")
  func nothing() throws {
    let scenario = Self.town()
    let frame = EvaluationFrame(scenario: scenario)
    let (history, outcomes) = HandMade.blank(["no-extra-patrol", "fixed-rota"])
    let summaries = frame.summaries(history: history, outcomes: outcomes)
    let result = FairnessResult.all([summaries], frame: frame, scenario: scenario)[1]
    #expect(result.benefitAgainstNeed.undefined == "no harm was averted")
    #expect(result.wards.allSatisfy { $0.benefitShare == nil })
    #expect(result.benefitAgainstSearches?.undefined == "no search was fruitless")
  }
}
