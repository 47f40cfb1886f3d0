// SPDX-License-Identifier: GPL-3.0-or-later

/// How strongly patrol deters, for how long, and where what it deters goes.
@dynamicMemberLookup
public struct Deterrence: Hashable, Sendable {
  /// The name of the setting these values start from.
  public var preset: DeterrencePreset
  /// What patrol does, as far as trials tell; its parameters are properties of this too.
  public var effect: PatrolEffect {
    didSet {
      for (index, parameter) in UncertainParameter.effect.enumerated()
      where effect.numbers[index] != oldValue.numbers[index] {
        stated.insert(parameter)
      }
    }
  }
  /// *f*, the level that the effect falls to by habituation, in `0...1`; 1 is none.
  public var habituationFloor: Double
  /// τ_a, the decay time of habituation, in weeks; greater than 0.
  public var habituationInWeeks: Double
  /// κ, the reach of displacement and diffusion, in metres; greater than 0.
  public var reachInMetres: Double { didSet { stated.insert(.reach) } }
  /// χ, the share of displaced offences that stay at their place and wait, in `0...1`.
  public var waitingShare: Double
  /// The mean of their exponential wait, in hours; greater than 0.
  public var meanWaitInHours: Double
  /// η, the share of a visit's effect that reaches neighbouring places, in `0...1`.
  public var diffusion: Double { didSet { stated.insert(.diffusion) } }
  /// Factor on every type's displaced share δ; at least 0, and δ·factor is capped at 1.
  public var displacementFactor: Double { didSet { stated.insert(.displacementFactor) } }
  /// Into which other types displaced offences change; none by default. See ``TypeChange``.
  public var typeChanges: [TypeChange] = []
  /// The probability that a unit which is present witnesses an offence and arrests, in `0...1`.
  public var witnessedShare: Double
  /// Whether an arrest of a series' offenders ends it.
  public var arrestsEndSeries: Bool
  /// The parameters that a scenario states, which are therefore never drawn: those that were set, and those that a file gives the
  /// value that they have anyway.
  public var stated: Set<UncertainParameter> = []

  /// The default setting, `evidence`.
  public init() { self = Deterrence(preset: .evidence) }

  public subscript(dynamicMember path: WritableKeyPath<PatrolEffect, Double>) -> Double {
    get { effect[keyPath: path] }
    set { effect[keyPath: path] = newValue }
  }
}

/// A named setting of deterrence: the evidence as a whole, or a single reading of it.
public enum DeterrencePreset: String, CaseIterable, Hashable, Sendable, Codable {
  /// Patrol deters nothing and arrests end no series.
  ///
  /// It is `no-effect` wherever it is written: programs that read tables take the text `null` for a cell without a value.
  case null = "no-effect"
  /// Every replication draws a patrol's effect from what all trials leave plausible of a new operation; the default.
  case evidence
  /// The centre of a fit to trials that compared places with places.
  case parallelTrials = "parallel-trials"
  /// The centre of the fit to all trials.
  case compromise
  /// The centre of a fit to trials that compared days with days.
  case crossoverTrials = "crossover-trials"
  /// As ``compromise``, without residual deterrence: what patrols leave behind is nothing, as in Essex.
  case presenceOnly = "presence-only"
  /// As ``compromise``, weakened or strengthened to what systematic reviews find at a usual dose.
  case review
}
