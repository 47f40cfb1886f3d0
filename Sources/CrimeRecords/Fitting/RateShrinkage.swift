// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Rates of one type at many places, drawn together as far as their counts leave them uncertain.
///
/// A place's yearly rate is gamma with the same mean *m* and shape α everywhere; its count over an
/// exposure *e* is negative binomial with mean rate·*e* and variance/mean² excess *w* from the monthly
/// shocks. *m* and α are those of greatest marginal likelihood (the product of two gamma factors taken
/// as gamma of the same variance); the posterior of each rate is integrated on a grid of its logarithm.
///
/// Source: Clayton and Kaldor, *Biometrics* 43 (1987), 671–681, with overdispersed counts.
struct RateShrinkage {
  /// What is known of one place.
  struct Evidence {
    var count: Int
    /// In years at the level the rate is wanted for; greater than 0.
    var exposureInYears: Double
    /// The variance of the mean of the shocks over the exposure; at least 0.
    var shockVariance: Double
  }

  /// A rate a year, with its standard deviation.
  struct Rate: Hashable {
    var mean: Double
    var deviation: Double
  }

  /// The mean of the rates a year.
  let mean: Double
  /// Their shape α; the smaller, the more unequal the places.
  let shape: Double
  /// The posterior of each place.
  let rates: [Rate]

  /// Fits the mean and shape and integrates each posterior.
  init(_ places: [Evidence]) {
    let count = places.reduce(0) { $0 + $1.count }
    let exposure = places.reduce(0) { $0 + $1.exposureInYears }
    guard count > 0, exposure > 0 else {
      // Nothing seen: half an offence over all the exposure, shared out.
      let level = exposure > 0 ? 0.5 / exposure : 0
      (mean, shape) = (level, 1)
      rates = places.map { _ in Rate(mean: level, deviation: level) }
      return
    }
    let raw = Double(count) / exposure
    let fitted = minimise(from: [log(raw), 0], step: 0.5, tolerance: 1e-4) { parameters in
      guard abs(parameters[1]) < 12, abs(parameters[0] - log(raw)) < 6 else { return 1e300 }
      let (mean, shape) = (exp(parameters[0]), exp(parameters[1]))
      return places.reduce(0) { sum, place in
        let excess = (1 + 1 / shape) * (1 + place.shockVariance) - 1
        return sum - logNegativeBinomial(place.count, mean: mean * place.exposureInYears, variance: excess)
      }
    }
    let (mean, shape) = (exp(fitted[0]), exp(fitted[1]))
    (self.mean, self.shape) = (mean, shape)
    rates = places.map { RateShrinkage.posterior($0, mean: mean, shape: shape) }
  }

  /// Returns mean and standard deviation of a place's rate, by the trapezium rule on its logarithm.
  static func posterior(_ place: Evidence, mean: Double, shape: Double) -> Rate {
    let rateOfPrior = shape / mean
    let n = Double(place.count)
    let middle = log((n + shape) / (place.exposureInYears + rateOfPrior))
    let width = (1 / (n + shape) + place.shockVariance).squareRoot()
    var (total, first, second) = (0.0, 0.0, 0.0)
    var highest = -Double.infinity
    let points = (0...100).map { index -> (logarithm: Double, density: Double) in
      let x = middle + width * (-9 + 0.16 * Double(index))
      let expected = exp(x) * place.exposureInYears
      let seen =
        place.shockVariance > 1e-9
        ? n * x - (n + 1 / place.shockVariance) * log1p(expected * place.shockVariance) : n * x - expected
      let density = seen + shape * x - rateOfPrior * exp(x)
      highest = max(highest, density)
      return (x, density)
    }
    for point in points {
      let weight = exp(point.density - highest)
      let rate = exp(point.logarithm)
      total += weight
      first += weight * rate
      second += weight * rate * rate
    }
    let average = first / total
    return Rate(mean: average, deviation: max(0, second / total - average * average).squareRoot())
  }
}
