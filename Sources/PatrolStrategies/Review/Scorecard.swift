// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import RandomVariates

/// What was reported where or while something was done, against what was to be expected.
struct Scorecard: Hashable {
  /// Offences reported.
  var offences = 0.0
  /// Offences expected: the place's usual number, scaled so that all targets of the week together come to what was reported.
  ///
  /// So season, and what patrol does everywhere, cancel: a score tells one arm from the others, and nothing else.
  var expected = 0.0
  /// Hours of visits.
  var visitHours = 0.0

  /// Offences fewer than expected in an hour of visits, relative to the other arms; 0 without visits.
  var avertedPerVisitHour: Double { visitHours > 0 ? (expected - offences) / visitHours : 0 }

  /// The standard error of that.
  ///
  /// - Parameter dispersion: Variance of a count over its mean.
  func error(dispersion: Double) -> Double {
    visitHours > 0 ? (dispersion * max(expected, 1)).squareRoot() / visitHours : .infinity
  }

  /// Draws the ratio of what is reported to what is expected from its posterior: gamma, with a prior that is worth so many
  /// offences at a ratio of 1.
  func ratio(prior: Double, dispersion: Double, _ random: inout RandomStream) -> Double {
    random.gamma(shape: (prior + offences) / dispersion, scale: dispersion / (prior + expected))
  }

  /// Returns the probability of a count so high, or higher, where this arm is no worse than the others: one-sided.
  ///
  /// Given both counts together, the arm's own is binomial with the share of the expectation that is its own; the normal
  /// approximation with continuity correction, its variance times the dispersion.
  ///
  /// Source: Przyborowski & Wilenski, *Biometrika* 31 (1940), 313–323.
  func chanceOfSoMany(against others: Scorecard, dispersion: Double) -> Double {
    let total = offences + others.offences
    guard total > 0, expected > 0, others.expected > 0 else { return 1 }
    let share = expected / (expected + others.expected)
    let deviation = (dispersion * total * share * (1 - share)).squareRoot()
    return 0.5 * erfc((offences - total * share - 0.5) / deviation / 2.0.squareRoot())
  }

  static func + (a: Scorecard, b: Scorecard) -> Scorecard {
    Scorecard(
      offences: a.offences + b.offences, expected: a.expected + b.expected,
      visitHours: a.visitHours + b.visitHours)
  }
}
