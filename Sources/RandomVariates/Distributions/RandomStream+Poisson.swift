// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

extension RandomStream {
  /// Returns a Poisson number: how many events of a given mean number come about.
  ///
  /// Below a mean of 10 by inversion, which uses one word; from 10 on by transformed rejection, which uses two words
  /// most of the time, and sometimes more. A mean of 0 gives 0 and uses no word.
  ///
  /// - Parameter mean: The mean; in `0...1e15`.
  /// - Complexity: O(`mean`) below 10, otherwise O(1).
  ///
  /// Source: Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance:
  /// Mathematics and Economics 12(1), 1993, algorithm PTRS, doi:10.1016/0167-6687(93)90997-4.
  @inlinable
  public mutating func poisson(mean: Double) -> Int {
    precondition((0...1e15).contains(mean), "The mean lies between 0 and 10¹⁵")
    if mean == 0 { return 0 }
    return mean < 10 ? poissonByInversion(mean: mean) : poissonByRejection(mean: mean)
  }

  @inlinable
  mutating func poissonByInversion(mean: Double) -> Int {
    var remainder = uniform()
    var probability = exp(-mean)
    var count = 0
    // Past 2⁻⁶⁰ what remains is the rounding error of the sum.
    while remainder > probability && probability > 0x1p-60 {
      remainder -= probability
      count += 1
      probability *= mean / Double(count)
    }
    return count
  }

  /// Algorithm PTRS, with the paper's names.
  @inlinable
  mutating func poissonByRejection(mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let quickAcceptance = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - u.magnitude
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07 && v <= quickAcceptance { return Int(k) }
      if k < 0 || (us < 0.013 && v > us) { continue }
      let logRatio = log(v * inverseAlpha / (a / (us * us) + b))
      if logRatio <= k * log(mean) - mean - gsl_sf_lngamma(k + 1) { return Int(k) }
    }
  }
}
