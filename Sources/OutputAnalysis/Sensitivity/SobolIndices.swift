// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of the variance of an outcome is due to each of its inputs.
public struct SobolIndices: Hashable, Sendable {
  /// By input: the share of the variance that would go if the input alone were known, S. In `0...1` but for error.
  public let first: [MeasureInterval]
  /// By input: the share that would be left if all but the input were known, S_T; at least S but for error. What it has
  /// above S is the input's part in interactions.
  public let total: [MeasureInterval]

  /// The fewest base points on which an index says anything: with fewer, its interval at 95% is wider than 0 to 1, which is all that an
  /// index can be.
  ///
  /// Where one input alone moves an outcome that is uniform, with *n* independent base points, a term of the mean in S has the
  /// variance (E[B⁴] + V²) / V² − 1 = 1.8, so that the interval is 2 · 1.96 · √(1.8 / *n*) wide: no more than 1 from *n* = 28 on. The next power
  /// of two is asked for, since Sobol's sequence fills the cube evenly after as many points.
  public static let leastBasePointCount = 32
}

/// Returns the first-order and total Sobol indices of a function's inputs, with bootstrap percentile intervals.
///
/// With f the outcome less its mean over A and B, and V its variance over both:
///
///     S_j  = mean(f(B) · (f(AB_j) − f(A))) / V        (Saltelli 2010)
///     ST_j = mean((f(A) − f(AB_j))²) / 2V             (Jansen 1999)
///
/// A resample draws base points with replacement, each with all its outcomes.
///
/// - Parameters:
///   - a: The outcome at the base points of the first sample; at least 2, all finite.
///   - b: The outcome at those of the second sample, which is independent of the first, in the same order.
///   - mixed: By input: the outcome at the points of the first sample with that input from the second.
///   - level: The confidence level, between 0 and 1.
///   - resampleCount: How many resamples to draw; at least 100.
///   - generator: The source of random numbers; one number for each base point of each resample.
/// - Returns: The indices, undefined where the outcome is the same at all points.
/// - Complexity: O(resamples × base points × inputs).
///
/// Source: Saltelli et al., "Variance based sensitivity analysis of model output. Design and estimator for the total
/// sensitivity index", *Computer Physics Communications* 181, 2010, doi:10.1016/j.cpc.2009.09.018; Jansen, "Analysis of
/// variance designs for model output", *ibid.* 117, 1999, doi:10.1016/S0010-4655(98)00154-4; intervals as Archer, Saltelli
/// and Sobol, *Journal of Statistical Computation and Simulation* 58, 1997, doi:10.1080/00949659708811825.
public func sobolIndices(
  a: [Double], b: [Double], mixed: [[Double]], level: Double = 0.95, resampleCount: Int = 1_000,
  using generator: inout some RandomNumberGenerator
) -> SobolIndices {
  precondition(
    a.count == b.count && mixed.allSatisfy { $0.count == a.count }, "All must have the same points")
  precondition(a.count > 1, "There must be two base points")
  precondition(resampleCount >= 100, "Bounds need a hundred resamples")
  let sample = SobolSample(a: a, b: b, mixed: mixed)
  let once = [Double](repeating: 1, count: a.count)
  guard let estimates = sample.indices(weights: once) else {
    let reason = "the outcome is the same at all points"
    let none = mixed.map { _ in MeasureInterval.undefined(reason: reason) }
    return SobolIndices(first: none, total: none)
  }
  var resamples: [(first: [Double], total: [Double])] = []
  var timesDrawn = once
  for _ in 0..<resampleCount {
    for index in timesDrawn.indices { timesDrawn[index] = 0 }
    for _ in a.indices {
      timesDrawn[Int(generator.next().multipliedFullWidth(by: UInt64(a.count)).high)] += 1
    }
    if let drawn = sample.indices(weights: timesDrawn) { resamples.append(drawn) }
  }
  func intervals(_ values: [Double], _ drawn: ([Double], [Double]) -> [Double]) -> [MeasureInterval] {
    values.indices.map { input in
      percentileInterval(values[input], resamples.map { drawn($0.first, $0.total)[input] }, level: level)
    }
  }
  return SobolIndices(
    first: intervals(estimates.first) { first, _ in first },
    total: intervals(estimates.total) { _, total in total })
}

/// The outcomes from which indices are estimated.
private struct SobolSample {
  let a: [Double]
  let b: [Double]
  let mixed: [[Double]]

  /// Returns the indices where each base point counts so many times; `nil` where there is no variance.
  func indices(weights: [Double]) -> (first: [Double], total: [Double])? {
    let count = weights.reduce(0, +)
    func mean(_ value: (Int) -> Double) -> Double {
      weights.indices.reduce(0) { $0 + weights[$1] * value($1) } / count
    }
    let centre = mean { (a[$0] + b[$0]) / 2 }
    let variance = mean { ((a[$0] - centre) * (a[$0] - centre) + (b[$0] - centre) * (b[$0] - centre)) / 2 }
    guard variance > 1e-24 * max(1, centre * centre) else { return nil }
    let first = mixed.map { mixed in mean { (b[$0] - centre) * (mixed[$0] - a[$0]) } / variance }
    let total = mixed.map { mixed in mean { (a[$0] - mixed[$0]) * (a[$0] - mixed[$0]) } / (2 * variance) }
    return (first, total)
  }
}

/// Returns an estimate with the bounds between which its resamples lie.
private func percentileInterval(_ estimate: Double, _ resamples: [Double], level: Double) -> MeasureInterval {
  let sorted = resamples.sorted()
  guard sorted.count > 1 else {
    return .value(
      ConfidenceInterval(
        estimate: estimate, lower: -.infinity, upper: .infinity, level: level, standardError: .infinity))
  }
  func quantile(_ share: Double) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = min(sorted.count - 2, Int(position))
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }
  return .value(
    ConfidenceInterval(
      estimate: estimate, lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2), level: level,
      standardError: Tally(sorted).variance.squareRoot()))
}
