// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolTesting
import Testing

@testable import CrimeRecords

@Suite("Fitting")
struct FittingTests {
  private let months = (0..<48).map { RecordMonth(index: 2016 * 12 + $0) }

  @Test("a season and a trend are told apart")
  func seasonAndTrend() throws {
    let season = (0..<12).map { 1 + 0.3 * sin(Double($0) * .pi / 6) }
    var random = SplitMix64(state: 7)
    let counts = months.enumerated().map { index, month in
      let level = 30 * exp(0.02 * Double(index))
      return random.poisson(Double(month.dayCount) * level * season[month.monthOfYear])
    }
    let fit = try #require(SeasonFit(months: months, counts: counts))
    #expect(abs(fit.multipliers.reduce(0, +) - 12) < 1e-9)
    let mean = season.reduce(0, +) / 12
    for (found, true_) in zip(fit.multipliers, season) {
      // About 4·1,500 records a month: a standard error of 1.3%, and 4 of them.
      #expect(abs(found - true_ / mean) < 4 * 0.013 * true_)
    }
    #expect(SeasonFit(months: Array(months.prefix(11)), counts: Array(counts.prefix(11))) == nil)
  }

  @Test(
    "the variance of four-week blocks comes back from months, within its standard error",
    arguments: [0.1, 0.4])
  func overdispersion(variance: Double) throws {
    var random = SplitMix64(state: 11)
    let series = (0..<150).map { _ -> OverdispersionFit.Series in
      let rate = 0.3 + random.uniform()
      let blocks = (0..<54).map { _ in random.gamma(shape: 1 / variance) }
      var day = 0
      let counts = months.map { month -> Int in
        let mean = (day..<day + month.dayCount).reduce(0) { $0 + rate * blocks[$1 / 28] }
        day += month.dayCount
        return random.poisson(mean)
      }
      return OverdispersionFit.Series(counts: counts, exposures: months.map { Double($0.dayCount) })
    }
    let fit = try #require(OverdispersionFit(series))
    #expect(abs(fit.variance - variance) < 3.3 * fit.standardError)
  }

  @Test("counts without shocks have no overdispersion beyond its standard error")
  func noOverdispersion() throws {
    var random = SplitMix64(state: 13)
    let series = (0..<100).map { _ in
      OverdispersionFit.Series(
        counts: months.map { _ in random.poisson(8) }, exposures: months.map { _ in 1 })
    }
    let fit = try #require(OverdispersionFit(series))
    #expect(fit.variance <= 3.3 * fit.standardError)
  }

  @Test("the intervals of shrunk rates hold the truth as often as they say")
  func shrinkage() {
    var random = SplitMix64(state: 17)
    var covered = 0
    let places = (0..<1_000).map { _ -> (rate: Double, evidence: RateShrinkage.Evidence) in
      let rate = 12 * random.gamma(shape: 0.8)
      let shock = random.gamma(shape: 1 / 0.05)
      let count = random.poisson(rate * shock * 2)
      return (rate, RateShrinkage.Evidence(count: count, exposureInYears: 2, shockVariance: 0.05))
    }
    let fit = RateShrinkage(places.map(\.evidence))
    for (place, rate) in zip(places, fit.rates) where abs(rate.mean - place.rate) < 1.96 * rate.deviation {
      covered += 1
    }
    // Binomial, 99.9%: 950 ± 23; a skewed posterior costs a little on one side and gains on the other.
    #expect((927...977).contains(covered))
    #expect(abs(fit.shape - 0.8) < 0.15)
  }

  @Test("a month's shocks vary less than a block's by the share that overlap leaves")
  func monthFactor() {
    // (1/28)·[∫(u² + (L − u)²) over 2.44…28 + ∫(u² + 28² + (2.44 − u)²) over 0…2.44] / L², L = 30.44.
    #expect(abs(OverdispersionFit.monthFactor - 0.6377) < 0.001)
  }

  @Test("hours are read from every layout of dates and times")
  func hours() throws {
    #expect(TimedLayout.hour(ofDateTime: "03/15/2014 12:00:00 AM") == 0)
    #expect(TimedLayout.hour(ofDateTime: "03/15/2014 12:30:00 PM") == 12)
    #expect(TimedLayout.hour(ofDateTime: "2022-09-16 21:30:00") == 21)
    #expect(TimedLayout.hour(ofDateTime: "2022-09-16T21:30") == 21)
    #expect(TimedLayout.hour(ofDateTime: "2022-09-16") == nil)
    #expect(TimedLayout.hour(ofTime: "1730") == 17)
    #expect(TimedLayout.hour(ofTime: "5") == 0)
    #expect(TimedLayout.hour(ofTime: "945") == 9)
    #expect(TimedLayout.hour(ofTime: "2500") == nil)
    #expect(TimedLayout.hour(ofTime: "0.618055555555556") == 14)
    #expect(TimedLayout.date("11/5/2022 0:00") == CivilDate(year: 2022, month: 11, day: 5))
    #expect(TimedLayout.date("13/45/2022") == nil)
  }

  @Test("a type with few incidents leans on all types, one with many stands by itself")
  func hourStrength() {
    var random = SplitMix64(state: 19)
    let shared = [Double](repeating: 1 / 168.0, count: 168)
    let alike = (0..<168).map { _ in random.poisson(5) }
    let unlike = (0..<168).map { random.poisson($0 % 24 < 12 ? 2 : 40) }
    #expect(
      HourProfileFit.strength(alike, around: shared) > 10 * HourProfileFit.strength(unlike, around: shared))
  }
}

@Suite("Rounding")
struct RoundingTests {
  @Test("rounded multipliers have four decimals and still have mean 1")
  func keepsMean() {
    let rounded = roundedKeepingMean([0.5, 1.123_456, 1.376_544, 1.000_000_4, 0.999_999_6])
    #expect(rounded == [0.5, 1.1235, 1.3765, 1, 1])
    #expect(rounded.reduce(0, +) == 5)
  }
}
