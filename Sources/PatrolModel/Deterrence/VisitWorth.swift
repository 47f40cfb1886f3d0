// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What a visit deters, per unit of crime that could be deterred: the integral of what it adds to *q*, if nobody comes after.
///
/// A stay that grows from L₀ to L minutes adds, with F and S as they are at its end before they take it:
///
///     while it lasts   min(1, p₀·e)·(L − L₀)/60·(1 − F)(1 − S)
///     by ΔF            ΔF·(τ_F − S·τ_FS)
///     by ΔS            ΔS·(τ_S − F·τ_FS) − ΔF·ΔS·τ_FS
///
/// where ΔF = (1 − F)·min(1, g_F·e)·(r(L) − r(L₀)), ΔS likewise, and 1/τ_FS = 1/τ_F + 1/τ_S. It is exact for *q* over φ·a
/// under constant rates, but that F and S are taken as constant while the unit is there.
public struct VisitWorth: Hashable, Sendable {
  /// What presence and the fast memory deter: within hours, at the rate of crime now. In hours.
  public let soonInHours: Double
  /// What the slow memory deters: within days, at the mean rate of crime. In hours.
  public let laterInHours: Double

  /// - Parameters:
  ///   - deterrence: How strongly patrol deters; φ and *a* are not applied.
  ///   - effect: *e* of the tactic; at least 0.
  ///   - memories: F and S at the end of the visit, before they take it; in `0...1`.
  ///   - start: The length of the stay before the visit, L₀, in minutes; at least 0.
  ///   - end: The length of the stay after it, L, in minutes; no less.
  public init(
    _ deterrence: Deterrence, effect: Double, memories: (fast: Double, slow: Double), from start: Double,
    to end: Double
  ) {
    let (fast, slow) = memories
    let growth = VisitCurve.effect(ofMinutes: end) - VisitCurve.effect(ofMinutes: start)
    let fastTime = deterrence.fastDecayInHours
    let slowTime = deterrence.slowDecayInDays * 24
    let bothTime = fastTime * slowTime / (fastTime + slowTime)
    let addedFast = (1 - fast) * min(1, deterrence.fastGain * effect) * growth
    let addedSlow = (1 - slow) * min(1, deterrence.slowGain * effect) * growth
    let present = min(1, deterrence.presenceEffect * effect) * (end - start) / 60 * (1 - fast) * (1 - slow)
    soonInHours = present + addedFast * (fastTime - slow * bothTime)
    laterInHours = addedSlow * (slowTime - fast * bothTime) - addedFast * addedSlow * bothTime
  }
}
