// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolTesting
import Testing

/// Numbers without a source beside them are SciPy's.
@Suite("Tallies and intervals")
struct IntervalTests {
  @Test("a tally has the mean and the variance of its values")
  func tally() {
    let tally = Tally([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(tally.count == 8)
    #expect(tally.mean == 5)
    #expect(agree(tally.variance, 32 / 7))
    #expect(agree(tally.standardError, (4 / 7.0).squareRoot()))
  }

  @Test("a tally keeps its precision where values are large and vary little")
  func tallyOfLargeValues() {
    #expect(agree(Tally([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).variance, 30))
  }

  @Test("merging tallies is the same as adding all values to one", arguments: 0...5)
  func mergedTallies(split: Int) {
    let values = [3, -1, 4, 1.5, 9]
    var merged = Tally(values.prefix(split))
    merged.merge(Tally(values.dropFirst(split)))
    let whole = Tally(values)
    #expect(merged.count == whole.count)
    #expect(agree(merged.mean, whole.mean))
    #expect(agree(merged.variance, whole.variance))
  }

  @Test("fewer than two values say nothing of their spread")
  func spreadOfOneValue() {
    #expect(Tally().variance == .infinity)
    #expect(Tally().mean == 0)
    #expect(Tally([3]).standardError == .infinity)
  }

  @Test("the interval of a mean is Student's")
  func studentInterval() {
    // Mean 12.02, standard deviation .875785, t(4) 2.776445.
    let interval = ConfidenceInterval(of: [12.1, 11.4, 13.0, 12.7, 10.9])
    #expect(agree(interval.estimate, 12.02))
    #expect(agree(interval.lower, 10.9325688, within: 1e-7))
    #expect(agree(interval.upper, 13.1074312, within: 1e-7))
    #expect(agree(interval.halfWidth, 1.0874312, within: 1e-6))
    #expect(interval.contains(11) && !interval.contains(10.93))
  }

  @Test("the interval of a single value holds every number, and no bound is NaN")
  func intervalOfOneValue() {
    let interval = ConfidenceInterval(of: [3])
    #expect(interval.estimate == 3)
    #expect(interval.lower == -.infinity && interval.upper == .infinity)
    #expect(interval.halfWidth == .infinity && interval.standardError == .infinity)
  }

  @Test("the interval of values that are all the same is that value")
  func intervalOfConstant() {
    let interval = ConfidenceInterval(of: [0.1, 0.1, 0.1])
    #expect(interval.lower == 0.1 && interval.upper == 0.1)
  }

  @Test("intervals hold the true mean as often as their level says", arguments: [3, 10])
  func coverage(count: Int) {
    var generator = SplitMix64()
    let intervals = (0..<20_000).map { _ in
      ConfidenceInterval(of: (0..<count).map { _ in normalQuantile(generator.uniform()) }, level: 0.9)
    }
    let covered = intervals.count { $0.contains(0) }
    #expect(wilsonInterval(successes: covered, trials: intervals.count, level: 0.9999).contains(0.9))
  }

  @Test("quantiles are those of the tables")
  func quantiles() {
    #expect(agree(normalQuantile(0.975), 1.959963984540054))
    #expect(agree(normalProbability(below: -1.959963984540054), 0.025))
    #expect(normalProbability(below: .infinity) == 1 && normalProbability(below: -.infinity) == 0)
    #expect(agree(studentTQuantile(0.975, degreesOfFreedom: 1), 12.706204736174694))
    #expect(agree(studentTQuantile(0.975, degreesOfFreedom: 29), 2.045229642132703))
    #expect(agree(studentTTwoSidedPValue(-2.045229642132703, degreesOfFreedom: 29), 0.05))
    #expect(studentTTwoSidedPValue(0, degreesOfFreedom: 4) == 1)
    #expect(normalProbability(below: -60) >= 0)
  }

  @Test("the interval of a share is Wilson's and stays within 0 and 1")
  func wilson() {
    let interval = wilsonInterval(successes: 7, trials: 20)
    #expect(interval.estimate == 0.35)
    #expect(agree(interval.lower, 0.1811918241010821) && agree(interval.upper, 0.5671457233147637))
    let ofNone = wilsonInterval(successes: 0, trials: 20)
    #expect(ofNone.lower == 0 && agree(ofNone.upper, 0.16112515805281935))
    #expect(wilsonInterval(successes: 20, trials: 20).upper == 1)
  }

  @Test(
    "replications are planned to the smallest number that is exact enough",
    arguments: [(10, 2, 99), (1, 0.5, 18), (3, 0.1, 3460), (0, 1, 2)])
  func planning(standardDeviation: Double, halfWidth: Double, expected: Int) {
    #expect(replicationsNeeded(standardDeviation: standardDeviation, halfWidth: halfWidth) == expected)
  }

  @Test("a plan that asks for too much ends at its maximum")
  func planningEnds() {
    #expect(replicationsNeeded(standardDeviation: 10, halfWidth: 0.01, maximum: 2000) == 2000)
    #expect(replicationsNeeded(standardDeviation: .infinity, halfWidth: 1, maximum: 2000) == 2000)
  }
}
