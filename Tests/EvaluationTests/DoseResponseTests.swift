// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import Testing

@Suite("Dose and response")
struct DoseResponseTests {
  /// Replications with 2, 4 and 8 units in which a strategy averts so many of 100 offences, for 100 hours a unit.
  private static func response(
    _ averted: [[Double]], units: [Int] = [2, 4, 8], costPerHour: CostPerHour = CostPerHour()
  ) -> DoseResponse {
    let replications = averted.enumerated().map { number, levels in
      zip(levels, units).map { averted, units in
        [
          summary(number + 1, "no-extra-patrol", crime: 100, without: 100),
          summary(number + 1, "a", crime: 100 - averted, without: 100, hours: Double(100 * units)),
        ]
      }
    }
    return DoseResponse(
      replications, units: units, teamsWithoutUnits: units.map { $0 < 3 ? ["east"] : [] },
      frame: HandMade.frame, outcome: .crime, costPerHour: costPerHour)
  }

  @Test("gives what each number of units averts, and what each further unit adds")
  func margins() throws {
    let response = Self.response([[10, 14, 15], [12, 15.5, 17], [11, 16, 17]])
    let curve = try #require(response.curves.first)
    #expect(response.curves.count == 1 && curve.strategy == "a")
    #expect(curve.points.map(\.units) == [2, 4, 8])
    #expect(curve.points.map(\.margin.fromUnits) == [0, 2, 4])
    #expect(curve.points[0].effect(on: .crime, in: .targets)?.percent.value == 11)
    let gains = curve.points.compactMap { $0.margin.gain(on: .crime, in: .targets)?.perUnit }
    // 11 by 2 units; 4, 3.5 and 5 more by 2; 1, 1.5 and 1 more by 4.
    #expect(gains[0].value == 5.5)
    #expect(abs(try #require(gains[1].value) - 12.5 / 3 / 2) < 1e-12)
    #expect(abs(try #require(gains[2].value) - 3.5 / 3 / 4) < 1e-12)
    let paired = ConfidenceInterval(of: [4, 3.5, 5].map { $0 / 2 })
    #expect(abs(try #require(gains[1].lower) - paired.lower) < 1e-12)
    #expect(response.levels[0].teamsWithoutUnits == ["east"])
  }

  @Test("gives the pounds for a crime averted, in all and at the margin")
  func cost() throws {
    let response = Self.response(
      [[10, 14, 15], [12, 15.5, 17], [11, 16, 17]], costPerHour: CostPerHour(pounds: 50))
    let point = response.curves[0].points[1]
    // 400 hours at £50 for 45.5/3 offences.
    #expect(abs(try #require(point.poundsPerCrime.value) - 20_000 * 3 / 45.5) < 1e-9)
    // 200 hours more for 12.5/3 more.
    #expect(abs(try #require(point.margin.poundsPerCrime.value) - 10_000 * 3 / 12.5) < 1e-9)
    let more = ConfidenceInterval(of: [4, 3.5, 5])
    #expect(abs(try #require(point.margin.poundsPerCrime.upper) - 10_000 / more.lower) < 1e-6)
    #expect(response.curves[0].points[0].margin.poundsPerCrime == response.curves[0].points[0].poundsPerCrime)
  }

  @Test("says in words why a crime has no cost")
  func undefinedCost() {
    let response = Self.response([[10, 9, 8.1], [12, 13, 12], [11, 11.5, 10.2]])
    let points = response.curves[0].points
    #expect(
      points[1].margin.poundsPerCrime.undefined
        == "the further crime averted is statistically indistinguishable from 0")
    #expect(points[2].margin.poundsPerCrime.undefined == "more crime happened, not less")
    #expect(points[2].poundsPerCrime.value != nil)
    #expect(
      points[2].poundsPerHarmDay.undefined == "the harm averted is statistically indistinguishable from 0")
  }

  @Test(
    "is saturated at the number of units past which a further one averts less than a tenth of a first one")
  func saturation() {
    // A first unit averts 5.5; past 4 units a further one 0.29.
    let little = Self.response([[10, 14, 15], [12, 15.5, 17], [11, 16, 17]]).curves[0].saturation
    #expect(little == Saturation(units: 4, reason: .littleGain))
    let none = Self.response([[10, 14, 19], [12, 15.5, 20], [11, 16, 20]]).curves[0].saturation
    #expect(none == Saturation(units: nil, reason: nil))
    // 2 more on average, but between −3 and 7.
    let unsure = Self.response([[10, 13.5, 20], [12, 12.5, 21], [11, 13, 22]]).curves[0].saturation
    #expect(unsure == Saturation(units: 2, reason: .indistinguishableFromZero))
  }

  @Test("has no bounds, and no saturation to tell, from a single replication and number of units")
  func single() {
    let curve = Self.response([[10]], units: [2]).curves[0]
    #expect(curve.points[0].poundsPerCrime.value == 1_800)
    #expect(curve.points[0].poundsPerCrime.lower == nil)
    #expect(curve.saturation.units == nil)
  }

  @Test("checks officer hours with each number of units")
  func fairness() {
    var replication = [4, 8].map { units in
      ["no-extra-patrol", "a", "b"].map { summary(1, $0, crime: 90, without: 100, hours: Double(units)) }
    }
    #expect(
      DoseResponse([replication], units: [4, 8], teamsWithoutUnits: [[], []], frame: HandMade.frame)
        .levels.allSatisfy { $0.officerHours.isEqual })
    replication[1][2].dosage.officerHours = 7
    let response = DoseResponse(
      [replication], units: [4, 8], teamsWithoutUnits: [[], []], frame: HandMade.frame)
    #expect(response.levels.map(\.officerHours.isEqual) == [true, false])
  }
}
