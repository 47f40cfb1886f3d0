// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

// Upper bounds without a meaning in the model are there to catch slips of the pen and to keep a run finite.

extension Parameter where Root == Deterrence {
  /// The numbers under `deterrence`.
  ///
  /// Sources are those of the default preset; another preset has its own for what it changes.
  static let deterrence: [Parameter] = [
    Parameter(
      "deterrable_share", \.deterrableShare, nil, .share,
      meaning: "φ, share of offences that patrol can deter at all",
      source: "fit to London Underground 2020, Philadelphia 2011, Minneapolis 1995"),
    Parameter(
      "presence_effect", \.presenceEffect, nil, .share,
      meaning: "p₀, effect while a unit is present",
      source: "assumption"),
    Parameter(
      "fast_gain", \.fastGain, nil, .share,
      meaning: "g_F, gain of the fast memory by a full visit",
      source: "same fit as deterrable_share"),
    Parameter(
      "fast_decay", \.fastDecayInHours, .hours, .positive(upTo: 8_784),
      meaning: "τ_F, decay time of the fast memory",
      source: "same fit as deterrable_share"),
    Parameter(
      "slow_gain", \.slowGain, nil, .share,
      meaning: "g_S, gain of the slow memory by a full visit",
      source: "same fit as deterrable_share"),
    Parameter(
      "slow_decay", \.slowDecayInDays, .days, .positive(upTo: 3_660),
      meaning: "τ_S, decay time of the slow memory",
      source: "same fit as deterrable_share; Southend about 3 d, Perth 4 d"),
    Parameter(
      "habituation_floor", \.habituationFloor, nil, .share,
      meaning: "f, level that the effect falls to by habituation; 1 is none",
      source: "Sorg et al. 2013 and the Grip evaluation give the direction; size an assumption"),
    Parameter(
      "habituation", \.habituationInWeeks, .weeks, .positive(upTo: 5_200),
      meaning: "τ_a, decay time of habituation",
      source: "Sorg et al. 2013 and the Grip evaluation give the direction; size an assumption"),
    Parameter(
      "reach", \.reachInMetres, .metres, .positive(upTo: 10_000),
      meaning: "κ, reach of displacement and diffusion",
      source: "hotspot radius and buffer of West Midlands Police"),
    Parameter(
      "waiting_share", \.waitingShare, nil, .share,
      meaning: "χ, share of displaced offences that stay at their place and wait",
      source: "assumption"),
    Parameter(
      "mean_wait", \.meanWaitInHours, .hours, .positive(upTo: 8_784),
      meaning: "mean of their exponential wait",
      source: "assumption"),
    Parameter(
      "diffusion", \.diffusion, nil, .share,
      meaning: "η, share of a visit's effect that reaches neighbouring places",
      source: "assumption"),
    Parameter(
      "displacement_factor", \.displacementFactor, nil, .from(0, to: 1_000),
      meaning: "factor on every type's displaced share δ",
      source: "assumption"),
    Parameter(
      "witnessed_share", \.witnessedShare, nil, .share,
      meaning: "probability that a unit which is present witnesses an offence and arrests",
      source: "assumption"),
  ]
}

extension Parameter where Root == Knowledge {
  /// The keys under `knowledge`.
  static let knowledge: [Parameter] = [
    Parameter(
      "report_delay_median", \.reportDelayMedianInMinutes, .minutes, .positive(upTo: 525_600),
      meaning: "median of the lognormal delay until units and analysts see an offence",
      source: "assumption"),
    Parameter(
      "report_delay_variation", \.reportDelayVariation, nil, .from(0, to: 100),
      meaning: "coefficient of variation of that delay",
      source: "assumption"),
  ]
}

extension Parameter where Root == CrimeType {
  /// The numbers of a type of crime.
  static let crimeType: [Parameter] = [
    Parameter(
      "harm", \.harmInDays, .days, .from(0, to: 100_000),
      meaning: "days of recommended starting sentence for one offence",
      source: "Cambridge Crime Harm Index 2026, medians by category"),
    Parameter(
      "recorded_share", \.recordedShare, nil, .share,
      meaning: "ρ, probability that an offence becomes known to the police",
      source: "British Crime Survey 2009/10"),
    Parameter(
      "discovery_probability", \.discoveryProbability, nil, .share,
      meaning: "d, probability that a unit which is present discovers an offence",
      source: "assumption"),
    Parameter(
      "displaced_share", \.displacedShare, nil, .share,
      meaning: "δ, share of deterred offences that are displaced",
      source: "direction: Campbell review, Operation Rowan, Bogotá; size an assumption"),
    Parameter(
      "near_repeats", \.nearRepeats, nil, .belowOne,
      meaning: "θ, expected number of near repeats that one offence starts",
      source: "assumption"),
    Parameter(
      "overdispersion", \.overdispersion, nil, .from(0, to: 100),
      meaning: "v, variance of the gamma factor redrawn every four weeks",
      source: "assumption"),
  ]
}

extension Parameter where Root == SeriesKind {
  /// The numbers of a kind of series.
  static let series: [Parameter] = [
    Parameter(
      "starts_per_place_and_year", \.startsPerPlaceAndYear, nil, .from(0, to: 366),
      meaning: "how many start at one place in a year",
      source: "assumption"),
    Parameter(
      "multiplier", \.multiplier, nil, .from(1, to: 1_000),
      meaning: "factor on the background rate while one lasts",
      source: "assumption"),
    Parameter(
      "mean_length", \.meanLengthInDays, .days, .positive(upTo: 3_660),
      meaning: "mean of its exponential length",
      source: "assumption"),
  ]
}

extension Parameter where Root == NearRepeatKernel {
  /// The keys under `crime.near_repeats`.
  static let nearRepeats: [Parameter] = [
    Parameter(
      "mean_lag", \.meanLagInDays, .days, .positive(upTo: 3_660),
      meaning: "1/ω, mean of the exponential lag of a near repeat",
      source: "Johnson et al. 2007"),
    Parameter(
      "spread", \.spreadInMetres, .metres, .positive(upTo: 10_000),
      meaning: "σ, standard deviation of a near repeat's offset east and north",
      source: "Johnson et al. 2007"),
  ]
}

extension Parameter where Root == Operation {
  /// The numbers under `operation`.
  static let operation: [Parameter] = [
    Parameter(
      "visit", \.visitInMinutes, .minutes, .from(1, to: 1_440),
      meaning: "how long a visit is meant to last",
      source: "Koper 1995"),
    Parameter(
      "gap", \.gapInHours, .hours, .positive(upTo: 8_784),
      meaning: "gap aimed at between two visits to a place",
      source: "Telep et al. 2014 (Sacramento)"),
    Parameter(
      "break", \.breakInMinutes, .minutes, .from(0, to: 1_440),
      meaning: "length of the break in each shift",
      source: "assumption"),
    Parameter(
      "arrest_processing", \.arrestProcessingInHours, .hours, .from(0, to: 24),
      meaning: "how long an arrest takes the unit that makes it off patrol",
      source: "assumption"),
    Parameter(
      "shift_flexibility", \.shiftFlexibilityInMinutes, .minutes, .from(0, to: 720),
      meaning: "by how much a strategy may move the start of a shift, earlier or later",
      source: "assumption"),
  ]
}

extension Parameter where Root == FamiliarityRule {
  /// The keys under `operation.familiarity`.
  static let familiarity: [Parameter] = [
    Parameter(
      "time_constant", \.timeConstantInHours, .hours, .positive(upTo: 10_000),
      meaning: "hours in a ward after which a unit knows 1 − 1/e of what there is to know",
      source: "assumption"),
    Parameter(
      "half_life", \.halfLifeInWeeks, .weeks, .positive(upTo: 5_200),
      meaning: "time of absence in which half of it is lost",
      source: "assumption"),
  ]
}

extension Parameter where Root == Tactic {
  /// The numbers of a tactic; each factor is set against visible foot patrol.
  static let tactic: [Parameter] = [
    Parameter(
      "effect", \.effect, nil, .from(0, to: 10),
      meaning: "e, factor on the deterrence of presence and of both memories",
      source: "assumption"),
    Parameter(
      "discovery_factor", \.discoveryFactor, nil, .from(0, to: 1_000),
      meaning: "factor on the probability that a unit which is present discovers an offence",
      source: "assumption"),
    Parameter(
      "search_factor", \.searchFactor, nil, .from(0, to: 1_000),
      meaning: "factor on the searches in 100 patrol hours",
      source: "assumption"),
    Parameter(
      "arrest_factor", \.arrestFactor, nil, .from(0, to: 1_000),
      meaning: "factor on the share of offences that a unit which is present witnesses",
      source: "assumption"),
    Parameter(
      "trust_per_hour", \.trustPerHour, nil, .from(-1, to: 1),
      meaning: "how much an hour of visits changes the trust of their ward",
      source: "assumption"),
  ]
}

extension Parameter where Root == TravelSpeeds {
  /// The keys under `operation.speeds`.
  static let speeds: [Parameter] = [
    Parameter(
      "foot", \.footInKilometresPerHour, .kilometresPerHour, .positive(upTo: 300),
      meaning: "speed on foot, door to door",
      source: "assumption"),
    Parameter(
      "cycle", \.cycleInKilometresPerHour, .kilometresPerHour, .positive(upTo: 300),
      meaning: "speed by cycle, door to door",
      source: "assumption"),
    Parameter(
      "car", \.carInKilometresPerHour, .kilometresPerHour, .positive(upTo: 300),
      meaning: "speed by car, door to door",
      source: "assumption"),
    Parameter(
      "detour", \.detour, nil, .from(1, to: 100),
      meaning: "length of the way over the great-circle distance, where travel is by distance",
      source: "assumption"),
  ]
}
