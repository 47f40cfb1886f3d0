// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// One memory of patrol: how much of a full visit it takes, and how fast it fades.
struct MemoryLaw: Hashable, Sendable {
  /// g, in `0...1`.
  let gain: Double
  /// τ, in minutes; greater than 0.
  let decayInMinutes: Double

  /// *e* = min(tactic, 1/g): a tactic cannot lift a memory above 1.
  func effect(ofTactic tactic: Double) -> Double { gain > 0 ? min(tactic, 1 / gain) : tactic }

  /// *c* = g·e·r∞, the level that presence without end approaches.
  func ceiling(effect: Double) -> Double { gain * effect * VisitCurve.full }
}

/// What a place remembers of patrol: its residual deterrence, fast F and slow S, and how far the visit under way has got.
///
/// While police are there for Δ minutes, each memory M moves towards its ceiling *c* as fast as the visit curve says; while
/// they are away it fades:
///
///     present   k = (1 + u)/(1 + u·exp(−Δ/2))·exp(−Δ/2);  u ← u·exp(−Δ/2)         u: see VisitCurve
///               M ≤ c:  M ← c − (c − M)·k         M > c:  M ← c + (M − c)·exp(−Δ/τ)
///     absent    M ← M·exp(−Δ/τ), and the next visit begins its curve anew
///
/// A first visit of L minutes gives exactly g·e·r(L). More presence, earlier, longer, or with a stronger tactic never lowers
/// F or S at any later moment. Reading in between changes nothing.
///
/// When the strongest tactic of those present changes from *e* to *e*′, the level A = e·r(L) that the visit has reached on its curve
/// stays, and the visit goes on from where e′·r is A. Where a weaker tactic never reaches it, A waits for a stronger one.
///
/// Source: the visit curve from Koper 1995; that memories move to a ceiling is an assumption, the only one found that gives both
/// that curve and a dose–response that never falls.
package struct PlaceMemory: Hashable, Sendable {
  /// One of the two memories.
  private struct Level: Hashable {
    /// M, in `0...1`.
    var value = 0.0
    /// A when the tactic last changed, in `0...1`.
    var reached = 0.0
    /// *u* of the visit under way.
    var rest = 0.0

    mutating func begin() { (reached, rest) = (0, VisitCurve.rest(afterMinutes: 0)) }

    mutating func change(from old: Double, to new: Double) {
      reached = max(reached, old * VisitCurve.effect(leaving: rest))
      rest = new > 0 ? VisitCurve.rest(atEffect: reached / new) : 0
    }

    /// - Parameters:
    ///   - step: exp(−Δ/2).
    ///   - fading: exp(−Δ/τ).
    @inline(__always)
    mutating func stay(step: Double, fading: Double, ceiling: Double) {
      if value <= ceiling {
        value = ceiling - (ceiling - value) * step * (1 + rest) / (1 + rest * step)
      } else {
        value = ceiling + (value - ceiling) * fading
      }
      rest *= step
    }
  }

  private var fastLevel = Level()
  private var slowLevel = Level()
  /// The strongest tactic that is there, by its factor; below 0 where nobody is.
  private var tactic = -1.0

  /// Of a place that was never patrolled.
  package init() {}

  /// F and S, in `0...1`.
  package var levels: (fast: Double, slow: Double) { (fastLevel.value, slowLevel.value) }
  /// Whether police are there.
  package var isPresent: Bool { tactic >= 0 }
  /// Whether there is nothing to remember.
  var isEmpty: Bool { tactic < 0 && fastLevel.value == 0 && slowLevel.value == 0 }

  /// Says who is there from now on.
  ///
  /// - Parameter new: The factor of the strongest tactic, at least 0; `nil` for nobody.
  package mutating func setPresence(_ new: Double?, _ law: DeterrenceLaw) {
    guard let new else {
      tactic = -1
      return
    }
    if tactic < 0 {
      fastLevel.begin()
      slowLevel.begin()
    } else if new != tactic {
      fastLevel.change(from: law.fast.effect(ofTactic: tactic), to: law.fast.effect(ofTactic: new))
      slowLevel.change(from: law.slow.effect(ofTactic: tactic), to: law.slow.effect(ofTactic: new))
    }
    tactic = new
  }

  /// Lets time pass.
  ///
  /// - Parameter minutes: Δ; at least 0.
  /// - Complexity: O(1); two exponentials where nobody is there, three where police are.
  package mutating func advance(byMinutes minutes: Double, _ law: DeterrenceLaw) {
    let fastFading = exp(-minutes / law.fast.decayInMinutes)
    let slowFading = exp(-minutes / law.slow.decayInMinutes)
    guard tactic >= 0 else {
      fastLevel.value *= fastFading
      slowLevel.value *= slowFading
      return
    }
    let step = exp(-minutes / VisitCurve.scaleInMinutes)
    fastLevel.stay(
      step: step, fading: fastFading, ceiling: law.fast.ceiling(effect: law.fast.effect(ofTactic: tactic)))
    slowLevel.stay(
      step: step, fading: slowFading, ceiling: law.slow.ceiling(effect: law.slow.effect(ofTactic: tactic)))
  }

  /// Lets a time pass in which nobody is there, and returns the integral of *q* over φ·a in it, in minutes.
  package mutating func fade(_ fading: Fading) -> Double {
    let (fast, slow) = levels
    fastLevel.value *= fading.fast
    slowLevel.value *= fading.slow
    return fast * fading.fastIntegral + slow * fading.slowIntegral - fast * slow * fading.bothIntegral
  }

  /// Returns what it is after some minutes, if nobody comes or goes.
  package func advanced(byMinutes minutes: Double, _ law: DeterrenceLaw) -> PlaceMemory {
    var later = self
    later.advance(byMinutes: minutes, law)
    return later
  }

  /// ∫ (1 − F)(1 − S) dt over some minutes in which police stay as they are, in minutes.
  ///
  /// Where both memories are below their ceilings and at the same point of the curve, 1 − M = 1 − c + (c − M₀)·k for each, so that it is a sum of
  /// integrals of 1, k and k²; see `VisitCurve.integrals(from:overMinutes:)`.
  ///
  /// - Returns: `nil` where they are not, or the curve is nearly over.
  func integralOfOpen(overMinutes minutes: Double, _ law: DeterrenceLaw) -> Double? {
    let fastCeiling = law.fast.ceiling(effect: law.fast.effect(ofTactic: tactic))
    let slowCeiling = law.slow.ceiling(effect: law.slow.effect(ofTactic: tactic))
    guard fastLevel.rest == slowLevel.rest, fastLevel.rest > 0.1, fastLevel.value <= fastCeiling,
      slowLevel.value <= slowCeiling
    else { return nil }
    let (first, second) = VisitCurve.integrals(from: fastLevel.rest, overMinutes: minutes)
    let (fastFree, slowFree) = (1 - fastCeiling, 1 - slowCeiling)
    let (fastGap, slowGap) = (fastCeiling - fastLevel.value, slowCeiling - slowLevel.value)
    return fastFree * slowFree * minutes + (fastFree * slowGap + slowFree * fastGap) * first
      + fastGap * slowGap * second
  }

  /// min(1, *p*₀·tactic) where police are there, and 0 where nobody is.
  func presenceEffect(_ law: DeterrenceLaw) -> Double {
    tactic >= 0 ? law.presenceEffect(ofTactic: tactic) : 0
  }
}

/// What deters and what is remembered, for given parameters, apart from φ and habituation.
package struct DeterrenceLaw: Hashable, Sendable {
  let fast: MemoryLaw
  let slow: MemoryLaw
  /// p₀, in `0...1`.
  let presence: Double

  package init(_ parameters: PatrolEffect) {
    fast = MemoryLaw(gain: parameters.fastGain, decayInMinutes: parameters.fastDecayInHours * 60)
    slow = MemoryLaw(gain: parameters.slowGain, decayInMinutes: parameters.slowDecayInDays * 1_440)
    presence = parameters.presenceEffect
  }

  /// min(1, *p*₀·tactic).
  func presenceEffect(ofTactic tactic: Double) -> Double { min(1, presence * tactic) }

  /// 1 − (1 − F)(1 − S)(1 − p), with *p* the effect of presence: *q* over φ·a.
  static func share(fast: Double, slow: Double, presence: Double) -> Double {
    1 - (1 - fast) * (1 - slow) * (1 - presence)
  }
}
