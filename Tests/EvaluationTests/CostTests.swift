// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import Testing

@testable import Evaluation

@Suite("Costs")
struct CostTests {
  /// Two replications in which the targets lose 10 of 40 and 20 of 50 shoplifting offences.
  private func replications(labels: [String] = ["no-extra-patrol", "fixed-rota"]) -> [[ReplicationSummary]] {
    [(1, 40, 30), (2, 50, 30)].map { number, without, with in
      let (history, blank) = HandMade.blank(labels, replication: number)
      var outcomes = blank
      for field in [OutcomeField.happened, .reported] {
        outcomes[0].set(field, .highStreet, without)
        outcomes[1].set(field, .highStreet, with)
        // Displaced: 2 more in the ring.
        outcomes[1].set(field, .highStreetRing, 2)
      }
      outcomes[1].set(.landedHere, .highStreetRing, 2)
      outcomes[1].dosage.officerHours = 10
      return HandMade.frame.summaries(history: history, outcomes: outcomes)
    }
  }

  /// Sums of pounds are exact to rounding.
  private func isClose(_ value: Double?, _ other: Double) -> Bool {
    value.map { abs($0 - other) < 1e-9 * abs(other) } ?? false
  }

  @Test("a crime averted costs officer hours over crime averted, everywhere net of displacement")
  func perCrime() throws {
    let cost = try #require(CostResult.all(replications(), frame: HandMade.frame).first)
    #expect(cost.strategy == "fixed-rota")
    #expect(cost.pounds.value == 900)
    let targets = try #require(cost.cost(in: .targets))
    // Shoplifting: £330 an offence; 15 averted on average.
    #expect(isClose(targets.policeCostSaved.value, 15 * 330))
    #expect(abs(try #require(targets.savedPercent.value) - 550) < 1e-9)
    #expect(targets.uncostedPercent.value == 0)
    let everywhere = try #require(cost.cost(in: .everywhere))
    #expect(isClose(everywhere.policeCostSaved.value, 13 * 330))
    // Two replications of 10 and 20 leave the mean's interval holding 0.
    #expect(targets.poundsPerCrime.value == nil)
    #expect(targets.poundsPerCrime.undefined == "the crime averted is statistically indistinguishable from 0")
    let one = try #require(CostResult.all([replications()[0]], frame: HandMade.frame).first)
    #expect(one.cost(in: .targets)?.poundsPerCrime.value == 90)
    #expect(one.cost(in: .everywhere)?.poundsPerCrime.value == 900.0 / 8)
    // One day of harm for a shoplifting offence.
    #expect(one.cost(in: .everywhere)?.poundsPerHarmDay.value == 900.0 / 8)
  }

  @Test("with no crime at all every figure is a number or a word")
  func nothing() throws {
    let summaries = (1...3).map { number in
      let (history, outcomes) = HandMade.blank(["no-extra-patrol", "fixed-rota"], replication: number)
      return HandMade.frame.summaries(history: history, outcomes: outcomes)
    }
    let cost = try #require(CostResult.all(summaries, frame: HandMade.frame).first)
    for area in cost.areas {
      #expect(area.poundsPerCrime.undefined == "the crime averted is statistically indistinguishable from 0")
      #expect(area.savedPercent.undefined == "the operation cost nothing")
      #expect(area.uncostedPercent.undefined == "no crime was recorded without patrol")
      #expect(area.policeCostSaved.value == 0)
    }
  }

  @Test("the police save on crime they know of, and types without a price count as not costed, not as free")
  func uncosted() throws {
    let other = try #require(CrimeType.policeUK.firstIndex { $0.id == "other-theft" })
    let (history, blank) = HandMade.blank(["no-extra-patrol", "fixed-rota"])
    var outcomes = blank
    outcomes[0].set(.happened, .highStreet, 30)
    outcomes[0].set(.reported, .highStreet, 2)
    outcomes[0].set(.discovered, .highStreet, 1)
    outcomes[0].set(.reported, .highStreet, 1, type: other)
    let summaries = HandMade.frame.summaries(history: history, outcomes: outcomes)
    let cost = try #require(CostResult.all([summaries], frame: HandMade.frame).first)
    #expect(isClose(cost.cost(in: .everywhere)?.policeCostSaved.value, 3 * 330))
    #expect(cost.cost(in: .everywhere)?.uncostedPercent.value == 25)
  }

  @Test("every price is above 0, has a basis, and stands once")
  func prices() {
    let ids = PoliceUnitCost.all.map(\.type)
    #expect(Set(ids).count == ids.count)
    #expect(PoliceUnitCost.all.allSatisfy { $0.pounds > 0 && !$0.basis.isEmpty })
    let without = CrimeType.policeUK.filter { PoliceUnitCost.of($0) == nil }.map(\.id)
    #expect(without == ["anti-social-behaviour", "bicycle-theft", "other-crime", "other-theft"])
  }

  @Test("response times are paired with the run without patrol, by grade")
  func responses() throws {
    var summaries = replications()
    for replication in summaries.indices {
      for strategy in 0..<2 {
        var calls = CallOutcome(operationUnitCount: 1, responseUnitCount: 1)
        calls.grades[0].answered = 2
        // Without: 10 and 12 minutes; with the operation a minute less.
        calls.grades[0].responseInSeconds = 2 * 60 * Double(10 + 2 * replication - strategy)
        calls.grades[0].overTarget = 1
        summaries[replication][strategy].calls = AnsweredCalls(calls, dosage: Dosage())
      }
    }
    let responses = try #require(CostResult.all(summaries, frame: HandMade.frame).first).responses
    #expect(responses.map(\.grade) == [.emergency, .priority, .scheduled])
    #expect(responses[0].minutesWithout.value == 11)
    #expect(responses[0].difference.value == -1)
    #expect(responses[0].difference.halfWidth == 0)
    #expect(responses[0].latePercent.value == 50)
    #expect(responses[1].difference.undefined == "no call of this grade was answered")
  }
}
