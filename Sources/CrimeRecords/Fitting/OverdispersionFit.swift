// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The variance *v* of the gamma factor of each four-week block, fitted to monthly counts.
///
/// Counts of a place and month are negative binomial with variance μ + *u*·μ². The likelihood of *u* has
/// Cox and Reid's term for the places' own estimated levels. A calendar month spans parts of two blocks,
/// so that *u* is *v* times ``monthFactor``.
///
/// Source: Cox and Reid, *Journal of the Royal Statistical Society B* 49 (1987), 1–39; McCarthy, Chen and
/// Smyth, *Nucleic Acids Research* 40 (2012), 4288–4297.
struct OverdispersionFit {
  /// One place: its count in each month and the exposure of each month.
  struct Series {
    var counts: [Int]
    var exposures: [Double]
  }

  /// *v*, at least 0.
  let variance: Double
  /// Its standard error, from the curvature of the likelihood; 0 where *v* is 0.
  let standardError: Double
  /// How many counts it rests on.
  let countOfCounts: Int

  /// The mean of the sum of squared shares in which a month of 30.44 days is cut by blocks of 28.
  ///
  /// The variance of a month's mean factor over that of a block's.
  static let monthFactor: Double = {
    let (month, block, steps) = (30.436875, 28.0, 10_000)
    let squares = (0..<steps).map { step -> Double in
      let first = (Double(step) + 0.5) / Double(steps) * block
      let second = min(block, month - first)
      let third = month - first - second
      return (first * first + second * second + third * third) / (month * month)
    }
    return squares.reduce(0, +) / Double(steps)
  }()

  /// Fits series of counts.
  ///
  /// - Parameters:
  ///   - series: Places with at least ten records are used.
  ///   - ownLevels: Whether each place's level was estimated from the same counts.
  /// - Returns: `nil` where there are no such places.
  init?(_ series: [Series], ownLevels: Bool = true) {
    let used = series.filter { $0.counts.count >= 2 && $0.counts.reduce(0, +) >= 10 }
    guard !used.isEmpty else { return nil }
    let means = used.map { one -> [Double] in
      guard ownLevels else { return one.exposures }
      let level = Double(one.counts.reduce(0, +)) / one.exposures.reduce(0, +)
      return one.exposures.map { $0 * level }
    }
    func likelihood(_ u: Double) -> Double {
      var sum = 0.0
      for (one, mean) in zip(used, means) {
        var information = 0.0
        for (count, mu) in zip(one.counts, mean) {
          sum += logNegativeBinomial(count, mean: mu, variance: u)
          information += mu / (1 + u * mu)
        }
        if ownLevels, information > 0 { sum -= 0.5 * log(information) }
      }
      return sum
    }
    countOfCounts = used.reduce(0) { $0 + $1.counts.count }
    let best = exp(minimise(from: [log(0.1)], step: 1) { $0[0] < -20 ? 1e300 : -likelihood(exp($0[0])) }[0])
    guard best > 1e-6, likelihood(best) > likelihood(0) else {
      variance = 0
      standardError = 0
      return
    }
    let h = best * 0.02
    let curvature = (likelihood(best + h) - 2 * likelihood(best) + likelihood(best - h)) / (h * h)
    variance = best / OverdispersionFit.monthFactor
    standardError = (curvature < 0 ? (-1 / curvature).squareRoot() : best) / OverdispersionFit.monthFactor
  }
}

/// Returns the logarithm of the probability of a count whose variance is μ + *u*·μ².
///
/// - Parameters:
///   - mean: μ, at least 0.
///   - variance: *u*, at least 0; 0 is Poisson.
func logNegativeBinomial(_ count: Int, mean: Double, variance: Double) -> Double {
  guard mean > 0 else { return count == 0 ? 0 : -1e9 }
  let n = Double(count)
  guard variance > 1e-9 else { return n * log(mean) - mean - lgamma(n + 1) }
  let size = 1 / variance
  return lgamma(n + size) - lgamma(size) - lgamma(n + 1) - size * log1p(mean / size)
    + n * log(mean / (size + mean))
}
