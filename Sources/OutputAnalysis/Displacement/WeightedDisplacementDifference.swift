// SPDX-License-Identifier: GPL-3.0-or-later

/// The weighted displacement difference (WDD): the change of target and buffer beyond that of their controls.
///
/// Negative if crime was averted. The error is that of independent Poisson counts: where rates vary from street to
/// street and month to month beyond chance, it is too small.
///
/// Source: Wheeler and Ratcliffe, "A simple weighted displacement difference test to evaluate place based crime
/// interventions", Crime Science 7:11, 2018, doi:10.1186/s40163-018-0085-5.
public struct WeightedDisplacementDifference: Hashable, Sendable, Codable {
  /// The difference, in offences of the period after.
  public let estimate: Double
  /// Its variance, Σ *w*²·count; at least 0.
  public let variance: Double

  /// Creates the difference from counts of single offences, not from means over replications.
  ///
  /// Without a control for the buffer, the buffer's own change counts in full.
  ///
  /// - Parameters:
  ///   - counts: The counts.
  ///   - weights: What each count is multiplied with, where periods or areas differ: 26/52 for a count of 52 weeks before beside
  ///     one of 26 weeks after. All 1 for equal ones.
  public init(_ counts: QuadrantCounts, weights: QuadrantCounts = .one) {
    let weighted = QuadrantCounts.zero.map { counts[keyPath: $0] * weights[keyPath: $0] }
    estimate =
      (weighted.target.change - weighted.control.change)
      + (weighted.buffer.change - weighted.bufferControl.change)
    let squares = QuadrantCounts.zero.map { weighted[keyPath: $0] * weights[keyPath: $0] }
    variance = [squares.target, squares.control, squares.buffer, squares.bufferControl].reduce(0) {
      $0 + $1.before + $1.after
    }
  }

  /// The standard error of the difference.
  public var standardError: Double {
    variance.squareRoot()
  }

  /// The difference in standard errors, *z*; 0 if there was no offence at all.
  public var standardScore: Double {
    variance > 0 ? estimate / standardError : 0
  }

  /// The one-sided *p* value of no fall, in `0...1`.
  public var pValueOfFall: Double {
    normalProbability(below: standardScore)
  }

  /// The two-sided *p* value of no change, in `0...1`.
  public var pValue: Double { min(1, 2 * normalProbability(below: -abs(standardScore))) }

  /// The probability that a fall is found significant, of independent Poisson counts.
  ///
  /// Φ(−*E*/√*V* − *z*), with the difference *E* and its variance *V* at the expected counts. It is an approximation by the
  /// normal distribution, good where 20 offences or more are expected in all.
  ///
  /// - Parameters:
  ///   - expected: The counts that are expected with the effect.
  ///   - weights: What each count is multiplied with.
  ///   - level: The one-sided level of the test, between 0 and 1.
  public static func power(
    expected: QuadrantCounts, weights: QuadrantCounts = .one, level: Double
  ) -> Double {
    let difference = WeightedDisplacementDifference(expected, weights: weights)
    return normalProbability(below: -difference.standardScore - normalQuantile(1 - level))
  }

  /// Returns the normal interval of the difference.
  public func interval(level: Double = 0.95) -> ConfidenceInterval {
    ConfidenceInterval(
      estimate: estimate, standardError: standardError, degreesOfFreedom: nil, level: level)
  }
}

extension QuadrantCounts {
  /// The weighted displacement difference of these counts.
  public var weightedDisplacementDifference: WeightedDisplacementDifference {
    WeightedDisplacementDifference(self)
  }
}
