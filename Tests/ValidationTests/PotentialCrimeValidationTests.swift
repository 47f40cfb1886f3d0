// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolModel
import Testing

/// One place far from any other, with one type of crime.
private func lonePlace(
  rate: Double, nearRepeats: Double = 0, overdispersion: Double = 0, series: [SeriesKind] = [],
  hourProfile: String = "uniform", weeks: Int = 52, start: CivilDate = CivilDate(year: 2024, month: 1, day: 1)
) -> Scenario {
  let type = CrimeType(
    id: "crime", name: "Crime", harmInDays: 1, nearRepeats: nearRepeats, overdispersion: overdispersion,
    hourProfile: hourProfile)
  let place = Place(
    id: "here", name: "Here", centre: Coordinate(longitude: 0, latitude: 51.5), role: .target,
    ratesPerYear: [rate])
  return Scenario(
    name: "One place",
    phases: Phases(
      campaignStart: start.adding(days: 7 * (weeks - 1)), historyWeeks: weeks - 1, campaignWeeks: 1,
      afterWeeks: 0),
    crime: CrimePattern(places: [place], types: [type], seriesKinds: series),
    operation: Operation(teams: [], shifts: [], units: []))
}

/// The offences of the history, by replication.
private func histories(of scenario: Scenario, _ replications: Int, seed: UInt64) -> [[HappenedOffence]] {
  let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: [])
  return (1...replications).map {
    runner.run(replication: $0, recording: RecordingOptions(keepsBook: true)).history.book
  }
}

/// The two-sided probability that a mean so far from its theory is chance.
private func pValue(of values: [Double], mean: Double) -> Double {
  let tally = Tally(values)
  return erfc(abs(tally.mean - mean) / tally.standardError / 2.0.squareRoot())
}

@Suite("Potential crime agrees with theory", .tags(.theory))
struct PotentialCrimeValidationTests {
  @Test("without near repeats and series the total is Poisson with mean b a year")
  func totals() {
    let books = histories(of: lonePlace(rate: 6_000), 60, seed: 11)
    let expected = 6_000 * 51.0 * 7 / 365.25
    #expect(pValue(of: books.map { Double($0.count) }, mean: expected) >= 1e-4)
    #expect(poissonDispersionPValue(books.map(\.count)) >= 1e-4)
  }

  @Test("near repeats, series and background add up to b; a self-exciting start follows its renewal equation")
  func hawkesMean() {
    let theta = 0.3
    let kinds = [
      SeriesKind(name: "s", startsPerPlaceAndYear: 10, multiplier: 2, meanLengthInDays: 14, types: ["crime"])
    ]
    let scenario = lonePlace(rate: 2_000, nearRepeats: theta, series: kinds)
    let counts = histories(of: scenario, 250, seed: 12).map { Double($0.count) }
    // m(t) = b·[1 − θ·exp(−ω(1 − θ)t)], integrated over 51 weeks.
    let days = 51.0 * 7
    let decay = (1 - theta) / 14
    let expected = 2_000 / 365.25 * (days - theta * (1 - exp(-decay * days)) / decay)
    #expect(pValue(of: counts, mean: expected) >= 1e-4)
  }

  @Test("the variance over the mean of a self-exciting count tends to 1/(1 − θ)²")
  func hawkesDispersion() {
    let theta = 0.3
    let counts = histories(of: lonePlace(rate: 2_000, nearRepeats: theta, weeks: 157), 300, seed: 13)
      .map { Double($0.count) }
    let tally = Tally(counts)
    let ratio = tally.variance / tally.mean
    // The variance of n near-normal counts has a relative standard error of √(2/(n − 1)).
    let theory = 1 / ((1 - theta) * (1 - theta))
    #expect(abs(ratio / theory - 1) < 3.89 * (2.0 / 299).squareRoot())
  }

  @Test("the variance over the mean of a four-week count is 1 + v·mean")
  func blockDispersion() {
    // A Monday on which a block begins, 704 blocks after 5 January 1970.
    let scenario = lonePlace(
      rate: 1_000, overdispersion: 0.1, weeks: 53, start: CivilDate(year: 2023, month: 12, day: 25))
    let block = 28.0 * 86_400
    var counts: [Double] = []
    for book in histories(of: scenario, 60, seed: 14) {
      var blocks = [Double](repeating: 0, count: 13)
      for offence in book { blocks[Int(offence.timeInSeconds / block)] += 1 }
      counts += blocks
    }
    let mean = 1_000 * 28 / 365.25
    let tally = Tally(counts)
    #expect(pValue(of: counts, mean: mean) >= 1e-4)
    // A negative binomial count of shape 1/v has kurtosis 3 + 6v + 1/variance.
    let theory = mean * (1 + 0.1 * mean)
    let kurtosis = 3 + 6 * 0.1 + 1 / theory
    let error = theory * ((kurtosis - 1) / Double(counts.count)).squareRoot()
    #expect(abs(tally.variance - theory) < 3.89 * error)
  }

  @Test("gaps between offences are exponential in rescaled time, over both clock changes")
  func timeRescaling() throws {
    let scenario = lonePlace(rate: 20_000, hourProfile: "night-life")
    let calendar = ReplicationRunner(scenario: scenario, seed: 15, strategies: []).calendar
    let profile = try #require(HourProfile.assumed.first { $0.name == "night-life" })
    var cumulative: [Double] = [0]
    for hour in calendar.hourOfWeek {
      cumulative.append(cumulative[cumulative.count - 1] + profile.multipliers[Int(hour)] * 20_000 / 8_766)
    }
    let levels = histories(of: scenario, 1, seed: 15)[0].map { offence -> Double in
      let hour = Int(offence.timeInSeconds / 3_600)
      return cumulative[hour]
        + (offence.timeInSeconds / 3_600 - Double(hour)) * (cumulative[hour + 1] - cumulative[hour])
    }
    let gaps = zip(levels.dropFirst(), levels).map { $0 - $1 }
    #expect(gaps.count > 10_000)
    #expect(kolmogorovSmirnovPValue(gaps) { 1 - exp(-$0) } >= 1e-4)
  }

  @Test("the hour-of-week profile of a simulated year is the one it was given, clock changes included")
  func hourProfile() throws {
    let scenario = lonePlace(rate: 60_000, hourProfile: "daytime")
    let calendar = ReplicationRunner(scenario: scenario, seed: 16, strategies: []).calendar
    let profile = try #require(HourProfile.assumed.first { $0.name == "daytime" })
    var observed = [Double](repeating: 0, count: 168)
    let book = histories(of: scenario, 1, seed: 16)[0]
    for offence in book {
      observed[Int(calendar.hourOfWeek[calendar.hourIndex(atSecond: offence.timeInSeconds)])] += 1
    }
    var expected = [Double](repeating: 0, count: 168)
    for hour in calendar.hourOfWeek[..<(51 * 7 * 24)] {
      expected[Int(hour)] += profile.multipliers[Int(hour)]
    }
    let scale = Double(book.count) / expected.reduce(0, +)
    #expect(
      chiSquarePValue(observed: observed, expected: expected.map { $0 * scale }) >= 1e-4)
  }
}

extension Tag {
  /// A comparison with theory, inside a confidence interval.
  @Tag static var theory: Self
}
