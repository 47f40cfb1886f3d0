// SPDX-License-Identifier: GPL-3.0-or-later

/// What patrol does to crime at a place: the six parameters of which trials tell something.
///
/// Names follow the model's equations: q = φ·a·[1 − (1 − F)(1 − S)(1 − p₀·present)].
public struct PatrolEffect: Hashable, Sendable {
  /// φ, the share of offences that patrol can deter at all, in `0...1`.
  public var deterrableShare: Double
  /// p₀, the effect while a unit is present, in `0...1`.
  public var presenceEffect: Double
  /// g_F, the gain of fast residual deterrence by a full visit, in `0...1`.
  public var fastGain: Double
  /// τ_F, its decay time, in hours; greater than 0.
  public var fastDecayInHours: Double
  /// g_S, the gain of slow residual deterrence by a full visit, in `0...1`.
  public var slowGain: Double
  /// τ_S, its decay time, in days; greater than 0.
  public var slowDecayInDays: Double

  public init(
    deterrableShare: Double, presenceEffect: Double, fastGain: Double, fastDecayInHours: Double,
    slowGain: Double, slowDecayInDays: Double
  ) {
    self.deterrableShare = deterrableShare
    self.presenceEffect = presenceEffect
    self.fastGain = fastGain
    self.fastDecayInHours = fastDecayInHours
    self.slowGain = slowGain
    self.slowDecayInDays = slowDecayInDays
  }

  /// What a force believes unless its scenario says otherwise: each parameter at the median of its mean over trials.
  public static let believed = DeterrencePreset.compromise.effect
}
