// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the number in the open unit interval that 64 random bits stand for.
///
/// The result is an odd multiple of 2⁻⁵³, all equally likely: never 0 and never 1, so that its logarithm is
/// finite, and its mean is exactly one half.
@inlinable
func unitInterval(_ word: UInt64) -> Double {
  Double((word &>> 11) | 1) * 0x1p-53
}

extension RandomStream {
  /// Returns a uniform number between 0 and 1, both excluded. It uses one word.
  @inlinable
  public mutating func uniform() -> Double {
    unitInterval(next())
  }

  /// Returns a uniform whole number from 0 up to, and not including, a bound.
  ///
  /// Without bias. It uses one word, and another with a probability of less than `n` / 2⁶⁴.
  ///
  /// - Parameter n: The number of values; at least 1.
  ///
  /// Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019, algorithm 5.
  @inlinable @inline(__always)
  public mutating func uniform(below n: Int) -> Int {
    precondition(n > 0, "There must be a value to choose")
    let bound = UInt64(n)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Returns whether an event of a given probability comes about. It uses one word.
  ///
  /// - Parameter p: A probability, in `0...1`; 0 never comes about and 1 always does.
  @inlinable
  public mutating func bernoulli(_ p: Double) -> Bool {
    precondition((0...1).contains(p), "A probability lies between 0 and 1")
    return uniform() < p
  }
}
