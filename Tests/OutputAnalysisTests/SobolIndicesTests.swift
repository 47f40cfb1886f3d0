// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis
import PatrolTesting
import Testing

/// Theory: Ishigami's function with a = 7 and b = 0.1 has the indices below in closed form.
///
/// Source: Saltelli et al., *Global Sensitivity Analysis: The Primer*, Wiley, 2008, §5.7.
@Suite("Sobol indices")
struct SobolIndicesTests {
  private static func ishigami(_ x: [Double]) -> Double {
    sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
  }

  /// Independent points, uniform from −π to π, and the outcomes that the estimators need.
  private static func sample(
    _ count: Int, _ random: inout SplitMix64, _ function: ([Double]) -> Double
  ) -> (a: [Double], b: [Double], mixed: [[Double]]) {
    func points() -> [[Double]] {
      (0..<count).map { _ in (0..<3).map { _ in Double.random(in: -Double.pi...Double.pi, using: &random) } }
    }
    let (a, b) = (points(), points())
    let mixed = (0..<3).map { input in
      zip(a, b).map { first, second in
        var point = first
        point[input] = second[input]
        return function(point)
      }
    }
    return (a.map(function), b.map(function), mixed)
  }

  @Test("agree with theory within their intervals, and those hold it about as often as they say")
  func ishigami() throws {
    let first = [0.3139, 0.4424, 0], total = [0.5576, 0.4424, 0.2437]
    var random = SplitMix64(state: 11)
    var held = 0
    var questions = 0
    for _ in 0..<24 {
      let (a, b, mixed) = Self.sample(400, &random, Self.ishigami)
      let indices = sobolIndices(a: a, b: b, mixed: mixed, resampleCount: 150, using: &random)
      for input in 0..<3 {
        let (s, t) = (try #require(indices.first[input].value), try #require(indices.total[input].value))
        held += (s.contains(first[input]) ? 1 : 0) + (t.contains(total[input]) ? 1 : 0)
        questions += 2
        // Five standard errors: a chance of one in a million for each.
        #expect(abs(s.estimate - first[input]) < 5 * s.standardError + 1e-4)
        #expect(abs(t.estimate - total[input]) < 5 * t.standardError + 1e-4)
      }
    }
    // Of 144 at 95%, coverage of what it says gives less than 85% about once in ten thousand samples. Six questions of
    // a sample are not independent, and percentile intervals of 400 points are a little short: 85% is asked.
    #expect(Double(held) / Double(questions) > 0.85)
  }

  @Test("of a sum are the shares of its terms, alone and in all")
  func additive() throws {
    var random = SplitMix64(state: 3)
    let (a, b, mixed) = Self.sample(4_000, &random) { 3 * $0[0] + 4 * $0[1] }
    let indices = sobolIndices(a: a, b: b, mixed: mixed, using: &random)
    for (input, share) in [0.36, 0.64, 0].enumerated() {
      #expect(try #require(indices.first[input].value).contains(share))
      #expect(try #require(indices.total[input].value).contains(share))
    }
    #expect(indices.total[2].value?.estimate == 0)
  }

  @Test("are undefined where the outcome is the same everywhere")
  func constant() {
    var random = SplitMix64(state: 3)
    let same = [Double](repeating: 12.1, count: 20)
    let indices = sobolIndices(a: same, b: same, mixed: [same, same], using: &random)
    #expect(indices.first.allSatisfy { $0.reason == "the outcome is the same at all points" })
    #expect(indices.total.allSatisfy { $0.value == nil })
  }

  @Test("Welch's interval is SciPy's")
  func welch() {
    // scipy.stats.ttest_ind(a, b, equal_var=False).confidence_interval()
    let interval = meanDifferenceInterval(of: [12.1, 11.4, 13.0, 12.7, 10.9], minus: [11.0, 11.1, 12.2])
    #expect(agree(interval.estimate, 0.5866666666666678))
    #expect(agree(interval.lower, -0.7932968749734683))
    #expect(agree(interval.upper, 1.966630208306804))
    #expect(meanDifferenceInterval(of: [1], minus: [2, 3]).upper == .infinity)
    #expect(meanDifferenceInterval(of: [1, 1], minus: [3, 3]).upper == -2)
  }
}
