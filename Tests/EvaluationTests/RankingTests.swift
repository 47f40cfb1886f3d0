// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolTesting
import Testing

@Suite("A ranking of strategies")
struct RankingTests {
  /// Replications in which strategies avert so many of 100 offences in the targets, and half as many everywhere.
  private static func replications(_ averted: [(String, [Double])]) -> [[ReplicationSummary]] {
    averted[0].1.indices.map { index in
      [summary(index + 1, "no-extra-patrol", crime: 100, without: 100)]
        + averted.map { name, numbers in
          var row = summary(index + 1, name, crime: 100 - numbers[index], without: 100)
          row.crime.everywhere = 100 - numbers[index] / 2
          return row
        }
    }
  }

  @Test("puts the best first, with what the others avert beyond it")
  func order() throws {
    let comparison = Comparison(
      Self.replications([("a", [10, 20, 30, 12]), ("b", [15, 25, 35.5, 17]), ("c", [14, 24, 34, 16])]),
      frame: HandMade.frame)
    let ranking = try #require(comparison.ranking(by: .crime, in: .targets))
    #expect(ranking.strategies.map(\.strategy) == ["b", "c", "a"])
    #expect(ranking.strategies.map(\.rank) == [1, 2, 3])
    #expect(ranking.strategies[0].beyondBest.value == nil)
    #expect(ranking.strategies[0].adjustedPValue == nil)
    // c averts 1, 1, 1.5 and 1 less.
    #expect(abs(try #require(ranking.strategies[1].beyondBest.value) + 1.125) < 1e-12)
    let lower = try #require(ranking.strategies[1].beyondBest.lower)
    let upper = try #require(ranking.strategies[1].beyondBest.upper)
    #expect(lower < -1.125 && upper > -1.125 && upper < 0)
    #expect(ranking.indistinguishable.isEmpty)
    let pair = try #require(comparison.difference(of: "c", over: "b", on: .crime, in: .targets))
    #expect(pair.percentagePoints == ranking.strategies[1].beyondBest)
    #expect(pair.adjustedPValue == ranking.strategies[1].adjustedPValue)
    #expect(comparison.ranking(by: .crime, in: .everywhere)?.strategies[0].percent.value == 11.5625)
  }

  @Test("names those that can't be told from the best, and shares the first place on a tie")
  func ties() throws {
    let comparison = Comparison(
      Self.replications([("a", [10, 20, 30, 12]), ("b", [10, 20, 30, 12]), ("c", [1, 2, 2, 1])]),
      frame: HandMade.frame)
    let ranking = try #require(comparison.ranking(by: .crime, in: .targets))
    #expect(ranking.strategies.map(\.rank) == [1, 1, 3])
    #expect(ranking.indistinguishable.contains("b"))
    #expect(ranking.strategies.map(\.probabilityOfBeingBest) == [0.5, 0.5, 0])
  }

  @Test("gives probabilities of being best that sum to 1 and are the same every time")
  func probabilities() throws {
    let numbers = (0..<12).map { Double(($0 * 7) % 12) }
    let town = Self.replications([
      ("a", numbers.map { 20 + $0 }), ("b", numbers.reversed().map { 20.4 + $0 }),
      ("c", numbers.map { 19 + $0 / 2 }),
    ])
    let ranking = try #require(Comparison(town, frame: HandMade.frame).ranking(by: .crime, in: .targets))
    let chances = ranking.strategies.compactMap(\.probabilityOfBeingBest)
    #expect(abs(chances.reduce(0, +) - 1) < 1e-9)
    // The difference of a and b has mean 0.4 and a standard error of about 2: neither is sure to be best.
    #expect(chances[0] > 0.5 && chances[0] < 0.75 && chances[1] > 0.25)
    #expect(Comparison(town, frame: HandMade.frame).ranking(by: .crime, in: .targets) == ranking)
  }

  @Test("is left out for a single strategy, and where nothing happened without patrol")
  func nothing() {
    let single = Comparison(Self.replications([("a", [10, 20])]), frame: HandMade.frame)
    #expect(single.rankings.isEmpty)
    let none = Comparison(Self.replications([("a", [10, 20]), ("b", [5, 6])]), frame: HandMade.frame)
    // The hand-made replications have no harm.
    #expect(none.ranking(by: .harm, in: .targets) == nil)
    #expect(none.ranking(by: .crime, in: .targets) != nil)
  }

  @Test("says nothing of probabilities after a single replication, and calls no one worse")
  func single() throws {
    let comparison = Comparison(Self.replications([("a", [10]), ("b", [5])]), frame: HandMade.frame)
    let ranking = try #require(comparison.ranking(by: .crime, in: .targets))
    #expect(ranking.strategies.allSatisfy { $0.probabilityOfBeingBest == nil && $0.isIndistinguishable })
  }
}
