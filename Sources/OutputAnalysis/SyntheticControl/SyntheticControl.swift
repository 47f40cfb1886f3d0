// SPDX-License-Identifier: GPL-3.0-or-later

/// A series that is treated at a moment, set against the weighted mean of others that never are.
///
/// The weights, none negative and summing to 1, are those with which the mean of the others comes nearest to the treated series
/// before that moment, by least squares. The effect is the gap after it. Each of the others in turn, as if it were treated, shows how
/// large a gap comes by chance.
///
/// Source: Abadie, Diamond and Hainmueller, "Synthetic control methods for comparative case studies", *Journal of the American
/// Statistical Association* 105(490), 2010, doi:10.1198/jasa.2009.ap08746; without predictors other than the series itself.
public struct SyntheticControl: Hashable, Sendable {
  /// The weight of each donor; none negative, their sum is 1.
  public let weights: [Double]
  /// The weighted mean of the donors, over the whole series.
  public let synthetic: [Double]
  /// Mean of treated minus synthetic after treatment began.
  public let effect: Double
  /// The root mean squared gap before, which tells how well the donors fit.
  public let errorBefore: Double
  /// The root mean squared gap after.
  public let errorAfter: Double

  /// Fits the weights.
  ///
  /// - Parameters:
  ///   - treated: The treated series; all values finite.
  ///   - donors: The others, of the same length; at least one.
  ///   - before: How many values lie before treatment; at least 1 and fewer than there are.
  public init(treated: [Double], donors: [[Double]], before: Int) {
    precondition(
      !donors.isEmpty && donors.allSatisfy { $0.count == treated.count }, "Donors match the treated")
    precondition(before > 0 && before < treated.count, "There are values before and after")
    let gaps = donors.map { donor in (0..<before).map { donor[$0] - treated[$0] } }
    let gram = gaps.flatMap { first in
      gaps.map { second in zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let weights = minimumNormPoint(gram: gram, count: donors.count)
    let synthetic = treated.indices.map { time in
      zip(weights, donors).reduce(0) { $0 + $1.0 * $1.1[time] }
    }
    func error(_ times: Range<Int>) -> Double {
      (times.reduce(0) { $0 + (treated[$1] - synthetic[$1]) * (treated[$1] - synthetic[$1]) }
        / Double(times.count)).squareRoot()
    }
    let after = before..<treated.count
    self.weights = weights
    self.synthetic = synthetic
    effect = after.reduce(0) { $0 + treated[$1] - synthetic[$1] } / Double(after.count)
    errorBefore = error(0..<before)
    errorAfter = error(after)
  }

  /// The gap after over the gap before, in squares; infinite for a perfect fit before, and 0 without a gap after.
  public var errorRatio: Double {
    guard errorAfter > 0 else { return 0 }
    return errorBefore > 0 ? errorAfter * errorAfter / (errorBefore * errorBefore) : .infinity
  }

  /// Each donor as if it were treated, with the other donors as its own; empty for a single donor.
  public static func placebos(_ donors: [[Double]], before: Int) -> [SyntheticControl] {
    guard donors.count > 1 else { return [] }
    return donors.indices.map { index in
      var others = donors
      let treated = others.remove(at: index)
      return SyntheticControl(treated: treated, donors: others, before: before)
    }
  }

  /// Returns the *p* value among placebos: the share of series, the treated one included, whose ratio of errors is at least the
  /// treated one's.
  public func pValue(among placebos: [SyntheticControl]) -> Double {
    let asLarge = placebos.count { $0.errorRatio >= errorRatio }
    return Double(asLarge + 1) / Double(placebos.count + 1)
  }
}
