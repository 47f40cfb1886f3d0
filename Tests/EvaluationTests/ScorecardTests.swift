// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import RandomVariates
import Testing

@testable import Evaluation

@Suite("Counts for the public")
struct SuppressedCountsTests {
  /// Returns the least and the most that each withheld count can be, by trying out all that add up.
  ///
  /// - Parameter ranges: What the reader knows of each withheld count.
  private func feasible(_ ranges: [ClosedRange<Int>], sum: Int) -> [Set<Int>] {
    var values = ranges.map { _ in Set<Int>() }
    func place(_ index: Int, _ rest: Int, _ chosen: [Int]) {
      guard index < ranges.count else {
        if rest == 0 { for (cell, value) in chosen.enumerated() { values[cell].insert(value) } }
        return
      }
      for value in ranges[index] where value <= rest { place(index + 1, rest - value, chosen + [value]) }
    }
    place(0, sum, [])
    return values
  }

  @Test("no withheld count can be worked out from the total, even by one who knows the rule")
  func cannotBeUndone() {
    var stream = RandomStream(seed: 12, replication: 1, name: "public counts")
    for _ in 0..<600 {
      let counts = (0..<Int(1 + stream.uniform() * 5)).map { _ in Int(stream.uniform() * 13) }
      let shown = SuppressedCounts(counts)
      #expect(zip(shown.counts, counts).allSatisfy { $0 == nil || $0 == $1 })
      #expect(shown.counts.allSatisfy { $0 ?? 5 >= 5 })
      guard let total = shown.total else { continue }
      #expect(total == counts.reduce(0, +))
      let hidden = counts.indices.filter { shown.counts[$0] == nil }
      let sum = total - shown.counts.compactMap { $0 }.reduce(0, +)
      // One who knows nothing, and one who knows which were withheld for being small.
      let most = shown.counts.compactMap { $0 }.min() ?? sum
      let informed = hidden.map { counts[$0] < 5 ? 0...4 : 5...max(5, min(most, sum)) }
      for ranges in [hidden.map { _ in 0...sum }, informed] {
        for values in feasible(ranges, sum: sum) {
          #expect(values.count >= 2, "\(counts) shows \(shown.counts) of \(total)")
        }
      }
    }
  }

  @Test("counts of 5 or more are shown, and a single small one takes another with it")
  func examples() {
    #expect(SuppressedCounts([5, 9, 30]).counts == [5, 9, 30])
    #expect(SuppressedCounts([5, 9, 30]).total == 44)
    let one = SuppressedCounts([3, 9, 30])
    #expect(one.counts == [nil, nil, 30])
    #expect(one.total == 42)
    // Two counts of 4 would be known from their sum, 8, to be 4 each.
    #expect(SuppressedCounts([4, 4, 12, 20]).counts == [nil, nil, nil, 20])
    #expect(SuppressedCounts([4, 3, 12, 20]).counts == [nil, nil, 12, 20])
  }

  @Test("where nothing else is left the total is withheld, as one below 5 always is")
  func totals() {
    #expect(SuppressedCounts([3]).total == nil)
    #expect(SuppressedCounts([0, 0, 0]).total == nil)
    #expect(SuppressedCounts([1, 2]).total == nil)
    #expect(SuppressedCounts([4, 4]).total == nil)
    #expect(SuppressedCounts([3, 4]).total == 7)
    #expect(SuppressedCounts([]).total == nil)
  }
}

@Suite("Control limits of a scorecard")
struct ControlLimitsTests {
  @Test("are the mean of the same weeks of three years before, and three standard deviations to each side")
  func seasonal() {
    var history = [Int](repeating: 4, count: 156)
    // The five weeks round the first of the campaign, one year before.
    for week in 102...106 { history[week] = 10 }
    let limits = ControlLimits(history: history, week: 0)
    // Of three years only two reach back two weeks before their week.
    #expect(limits.isSeasonal && limits.weekCount == 13)
    let centre = (5 * 10 + 8 * 4.0) / 13
    #expect(abs(limits.centre - centre) < 1e-12)
    #expect(limits.spread == 1)
    let reach = 3 * (centre * (1 + 1.0 / 13)).squareRoot()
    #expect(abs(limits.upper - (centre + reach)) < 1e-12)
    #expect(limits.lower == max(0, centre - reach))
  }

  @Test("are as much wider as the history varies more than a Poisson count")
  func spread() {
    // Every week differs from the next by 20, at a mean of 10: z by 20/√10.
    let history = (0..<40).map { $0 % 2 == 0 ? 0 : 20 }
    let limits = ControlLimits(history: history, week: 3)
    #expect(!limits.isSeasonal && limits.weekCount == 40)
    #expect(abs(limits.spread - 20 / 10.0.squareRoot() / 1.128) < 1e-12)
    #expect(limits.centre == 10 && limits.lower == 0)
  }

  @Test("a week is above, below, in a run, usual, or without a basis")
  func status() {
    let limits = [ControlLimits](repeating: ControlLimits(history: [16, 16, 16, 16], week: 0), count: 9)
    func status(_ counts: [Int]) -> ScorecardStatus {
      .ofLast(counts, Array(limits.prefix(counts.count)))
    }
    #expect(status([16, 40]) == .above)
    #expect(status([16, 1]) == .below)
    #expect(status([Int](repeating: 15, count: 7)) == .usual)
    #expect(status([Int](repeating: 15, count: 8)) == .runBelow)
    #expect(status([17, 15, 15, 15, 15, 15, 15, 15]) == .usual)
    #expect(status([3] + [Int](repeating: 17, count: 8)) == .runAbove)
    let empty = ControlLimits(history: [0, 0], week: 0)
    #expect(ScorecardStatus.ofLast([3], [empty]) == .noBasis)
    #expect(empty.upper == 0)
  }
}
