// SPDX-License-Identifier: GPL-3.0-or-later

/// The weighted displacement difference (WDD): the change of target and buffer beyond that of their controls.
///
/// Negative if crime was averted. The error is that of independent Poisson counts: where rates vary from street to
/// street and month to month beyond chance, it is too small.
///
/// Source: Wheeler and Ratcliffe, "A simple weighted displacement difference test to evaluate place based crime
/// interventions", Crime Science 7:11, 2018, doi:10.1186/s40163-018-0085-5.
public struct WeightedDisplacementDifference: Hashable, Sendable, Codable {
  /// The difference, in offences.
  public let estimate: Double
  /// Its variance, the sum of all counts; at least 0.
  public let variance: Double

  /// Creates the difference from counts of single offences, not from means over replications.
  ///
  /// Without a control for the buffer, the buffer's own change counts in full.
  public init(_ counts: QuadrantCounts) {
    let areas = [counts.target, counts.control, counts.buffer, counts.bufferControl]
    estimate =
      (counts.target.change - counts.control.change) + (counts.buffer.change - counts.bufferControl.change)
    variance = areas.reduce(0) { $0 + $1.before + $1.after }
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
