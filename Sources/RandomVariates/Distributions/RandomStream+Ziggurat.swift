// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import CRandom123

/// Exponential and normal numbers by ziggurats of 256 layers.
///
/// A point is drawn in one of 256 layers of equal area that together cover the curve. In most layers most of the width lies
/// under the curve, and there the point's abscissa is the answer: one word, one look-up, one comparison. The
/// layer takes the lowest 8 bits of the word and the abscissa the highest 53, so that neither tells of the other.
///
/// Source: Marsaglia and Tsang, "The ziggurat method for generating random variables", Journal of Statistical
/// Software 5(8), 2000, doi:10.18637/jss.v005.i08; bits kept apart as in Doornik, "An improved ziggurat method
/// to generate normal random samples", Oxford, 2005.
extension RandomStream {
  /// Returns an exponential number of mean 1, greater than 0.
  ///
  /// It uses one word 98.9% of the time, else three or more.
  @inlinable @inline(__always)
  public mutating func standardExponential() -> Double {
    let word = next()
    let layer = Int(truncatingIfNeeded: word & 0xFF)
    let abscissa = word &>> 11 | 1
    let x = Double(abscissa) * crandom123_exponential_scale(layer)
    return abscissa < crandom123_exponential_core(layer) ? x : exponential(outsideCoreOf: layer, x: x)
  }

  /// Returns a normal number of mean 0 and standard deviation 1.
  ///
  /// It uses one word 98.8% of the time, else two or more.
  @inlinable
  public mutating func normal() -> Double {
    let word = next()
    let layer = Int(truncatingIfNeeded: word & 0xFF)
    let abscissa = word &>> 11 | 1
    let x = Double(abscissa) * crandom123_normal_scale(layer)
    let magnitude = abscissa < crandom123_normal_core(layer) ? x : normal(outsideCoreOf: layer, x: x)
    // Bit 8 stands in neither of the two; it becomes the sign.
    return Double(bitPattern: magnitude.bitPattern | (word & 0x100) &<< 55)
  }

  /// Returns an exponential number, given a point of a layer that may lie above the curve.
  @usableFromInline @inline(never)
  mutating func exponential(outsideCoreOf layer: Int, x: Double) -> Double {
    // Past the start of the tail an exponential number starts anew.
    guard layer > 0 else { return 0x1p53 * crandom123_exponential_scale(1) + standardExponential() }
    let low = exp(-0x1p53 * crandom123_exponential_scale(layer))
    let high = layer < 255 ? exp(-0x1p53 * crandom123_exponential_scale(layer + 1)) : 1
    return low + uniform() * (high - low) < exp(-x) ? x : standardExponential()
  }

  /// Returns the magnitude of a normal number, given a point of a layer that may lie above the curve.
  @usableFromInline @inline(never)
  mutating func normal(outsideCoreOf layer: Int, x: Double) -> Double {
    guard layer > 0 else { return normalTail(from: 0x1p53 * crandom123_normal_scale(1)) }
    func density(_ x: Double) -> Double { exp(-0.5 * x * x) }
    let low = density(0x1p53 * crandom123_normal_scale(layer))
    let high = layer < 255 ? density(0x1p53 * crandom123_normal_scale(layer + 1)) : 1
    return low + uniform() * (high - low) < density(x) ? x : normal().magnitude
  }

  /// Returns a normal number, given that it is greater than a start.
  ///
  /// Source: Marsaglia, "Generating a variable from the tail of the normal distribution", Technometrics 6(1), 1964,
  /// doi:10.1080/00401706.1964.10490150.
  private mutating func normalTail(from start: Double) -> Double {
    while true {
      let x = standardExponential() / start
      if 2 * standardExponential() > x * x { return start + x }
    }
  }
}
