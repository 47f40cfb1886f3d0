// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

extension RandomStream {
  /// Returns an exponential number: the time to the next event of a Poisson process.
  ///
  /// It uses as many words as ``standardExponential()``.
  ///
  /// - Parameter mean: The mean *m*, in the unit of the result; greater than 0. If infinite, so is the number.
  @inlinable @inline(__always)
  public mutating func exponential(mean: Double) -> Double {
    precondition(mean > 0, "The mean must be positive")
    return mean * standardExponential()
  }

  /// Returns a lognormal number of a given median. It uses as many words as ``normal()``.
  ///
  /// Its logarithm is normal with mean ln *median* and variance σ² = ln(1 + *cv*²).
  ///
  /// - Parameters:
  ///   - median: The median, in the unit of the result; greater than 0.
  ///   - cv: The coefficient of variation, standard deviation over mean; at least 0.
  ///
  /// Source: Johnson, Kotz and Balakrishnan, *Continuous Univariate Distributions*, vol. 1, 2nd ed., Wiley,
  /// 1994, ch. 14.
  @inlinable
  public mutating func lognormal(median: Double, cv: Double) -> Double {
    precondition(median > 0 && median.isFinite, "The median must be positive")
    precondition(cv >= 0 && cv.isFinite, "The coefficient of variation must not be negative")
    return median * exp(log1p(cv * cv).squareRoot() * normal())
  }

  /// Returns a lognormal number of a given mean. It uses as many words as ``normal()``.
  ///
  /// - Parameters:
  ///   - mean: The mean, in the unit of the result; greater than 0. The median is mean / √(1 + *cv*²).
  ///   - cv: The coefficient of variation, standard deviation over mean; at least 0.
  @inlinable
  public mutating func lognormal(mean: Double, cv: Double) -> Double {
    lognormal(median: mean / (1 + cv * cv).squareRoot(), cv: cv)
  }

  /// Returns a gamma number.
  ///
  /// By rejection: it uses two words most of the time, and sometimes more; a further one where `shape` is below
  /// 1, when a gamma number of `shape` + 1 is scaled down by *u* to the power 1 / `shape`.
  ///
  /// - Parameters:
  ///   - shape: The shape; greater than 0. For a mean of 1 and a variance of *v*, take 1 / *v*.
  ///   - scale: The scale, in the unit of the result; greater than 0. The mean is `shape` times `scale`.
  /// - Returns: A number of at least 0; exactly 0 only where `shape` is so small that the number underflows.
  ///
  /// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000, §§4–6,
  /// doi:10.1145/358407.358414.
  @inlinable
  public mutating func gamma(shape: Double, scale: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "The shape must be positive")
    precondition(scale > 0 && scale.isFinite, "The scale must be positive")
    guard shape < 1 else { return scale * standardGamma(shape: shape) }
    let boost = pow(uniform(), 1 / shape)
    return scale * boost * standardGamma(shape: shape + 1)
  }

  /// Returns a gamma number of scale 1 and a shape of at least 1.
  @inlinable
  mutating func standardGamma(shape: Double) -> Double {
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = uniform()
      if u < 1 - 0.0331 * (x * x) * (x * x) { return d * v }
      if log(u) < 0.5 * x * x + d * (1 - v + log(v)) { return d * v }
    }
  }
}
