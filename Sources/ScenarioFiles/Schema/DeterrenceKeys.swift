// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// What keeps the parameters of a patrol's effect.
protocol HasPatrolEffect {
  var effect: PatrolEffect { get set }
}

extension Deterrence: HasPatrolEffect {}

extension PatrolEffect: HasPatrolEffect {
  var effect: PatrolEffect {
    get { self }
    set { self = newValue }
  }
}

extension Key where Root: HasPatrolEffect {
  /// The parameters of a patrol's effect.
  ///
  /// - Parameter source: Where the defaults come from.
  static func effect(source: String) -> [Key] {
    [
      Key(
        "deterrable_share", \.effect.deterrableShare, .share,
        "φ, share of offences that patrol can deter at all", source: source),
      Key(
        "presence_effect", \.effect.presenceEffect, .share, "p₀, effect while a unit is present",
        source: source),
      Key(
        "fast_gain", \.effect.fastGain, .share, "g_F, gain of fast residual deterrence by a full visit",
        source: source),
      Key(
        "fast_decay", \.effect.fastDecayInHours, .quantity(.hours, .positive(upTo: 8_784)),
        "τ_F, decay time of fast residual deterrence", source: source),
      Key(
        "slow_gain", \.effect.slowGain, .share, "g_S, gain of slow residual deterrence by a full visit",
        source: source),
      Key(
        "slow_decay", \.effect.slowDecayInDays, .quantity(.days, .positive(upTo: 3_660)),
        "τ_S, decay time of slow residual deterrence", source: source),
    ]
  }
}

extension Key where Root == PatrolEffect {
  /// The numbers under `beliefs`.
  static let beliefs = effect(source: "the mean of the evidence")
}

extension Key where Root == Deterrence {
  /// The numbers under `deterrence`.
  ///
  /// Sources are those of the default preset; another preset has its own for what it changes.
  static let deterrence: [Key] =
    effect(source: "the evidence") + [
      Key(
        "habituation_floor", \.habituationFloor, .share,
        "f, level of the effect after habituation; 1 is no habituation",
        source: "Sorg et al. 2013 and the Grip evaluation give the direction; size an assumption"),
      Key(
        "habituation", \.habituationInWeeks, .quantity(.weeks, .positive(upTo: 5_200)),
        "τ_a, decay time of habituation",
        source: "Sorg et al. 2013 and the Grip evaluation give the direction; size an assumption"),
      Key(
        "reach", \.reachInMetres, .quantity(.metres, .positive(upTo: 10_000)),
        "κ, reach of displacement and diffusion", source: "hotspot radius and buffer of West Midlands Police"),
      Key(
        "waiting_share", \.waitingShare, .share,
        "χ, share of displaced offences that stay at their place and wait"),
      Key(
        "mean_wait", \.meanWaitInHours, .quantity(.hours, .positive(upTo: 8_784)),
        "mean of their exponential wait"),
      Key("diffusion", \.diffusion, .share, "η, share of a visit's effect that reaches neighbouring places"),
      Key(
        "displacement_factor", \.displacementFactor, .number(.from(0, to: 1_000)),
        "factor on every type's displaced share δ"),
      Key(
        "witnessed_share", \.witnessedShare, .share,
        "probability that a unit which is present witnesses an offence and arrests"),
    ]
}

extension Key where Root == Deterrence {
  /// What an arrest does to a series.
  static let arrests: [Key] = [
    Key("arrests_end_series", \.arrestsEndSeries, .flag, "whether an arrest of a series' offenders ends it")
  ]
}
