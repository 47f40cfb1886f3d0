// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What a visit deters, per unit of crime that could be deterred: the integral of what it adds to *q* over φ·a, in hours.
///
/// The model's own flow, with whatever parameters it is given: what a strategy believes a visit to be worth, and what a redirection
/// was truly worth, are this.
package struct VisitWorth: Hashable, Sendable {
  /// What presence and the fast memory deter: within hours, at the rate of crime now. In hours.
  package let soonInHours: Double
  /// What the slow memory deters: within days, at the mean rate of crime. In hours.
  package let laterInHours: Double
}

/// Visits of one length that come to a place one after the other.
package struct RegularVisits: Hashable, Sendable {
  /// The time to the first, and from each to the next, in hours; greater than 0.
  let gapInHours: Double
  /// How long each lasts, in minutes.
  let minutes: Double

  package init(gapInHours: Double, minutes: Double) {
    (self.gapInHours, self.minutes) = (gapInHours, minutes)
  }
}

extension DeterrenceLaw {
  /// Returns what it is worth that police stay at a place from now on for some minutes, against nobody being there.
  ///
  /// While they are there, and after them until the memories have faded:
  ///
  ///     ∫ [q(police) − q(nobody)] dt       q = F + S − F·S + presence;  ∫ F = F·τ_F,  ∫ S = S·τ_S,  ∫ F·S = F·S·τ_FS,
  ///                                        1/τ_FS = 1/τ_F + 1/τ_S
  ///
  /// The integrals are those of ``deterred(overMinutes:_:)``. Where regular visits follow, each closes the share 1 − k of what is left of a
  /// difference, so that a difference in M is worth only
  ///
  ///     τ·(1 − x)/(1 − k·x)       x = exp(−G/τ),  k = 1 − r(L)/r∞,  G and L of the visits that follow
  ///
  /// in the place of τ: exact for each memory below its ceiling, an approximation for their product.
  ///
  /// - Parameters:
  ///   - minutes: How long they stay from now on; at least 0.
  ///   - tactic: The factor of their tactic; at least 0.
  ///   - memory: What the place remembers now. Where police are there already, the visit goes on.
  ///   - later: The visits that follow; `nil` for none.
  /// - Complexity: O(1); some thirty exponentials.
  package func worth(
    ofMinutes minutes: Double, tactic: Double, from memory: PlaceMemory,
    followedBy later: RegularVisits? = nil
  ) -> VisitWorth {
    var with = memory
    with.setPresence(tactic, self)
    var without = memory
    without.setPresence(nil, self)
    let during =
      deterred(overMinutes: minutes, &with) - deterred(overMinutes: minutes, &without)
    let (fastWith, slowWith) = with.levels
    let (fastLater, slowLater) = without.levels
    let spans = spans(followedBy: later)
    let joint = fastWith * slowWith - fastLater * slowLater
    let soon = during + (fastWith - fastLater) * spans.fast - joint * spans.both
    return VisitWorth(soonInHours: soon / 60, laterInHours: (slowWith - slowLater) * spans.slow / 60)
  }

  /// Returns the mean of *q* over φ·a at a place that has a visit of a length every so many hours, in the long run.
  ///
  /// After each visit M = c·(1 − k)/(1 − k·exp(−(G − L)/τ)), with k = 1 − r(L)/r∞; the mean over a gap *G* from one start to the next
  /// follows as in ``worth(ofMinutes:tactic:from:followedBy:)``.
  ///
  /// - Parameters:
  ///   - gap: From the start of one visit to the start of the next, in hours; greater than 0.
  ///   - minutes: The length of each, in minutes. From a gap that is no longer on, police are there all the time.
  ///   - countsSlow: Whether the slow memory counts; it doesn't where hours are compared, which it outlasts.
  /// - Returns: In `0...1`; no less the shorter the gap.
  package func shareKept(
    gapInHours gap: Double, minutes: Double, tactic: Double, countsSlow: Bool = true
  ) -> Double {
    let away = gap * 60 - minutes
    let (fastEffect, slowEffect) = (fast.effect(ofTactic: tactic), slow.effect(ofTactic: tactic))
    let (fastCeiling, slowCeiling) = (
      fast.ceiling(effect: fastEffect), countsSlow ? slow.ceiling(effect: slowEffect) : 0
    )
    guard away > 0 else {
      return DeterrenceLaw.share(
        fast: fastCeiling, slow: slowCeiling, presence: presenceEffect(ofTactic: tactic))
    }
    let rest = left(afterMinutes: minutes)
    func peak(_ ceiling: Double, _ law: MemoryLaw) -> Double {
      ceiling * (1 - rest) / (1 - rest * exp(-away / law.decayInMinutes))
    }
    let (fastPeak, slowPeak) = (peak(fastCeiling, fast), peak(slowCeiling, slow))
    let (fastLeft, slowLeft) = (
      fastPeak * exp(-away / fast.decayInMinutes), slowPeak * exp(-away / slow.decayInMinutes)
    )
    let afterwards =
      (fastPeak - fastLeft) * fast.decayInMinutes + (slowPeak - slowLeft) * slow.decayInMinutes
      - (fastPeak * slowPeak - fastLeft * slowLeft) * jointDecayInMinutes
    let (first, second) = VisitCurve.integrals(
      from: VisitCurve.rest(afterMinutes: 0), overMinutes: minutes)
    let (fastFree, slowFree) = (1 - fastCeiling, 1 - slowCeiling)
    let (fastGap, slowGap) = (fastCeiling - fastLeft, slowCeiling - slowLeft)
    let open =
      fastFree * slowFree * minutes + (fastFree * slowGap + slowFree * fastGap) * first
      + fastGap * slowGap * second
    let during = minutes - (1 - presenceEffect(ofTactic: tactic)) * open
    return (during + afterwards) / (gap * 60)
  }

  /// τ_FS, in minutes.
  private var jointDecayInMinutes: Double {
    fast.decayInMinutes * slow.decayInMinutes / (fast.decayInMinutes + slow.decayInMinutes)
  }

  /// 1 − r/r∞ after some minutes of a visit.
  private func left(afterMinutes minutes: Double) -> Double {
    1 - VisitCurve.effect(ofMinutes: minutes) / VisitCurve.full
  }

  /// How long a difference in F, in S and in their product is worth having, in minutes.
  private func spans(
    followedBy later: RegularVisits?
  ) -> (fast: Double, slow: Double, both: Double) {
    guard let later else { return (fast.decayInMinutes, slow.decayInMinutes, jointDecayInMinutes) }
    let open = left(afterMinutes: later.minutes)
    func span(_ decay: Double, _ open: Double) -> Double {
      let x = exp(-later.gapInHours * 60 / decay)
      return decay * (1 - x) / (1 - open * x)
    }
    return (
      span(fast.decayInMinutes, open), span(slow.decayInMinutes, open), span(jointDecayInMinutes, open * open)
    )
  }

  /// What becomes of memories in some minutes in which nobody is there.
  package func fading(overMinutes minutes: Double) -> Fading {
    let (fastLeft, slowLeft) = (exp(-minutes / fast.decayInMinutes), exp(-minutes / slow.decayInMinutes))
    return Fading(
      fast: fastLeft, slow: slowLeft, fastIntegral: fast.decayInMinutes * (1 - fastLeft),
      slowIntegral: slow.decayInMinutes * (1 - slowLeft),
      bothIntegral: jointDecayInMinutes * (1 - fastLeft * slowLeft))
  }

  /// Lets time pass at a place, and returns the integral of *q* over φ·a in that time, in minutes.
  ///
  /// Exact where nobody is there, ∫ (F + S − F·S), and in the first quarter of an hour of a visit that finds both memories below their
  /// ceilings; else by quadrature, to about 0.1 minutes.
  package func deterred(overMinutes minutes: Double, _ memory: inout PlaceMemory) -> Double {
    guard memory.isPresent else { return memory.fade(fading(overMinutes: minutes)) }
    let start = memory
    memory.advance(byMinutes: minutes, self)
    let open =
      start.integralOfOpen(overMinutes: minutes, self)
      ?? Quadrature.integral(from: 0, to: minutes) { time in
        let (fast, slow) = start.advanced(byMinutes: time, self).levels
        return (1 - fast) * (1 - slow)
      }
    return minutes - (1 - start.presenceEffect(self)) * open
  }
}

/// What becomes of memories in a time in which nobody is there: what is left of each, and how long a level of 1 is worth, in minutes.
package struct Fading: Sendable {
  let fast: Double
  let slow: Double
  let fastIntegral: Double
  let slowIntegral: Double
  let bothIntegral: Double
}

/// Integrals of what moves along the visit curve.
private enum Quadrature {
  /// The longest stretch that is one panel, in minutes: the visit curve is over by then.
  private static let panelInMinutes = 24.0
  /// Nodes and weights of Gauss and Legendre of order 5, on `-1...1`: those at 0 and above.
  private static let rule = [
    (0.0, 0.568_888_888_888_888_9), (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.906_179_845_938_664, 0.236_926_885_056_189_1),
  ]

  /// By Gauss–Legendre quadrature of order 5, the first panel and the rest apart.
  static func integral(from start: Double, to end: Double, _ function: (Double) -> Double) -> Double {
    guard end > start else { return 0 }
    let middle = min(end, start + panelInMinutes)
    let first = panel(start, middle, function)
    return end > middle ? first + panel(middle, end, function) : first
  }

  private static func panel(_ start: Double, _ end: Double, _ function: (Double) -> Double) -> Double {
    let (centre, half) = ((start + end) / 2, (end - start) / 2)
    var sum = rule[0].1 * function(centre)
    for (node, weight) in rule.dropFirst() {
      sum += weight * (function(centre - half * node) + function(centre + half * node))
    }
    return half * sum
  }
}
