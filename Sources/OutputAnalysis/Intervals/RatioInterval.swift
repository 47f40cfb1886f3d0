// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the ratio of two means with Fieller's interval.
///
/// The interval holds every ratio ρ for which the mean of *y* − ρ·*x* can't be told from 0. It isn't symmetric about
/// the estimate, and there is none where the denominator can't be told from 0 itself. For a numerator that is the same
/// in all replications it is that number over the bounds of the denominator's own interval.
///
/// - Parameters:
///   - numerators: *y*, the value of each replication; at least one, all finite.
///   - denominators: *x*, in the same order.
///   - level: The confidence level, between 0 and 1.
///   - reason: Why there is no ratio where the denominator's interval holds 0.
/// - Returns: The interval, infinite for a single replication; its standard error is that of the linearised ratio.
/// - Complexity: O(replications).
///
/// Source: Fieller, "Some problems in interval estimation", *Journal of the Royal Statistical Society* B 16(2), 1954,
/// doi:10.1111/j.2517-6161.1954.tb00159.x.
public func ratioInterval(
  of numerators: [Double], to denominators: [Double], level: Double = 0.95, otherwise reason: String
) -> MeasureInterval {
  precondition(numerators.count == denominators.count, "Both must have the same replications")
  var pairs = PairTally()
  for (denominator, numerator) in zip(denominators, numerators) { pairs.add(denominator, numerator) }
  return ratioInterval(of: pairs, level: level, otherwise: reason)
}

/// Returns the ratio of two means with Fieller's interval, of pairs that were tallied: *y* over *x*.
///
/// - Parameters:
///   - pairs: The denominator *x* and the numerator *y* of each replication; at least one.
///   - level: The confidence level, between 0 and 1.
///   - reason: Why there is no ratio where the denominator's interval holds 0.
/// - Returns: The interval, as ``ratioInterval(of:to:level:otherwise:)`` gives it.
public func ratioInterval(
  of pairs: PairTally, level: Double = 0.95, otherwise reason: String
) -> MeasureInterval {
  precondition(pairs.count > 0, "There must be a replication")
  let (y, x) = (pairs.y, pairs.x)
  guard x.mean != 0 else { return .undefined(reason: reason) }
  let ratio = y.mean / x.mean
  let count = Double(pairs.count)
  guard count > 1 else {
    return .value(
      ConfidenceInterval(
        estimate: ratio, lower: -.infinity, upper: .infinity, level: level, standardError: .infinity))
  }
  let (varY, varX) = (y.variance / count, x.variance / count)
  let covariance = pairs.covariance / count
  let t = studentTQuantile(1 - (1 - level) / 2, degreesOfFreedom: count - 1)
  let g = t * t * varX / (x.mean * x.mean)
  guard g < 1 else { return .undefined(reason: reason) }
  // Rounding can leave a variance of 0 a little below it.
  let linearised = max(0, varY - 2 * ratio * covariance + ratio * ratio * varX)
  let unexplained = varX > 0 ? max(0, varY - covariance * covariance / varX) : varY
  let shift = varX > 0 ? ratio - g * covariance / varX : ratio
  let reach = t / abs(x.mean) * max(0, linearised - g * unexplained).squareRoot()
  return .value(
    ConfidenceInterval(
      estimate: ratio, lower: (shift - reach) / (1 - g), upper: (shift + reach) / (1 - g), level: level,
      standardError: linearised.squareRoot() / abs(x.mean)))
}
