// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// How much of its full effect a visit of some length has.
///
///     r(L) = logistic((L − 10)/2) − ε        ε = logistic(−5),  L in minutes
///
/// Little before ten minutes, nearly all from fifteen on; it approaches ``full`` = 1 − ε.
///
/// Source: Koper, *Justice Quarterly* 12 (1995), 649–672, for the length; its shape is an assumption.
public enum VisitCurve {
  /// Where the curve is steepest, in minutes.
  static let midpointInMinutes = 10.0
  /// How far on either side of it the curve is steep, in minutes.
  static let scaleInMinutes = 2.0
  /// ε, by which the curve is lowered so that a visit of no length has no effect.
  static let start = 1 / (1 + exp(midpointInMinutes / scaleInMinutes))
  /// r∞, the effect of a visit without end.
  public static let full = 1 - start

  /// The effect of a visit of so many minutes, in `0..<1`.
  public static func effect(ofMinutes length: Double) -> Double {
    effect(leaving: rest(afterMinutes: length))
  }

  /// *u* = exp((10 − L)/2), which is what is left of the curve after L minutes: (r∞ − r)/r∞ apart from a factor.
  ///
  /// It is what a visit under way is kept by: it falls by exp(−Δ/2) in Δ minutes, and loses nothing where *r* is so close to
  /// r∞ that their difference would cancel.
  static func rest(afterMinutes length: Double) -> Double {
    exp((midpointInMinutes - length) / scaleInMinutes)
  }

  /// *r* for a given rest.
  static func effect(leaving rest: Double) -> Double { 1 / (1 + rest) - start }

  /// The rest at which the curve has a value; 0 where it never has.
  static func rest(atEffect effect: Double) -> Double {
    effect < full ? 1 / (effect + start) - 1 : 0
  }

  /// The integrals of k and of k² over some minutes, where k = (1 + u)·d/(1 + u·d), d = exp(−t/2), in minutes.
  ///
  ///     ∫ k  = 2·(1 + u)/u·ln[(1 + u)/(1 + u·D)]                                    D = d at the end
  ///     ∫ k² = 2·[(1 + u)/u]²·(ln[(1 + u)/(1 + u·D)] + 1/(1 + u) − 1/(1 + u·D))
  ///
  /// - Parameter rest: *u* at the start; not near 0, where the terms cancel.
  static func integrals(from rest: Double, overMinutes minutes: Double) -> (first: Double, second: Double) {
    let (before, after) = (1 + rest, 1 + rest * exp(-minutes / scaleInMinutes))
    let factor = before / rest
    let logarithm = log(before / after)
    return (
      scaleInMinutes * factor * logarithm,
      scaleInMinutes * factor * factor * (logarithm + 1 / before - 1 / after)
    )
  }
}
