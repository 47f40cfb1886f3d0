// SPDX-License-Identifier: GPL-3.0-or-later

/// The difference of two strategies that were run on the same random numbers, replication by replication.
///
/// Source: Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, §§10.2.1 and 11.2.
public struct PairedComparison: Hashable, Sendable, Codable {
  /// Student's *t* interval of the mean of first minus second; infinite for a single replication.
  public let interval: ConfidenceInterval

  /// The two-sided *p* value of no difference, in `0...1`.
  ///
  /// It is 1 for a single replication. Where all differences are the same, it is 1 if they are 0 and 0 if not.
  public let pValue: Double

  /// How many times as many independent replications it would take for the same precision.
  ///
  /// This is (var *a* + var *b*) / var(*a* − *b*): above 1 if pairing helped. Undefined for a single replication and
  /// where all differences are the same.
  public let varianceReduction: MeasureValue

  /// Compares two strategies.
  ///
  /// - Parameters:
  ///   - a: The first strategy's value in each replication; at least one, all finite.
  ///   - b: The second strategy's, in the same order.
  ///   - level: The confidence level, between 0 and 1.
  public init(_ a: [Double], _ b: [Double], level: Double = 0.95) {
    precondition(a.count == b.count, "Both strategies must have the same replications")
    let difference = Tally(zip(a, b).map { $0 - $1 })
    interval = ConfidenceInterval(of: difference, level: level)
    guard difference.count > 1 else {
      pValue = 1
      varianceReduction = .undefined(
        reason: "The variance reduction is undefined: there is a single replication")
      return
    }
    guard difference.variance > 0 else {
      pValue = difference.mean == 0 ? 1 : 0
      varianceReduction = .undefined(
        reason: "The variance reduction is undefined: the difference is the same in all replications")
      return
    }
    pValue = studentTTwoSidedPValue(
      difference.mean / difference.standardError, degreesOfFreedom: Double(difference.count - 1))
    varianceReduction = .value((Tally(a).variance + Tally(b).variance) / difference.variance)
  }
}
