// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// How much of its full effect a visit of some length has.
///
/// *r(L)* = logistic((*L* − 10)/2) − logistic(−5), with *L* in minutes: little before ten minutes, nearly
/// all from fifteen on.
///
/// Source: Koper, *Justice Quarterly* 12 (1995), 649–672, for the length; its shape is an assumption.
public enum VisitCurve {
  /// The effect of a stay of so many minutes, in `0..<1`.
  public static func effect(ofMinutes length: Double) -> Double {
    logistic((length - 10) / 2) - logistic(-5)
  }

  private static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
