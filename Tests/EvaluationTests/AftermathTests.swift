// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Evaluation

@Suite("After the campaign")
struct AftermathTests {
  /// Counts whose effect starts at 40% and decays with a time constant in days.
  private func counts(constant: Double, days: Int = 21, noise: Double = 0) -> AfterCounts {
    AfterCounts(
      campaign: 600, campaignWithout: 1_000,
      days: (0..<days).map { 100 * (1 - 0.4 * exp(-Double($0) / constant)) + noise * Double($0 % 3 - 1) },
      daysWithout: (0..<days).map { _ in 100 }, officerHours: 10)
  }

  @Test("the half-life of an exponential decay is that of its time constant", arguments: [0.7, 3, 9])
  func halfLife(constant: Double) throws {
    let result = AfterResult("s", shares: [(0, 0, [1, 2, 3].map { _ in counts(constant: constant) })])
    let value = try #require(result.halfLifeInDays.value)
    #expect(abs(value - constant * log(2)) < 1e-4 * value)
    #expect(abs(try #require(result.campaignPercent.value) - 40) < 1e-9)
  }

  @Test("an effect that never was, or never ends, has a word and no half-life")
  func words() {
    let flat = AfterCounts(
      campaign: 10, campaignWithout: 10, days: [1, 1, 1], daysWithout: [1, 1, 1])
    let none = AfterResult("s", shares: [(0, 0, [flat, flat])])
    #expect(
      none.halfLifeInDays.undefined == "the effect of the campaign is statistically indistinguishable from 0")
    #expect(
      none.shares[0].keptPercent.undefined
        == "the effect of the campaign is statistically indistinguishable from 0")
    #expect(none.goneFromDay == 1)
    #expect(none.smallestShare(keeping: 0.5) == nil)
    let lasting = AfterCounts(
      campaign: 6, campaignWithout: 10, days: [6, 6, 6], daysWithout: [10, 10, 10])
    let kept = AfterResult("s", shares: [(0, 0, [lasting, lasting])])
    #expect(kept.halfLifeInDays.value == nil)
    #expect(kept.goneFromDay == nil)
    #expect(AfterResult("s", shares: [(0, 0, [flat])]).goneFromDay == nil, "One replication can't say")
    let empty = AfterCounts(campaign: 0, campaignWithout: 0, days: [0, 0], daysWithout: [0, 0])
    let nothing = AfterResult("s", shares: [(0, 0, [empty, empty])])
    #expect(nothing.campaignPercent.undefined == "too little crime happened without patrol")
    #expect(nothing.shares[0].days.allSatisfy { $0.undefined != nil })
  }

  @Test("the smallest share that keeps half is the first whose kept part reaches it")
  func shares() throws {
    func counts(after: Double, hours: Double) -> AfterCounts {
      AfterCounts(
        campaign: 60, campaignWithout: 100, days: [after, after], daysWithout: [50, 50],
        officerHours: hours)
    }
    let result = AfterResult(
      "s",
      shares: [
        (0, 0, [counts(after: 50, hours: 0), counts(after: 50, hours: 0)]),
        (0.25, 1, [counts(after: 42, hours: 20), counts(after: 42, hours: 20)]),
        (0.5, 2, [counts(after: 38, hours: 40), counts(after: 38, hours: 40)]),
      ])
    // 16% and 24% of crime averted after, against 40% in the campaign.
    let kept = result.shares.compactMap(\.keptPercent.value)
    for (value, expected) in zip(kept, [0.0, 40, 60]) { #expect(abs(value - expected) < 1e-9) }
    #expect(result.smallestShare(keeping: 0.5)?.share == 0.5)
    #expect(result.smallestShare(keeping: 0.8) == nil)
    #expect(result.shares[1].pounds.value == 1_800)
  }
}
