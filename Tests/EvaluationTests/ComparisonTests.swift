// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolTesting
import Testing

@Suite("A comparison of strategies")
struct ComparisonTests {
  /// Three replications of 100 offences; one strategy averts 10, 20 and 30%, the other 5, 16 and 24%.
  private static let replications = [(1, 90.0, 95.0), (2, 80, 84), (3, 70, 76)].map { number, first, second in
    [
      summary(number, "no-extra-patrol", crime: 100, without: 100),
      summary(number, "data-led", crime: first, without: 100),
      summary(number, "fixed-rota", crime: second, without: 100),
    ]
  }

  @Test("gives the mean share averted with Student's interval")
  func effects() throws {
    let comparison = Comparison(Self.replications, frame: HandMade.frame)
    let percent = try #require(comparison.strategies[1].effect(on: .crime, in: .targets)?.percent)
    let value = try #require(percent.value)
    let upper = try #require(percent.upper)
    #expect(abs(value - 20) < 1e-12)
    // t(.975, 2) = 4.302653, standard error 10 / √3.
    #expect(abs(upper - 20 - 4.302653 * 10 / 3.0.squareRoot()) < 1e-4)
    #expect(comparison.strategies[0].effect(on: .crime, in: .targets)?.percent.value == 0)
    #expect(comparison.strategies[0].isCounterfactual)
  }

  @Test("pairs the strategies that deploy units, and them only")
  func differences() throws {
    let comparison = Comparison(Self.replications, frame: HandMade.frame)
    let differences = comparison.differences(on: .crime, in: .targets)
    let difference = try #require(differences.first)
    #expect(differences.count == 1)
    #expect(difference.first == "data-led")
    #expect(difference.second == "fixed-rota")
    // Differences 5, 4 and 6: mean 5, standard error 1 / √3, t = 8.660, p = 0.01307.
    #expect(abs(try #require(difference.percentagePoints.value) - 5) < 1e-12)
    #expect(abs(try #require(difference.pValue) - 0.01307) < 1e-4)
    #expect(difference.adjustedPValue == difference.pValue)
    // Variances 100 and 91 against 1.
    #expect(abs(try #require(difference.varianceReduction) - 191) < 1e-9)
  }

  @Test("adjusts the p values of three strategies by Holm")
  func holm() {
    let replications = (1...6).map { number in
      ["no-extra-patrol", "a", "b", "c"].enumerated().map { index, name in
        let crime = 100 - Double(index * 7) - Double((number * (index + 3)) % 5)
        return summary(number, name, crime: index == 0 ? 100 : crime, without: 100)
      }
    }
    let comparison = Comparison(replications, frame: HandMade.frame)
    let differences = comparison.differences(on: .crime, in: .targets)
    let raw = differences.compactMap(\.pValue)
    #expect(raw.count == 3)
    #expect(differences.compactMap(\.adjustedPValue) == holmAdjusted(raw))
  }

  @Test("pools displaced offences over replications instead of averaging shares")
  func displacedShare() throws {
    var replications = Self.replications
    for (index, (deterred, landed)) in [(10, 0), (0, 0), (30, 8)].enumerated() {
      replications[index][1].fates.deterred = deterred
      replications[index][1].fates.landed = landed
    }
    let comparison = Comparison(replications, frame: HandMade.frame)
    let displaced = try #require(comparison.strategies[1].displacedPercent.value)
    #expect(abs(displaced - 20) < 1e-9)
    #expect(comparison.strategies[2].displacedPercent.undefined == "nothing was deterred")
  }

  @Test("says why WDQ is undefined")
  func undefinedQuotient() {
    let comparison = Comparison(Self.replications, frame: HandMade.frame)
    let quotient = comparison.strategies[1].weightedDisplacementQuotient
    #expect(quotient.value == nil)
    #expect(quotient.undefined?.contains("WDQ is undefined: the control had no offence before") == true)
  }

  @Test("gives WDQ of recorded crime as its definition does")
  func quotient() throws {
    var replications = Self.replications
    for index in replications.indices {
      replications[index][1].recordedBefore = AreaValues(
        targets: 207, buffers: 178, controls: 308, everywhere: 693)
      replications[index][1].recordedDuring = AreaValues(
        targets: 110, buffers: 157, controls: 318, everywhere: 585)
    }
    let comparison = Comparison(replications, frame: HandMade.frame)
    let quotient = try #require(comparison.strategies[1].weightedDisplacementQuotient.value)
    #expect(abs(quotient - 0.2582) < 5e-5)
  }

  @Test("has no interval and no p value after a single replication")
  func singleReplication() {
    let comparison = Comparison([Self.replications[0]], frame: HandMade.frame)
    let percent = comparison.strategies[1].effect(on: .crime, in: .targets)?.percent
    #expect(percent?.value == 10)
    #expect(percent?.lower == nil)
    #expect(comparison.differences[0].pValue == nil)
    #expect(comparison.differences[0].varianceReduction == nil)
  }

  @Test("leaves a share undefined where nothing happened without patrol")
  func nothingHappened() {
    let replications = (1...2).map { number in
      ["no-extra-patrol", "a", "b"].map { summary(number, $0, crime: 0, without: 0) }
    }
    let comparison = Comparison(replications, frame: HandMade.frame)
    let percent = comparison.strategies[1].effect(on: .crime, in: .targets)?.percent
    #expect(percent?.undefined == "no crime happened without patrol")
    #expect(comparison.differences[0].percentagePoints.undefined == "no crime happened without patrol")
  }

  @Test("names the replication and the strategy whose officer hours differ")
  func officerHours() {
    #expect(Comparison(Self.replications, frame: HandMade.frame).officerHours.isEqual)
    var replications = Self.replications
    replications[1][2].dosage.officerHours = 90
    let check = Comparison(replications, frame: HandMade.frame).officerHours
    #expect(check.differences.map(\.strategy) == ["fixed-rota"])
    #expect(check.differences.map(\.replication) == [2])
    #expect(check.differences.map(\.officerHours) == [90])
  }

  @Test("lists its assumptions, the preset of deterrence first")
  func assumptionsOfResult() {
    let sentences = assumptions(of: HandMade.scenario)
    #expect(sentences[0].hasPrefix("Deterrence preset evidence: Each replication draws"))
    #expect(sentences.allSatisfy { $0.hasSuffix(".") })
  }
}
