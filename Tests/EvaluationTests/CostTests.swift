// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolModel
import PatrolTesting
import Testing

@testable import Evaluation

@Suite("Costs, and who gains and who bears")
struct CostTests {
  /// A replication with 10, 12 or 14 offences averted, 1,000 days of harm each, for 100 officer hours.
  private static func summaries(_ labels: [String] = ["no-extra-patrol", "data-led"])
    -> [[ReplicationSummary]]
  {
    [10.0, 12, 14].enumerated().map { index, averted in
      labels.enumerated().map { strategy, label in
        var summary = ReplicationSummary(replication: index + 1, strategy: label)
        let less = strategy == 0 ? 0 : averted
        summary.crimeWithout.everywhere = 100
        summary.crime.everywhere = 100 - less
        summary.harmWithout.everywhere = 50_000
        summary.harm.everywhere = 50_000 - 1_000 * less
        summary.policeCostWithout = 90_000
        summary.policeCost = 90_000 - 500 * less
        summary.costedCrimeAverted = less / 2
        summary.dosage.officerHours = strategy == 0 ? 0 : 100
        return summary
      }
    }
  }

  @Test("money follows from hours, crime averted and unit costs")
  func money() throws {
    let runs = Self.summaries().map { $0[1] }
    let costs = CostResult(runs, poundsPerHour: 90, level: 0.95)
    #expect(costs.operation.value == 9_000)
    #expect(abs(try #require(costs.perCrime.value) - 750) < 1e-9)
    #expect(abs(try #require(costs.perHarmDay.value) - 0.75) < 1e-12)
    #expect(costs.policeSaved.value == 6_000 && costs.net.value == -3_000)
    #expect(abs(try #require(costs.costedPercent.value) - 50) < 1e-9)
    // 9,000 over the bounds of 12 ± 4.302653·2/√3.
    let reach = 4.302653 * 2 / 3.0.squareRoot()
    #expect(abs(try #require(costs.perCrime.upper) - 9_000 / (12 - reach)) < 1e-2)
  }

  @Test("there is a word where nothing is averted, and no cost without patrol")
  func nothing() {
    let none = CostResult(Self.summaries().map { $0[0] }, poundsPerHour: 90, level: 0.95)
    #expect(none.perCrime.undefined == "the crime averted everywhere can't be told from none")
    let comparison = Comparison(Self.summaries(), frame: HandMade.frame)
    #expect(comparison.strategies[0].costs == nil && comparison.strategies[1].costs?.operation.value == 9_000)
  }

  @Test("every type of the police's files has a unit cost or is known to have none")
  func types() {
    let none = ["anti-social-behaviour", "bicycle-theft", "other-crime", "other-theft"]
    for type in CrimeType.policeUK {
      #expect((PoliceCost.pounds(ofType: type.id) == nil) == none.contains(type.id), "\(type.id)")
    }
    #expect(PoliceCost.pounds(ofType: "robbery") == 2_100)
  }

  @Test(
    "wards add up to everywhere in a run of the model, and offences of each type cost what the table says")
  func conservation() {
    var scenario = SmallTown.scenario(deterrence: Deterrence(preset: .crossoverTrials))
    scenario.crime.places[2].ward = "Station ward"
    let frame = EvaluationFrame(scenario: scenario)
    let (history, outcomes) = ReplicationRunner(scenario: scenario, seed: 2, strategies: strategies())
      .run(replication: 1)
    for (summary, outcome) in zip(frame.summaries(history: history, outcomes: outcomes), outcomes) {
      func sum(_ value: (WardBenefit) -> Double) -> Double { summary.wards.reduce(0) { $0 + value($1) } }
      #expect(summary.wards.count == 2)
      #expect(sum(\.crimeAverted) == summary.averted(.crime, in: .everywhere))
      #expect(abs(sum(\.harmAverted) - summary.averted(.harm, in: .everywhere)) < 1e-6)
      #expect(sum(\.landedHere) == Double(outcome.fates.total(.landedHere, in: .campaign, places: 0..<6)))
      #expect(sum(\.visits) == Double(summary.dosage.visitsDelivered))
      let cost = scenario.crime.types.enumerated().reduce(0.0) { total, type in
        let count = (0..<6).reduce(0) {
          $0 + outcome.fates[.campaign, place: $1, type: type.offset, .happened]
        }
        return total + (PoliceCost.pounds(ofType: type.element.id) ?? 0) * Double(count)
      }
      #expect(abs(summary.policeCost - cost) < 1e-6)
    }
  }

  @Test("the index of dissimilarity is half the sum of differences of shares; trust is paired with no patrol")
  func fairness() throws {
    let wards = [Ward(name: "A", borough: ""), Ward(name: "B", borough: ""), Ward(name: "C", borough: "")]
    func summary(_ replication: Int, averted: [Double], searches: [Int], trust: Double) -> ReplicationSummary
    {
      var summary = ReplicationSummary(replication: replication, strategy: "data-led")
      summary.wards = averted.map {
        var ward = WardBenefit()
        (ward.crimeWithout, ward.crime, ward.harmWithout, ward.harm) = (20, 20 - $0, 200, 200 - 10 * $0)
        return ward
      }
      var contact = ContactOutcome(wards: wards.map { WardContact(ward: $0) })
      for index in wards.indices {
        contact.wards[index][.noFurtherAction] = searches[index]
        contact.wards[index].trustAtCampaignEnd = trust
      }
      summary.contact = contact
      return summary
    }
    let runs = (1...3).map { summary($0, averted: [6, 2, -1], searches: [1, 1, 2], trust: 0.55) }
    let without = (1...3).map { summary($0, averted: [0, 0, 0], searches: [0, 0, 0], trust: 0.6) }
    let result = FairnessResult(runs, without: without, wards: wards, hasStops: true)
    // Benefit .75, .25, 0; burden .25, .25, .5.
    #expect(result.wards.map(\.benefitPercent) == [75, 25, 0])
    #expect(result.wards.map(\.burdenPercent) == [25, 25, 50])
    #expect(abs(try #require(result.dissimilarity?.value) - 0.5) < 1e-12)
    #expect(result.wards.allSatisfy { abs(($0.trustChange?.value ?? 0) + 0.05) < 1e-12 })
    #expect(result.wards[2].crimeAverted.value == -1)
    let none = FairnessResult(without, without: without, wards: wards, hasStops: true)
    #expect(none.dissimilarity?.undefined == "no harm was averted, or no search came to nothing")
    #expect(FairnessResult(runs, without: without, wards: wards, hasStops: false).dissimilarity == nil)
  }
}
