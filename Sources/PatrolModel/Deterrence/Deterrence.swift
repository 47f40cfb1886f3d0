// SPDX-License-Identifier: GPL-3.0-or-later

/// How strongly patrol deters, for how long, and where what it deters goes.
///
/// Names follow the model's equations: q = φ·a·[1 − (1 − F)(1 − S)(1 − p₀·present)].
public struct Deterrence: Hashable, Sendable {
  /// The name of the setting these values start from.
  public var preset: DeterrencePreset
  /// φ, the share of offences that patrol can deter at all, in `0...1`.
  public var deterrableShare: Double
  /// p₀, the effect while a unit is present, in `0...1`.
  public var presenceEffect: Double
  /// g_F, the gain of the fast memory by a full visit, in `0...1`.
  public var fastGain: Double
  /// τ_F, its decay time, in hours; greater than 0.
  public var fastDecayInHours: Double
  /// g_S, the gain of the slow memory by a full visit, in `0...1`.
  public var slowGain: Double
  /// τ_S, its decay time, in days; greater than 0.
  public var slowDecayInDays: Double
  /// *f*, the level that the effect falls to by habituation, in `0...1`; 1 is none.
  public var habituationFloor: Double
  /// τ_a, the decay time of habituation, in weeks; greater than 0.
  public var habituationInWeeks: Double
  /// κ, the reach of displacement and diffusion, in metres; greater than 0.
  public var reachInMetres: Double
  /// χ, the share of displaced offences that stay at their place and wait, in `0...1`.
  public var waitingShare: Double
  /// The mean of their exponential wait, in hours; greater than 0.
  public var meanWaitInHours: Double
  /// η, the share of a visit's effect that reaches neighbouring places, in `0...1`.
  public var diffusion: Double
  /// Factor on every type's displaced share δ; at least 0, and δ·factor is capped at 1.
  public var displacementFactor: Double
  /// Into which other types displaced offences change; none by default. See ``TypeChange``.
  public var typeChanges: [TypeChange] = []
  /// The probability that a unit which is present witnesses an offence and arrests, in `0...1`.
  public var witnessedShare: Double
  /// Whether an arrest of a series' offenders ends it.
  public var arrestsEndSeries: Bool

  /// The default setting, `parallel-trials`.
  public init() { self = Deterrence(preset: .parallelTrials) }
}

/// A named setting of deterrence; no single one reproduces every published trial.
public enum DeterrencePreset: String, CaseIterable, Hashable, Sendable, Codable {
  /// Patrol deters nothing and arrests end no series.
  ///
  /// It is `no-effect` wherever it is written: programs that read tables take the text `null` for a cell without a value.
  case null = "no-effect"
  /// Fitted to London Underground 2020, Philadelphia 2011 and Minneapolis 1995; the default.
  case parallelTrials = "parallel-trials"
  /// Between the parallel and the crossover trials.
  case compromise
  /// Fitted to crossover trials such as Southend 2021.
  case crossoverTrials = "crossover-trials"
  /// Every replication draws its values from the ranges in which the evidence leaves them.
  case prior
}
