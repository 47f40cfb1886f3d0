// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel
import PatrolTesting
import RandomVariates
import Testing

@Suite("Published figures on evaluations of few places")
struct EvaluationValidationTests {
  /// The falls of the top 5 of 500 streets, picked on so many years' count, in the year after, in per cent.
  ///
  /// Streets' rates are exponential with a mean of 11 offences a year, an assumption: the published figures don't say.
  private func falls(pickedOnYears years: Double, replications: Int) -> [Double] {
    (1...replications).map { replication in
      var random = RandomStream(seed: 31, replication: UInt64(replication), name: "streets")
      let streets = (0..<500).map { _ -> (before: Double, after: Double) in
        let rate = random.exponential(mean: 11)
        return (Double(random.poisson(mean: rate * years)), Double(random.poisson(mean: rate)))
      }
      let top = streets.indices.sorted { (-streets[$0].before, $0) < (-streets[$1].before, $1) }.prefix(5)
      let before = top.reduce(0) { $0 + streets[$1].before } / years
      let after = top.reduce(0) { $0 + streets[$1].after }
      return 100 * (1 - after / before)
    }
  }

  @Test(
    "with no treatment the top 5 of 500 streets fall by 7 to 12%, picked on a year, and by 22% on 13 weeks",
    .tags(.theory))
  func regressionToTheMean() {
    let year = ConfidenceInterval(of: falls(pickedOnYears: 1, replications: 400), level: 0.9999)
    #expect(year.lower < 12 && year.upper > 7 && (6...12).contains(year.estimate), "\(year)")
    // The mean of 400 is known to ± 1.3 points at this level, and sees one that is 2 points off in nine of ten cases.
    let quarter = ConfidenceInterval(of: falls(pickedOnYears: 0.25, replications: 400), level: 0.9999)
    #expect(quarter.contains(22), "\(quarter)")
  }

  @Test(
    "street-period shocks of variance .05, .1 and .2 make a nominal 10% test of WDD reject in 23, 28 and 33%",
    .tags(.theory), arguments: [(0.05, 0.23), (0.1, 0.28), (0.2, 0.33)])
  func typeOneError(variance: Double, published: Double) {
    // 5 streets and 5 controls at 60 offences a year, 52 weeks before and 26 after, each street and period with its own
    // gamma shock of mean 1.
    let weights = QuadrantCounts(
      target: BeforeAfter(before: 0.5, after: 1), buffer: .zero, control: BeforeAfter(before: 0.5, after: 1))
    let count = 4_000
    let rejected = (1...count).count { replication in
      var random = RandomStream(seed: 8, replication: UInt64(replication), name: "shocks")
      func period(_ mean: Double) -> Double {
        (0..<5).reduce(0.0) { sum, _ in
          let shock = random.gamma(shape: 1 / variance, scale: variance)
          return sum + Double(random.poisson(mean: mean * shock))
        }
      }
      let counts = QuadrantCounts(
        target: BeforeAfter(before: period(60), after: period(30)), buffer: .zero,
        control: BeforeAfter(before: period(60), after: period(30)))
      return WeightedDisplacementDifference(counts, weights: weights).pValueOfFall < 0.1
    }
    // Published to the percent. 4,000 know a share to ± .028 at this level.
    let interval = wilsonInterval(successes: rejected, trials: count, level: 0.9999)
    #expect(interval.lower <= published + 0.005 && interval.upper >= published - 0.005, "\(interval)")
  }

  @Test(
    "methods on plain Poisson records are unbiased, hold the truth in 95% and find what isn't there in 2.5%",
    .tags(.theory))
  func plainWorld() {
    func panel(_ replication: Int, effect: Double) -> RecordedPanel {
      var random = RandomStream(seed: 12, replication: UInt64(replication), name: "records")
      func series(_ place: Int, of target: Int?, _ factor: Double) -> RecordedPanel.Series {
        RecordedPanel.Series(
          place: place, target: target,
          counts: (0..<168).map { Double(random.poisson(mean: 4 * ($0 < 156 ? 1 : factor))) })
      }
      return RecordedPanel(
        targets: (0..<8).map { series($0, of: nil, 1 - effect) }, buffers: [],
        controls: (0..<8).map { series(100 + $0, of: $0, 1) }, historyWeeks: 156, campaignWeeks: 12,
        baseline: BaselineWindow(phases: SmallTown.scenario(historyWeeks: 156, campaignWeeks: 12).phases))
    }
    let count = 1_000
    // Synthetic control has no interval that claims to hold the truth so often; its placebos are tested on their own.
    let methods = EvaluationMethod.allCases.filter { $0 != .syntheticControl }
    for effect in [0.0, 0.2] {
      let estimates = (1...count).map { replication in
        let panel = panel(replication, effect: effect)
        return methods.map { $0.estimate(panel) }
      }
      for (index, method) in methods.enumerated() {
        let own = estimates.map { $0[index] }
        // Ratios of counts of 380 are biased by less than half a point.
        let mean = ConfidenceInterval(of: own.compactMap(\.fallPercent), level: 0.9999)
        #expect(mean.lower - 0.5 <= 100 * effect && mean.upper + 0.5 >= 100 * effect, "\(method) \(mean)")
        let covered = own.count { ($0.lower ?? 100) <= 100 * effect && ($0.upper ?? -100) >= 100 * effect }
        // Clustered errors of 16 places cover a little less than they say.
        let coverage = wilsonInterval(successes: covered, trials: count, level: 0.9999)
        #expect(coverage.upper >= (method == .differenceInDifferences ? 0.93 : 0.95), "\(method) \(coverage)")
        guard effect == 0 else { continue }
        let found = own.count { ($0.isSignificant ?? false) && ($0.fallPercent ?? 0) > 0 }
        let size = wilsonInterval(successes: found, trials: count, level: 0.9999)
        #expect(size.lower <= (method == .differenceInDifferences ? 0.035 : 0.025), "\(method) \(size)")
      }
    }
  }
}
