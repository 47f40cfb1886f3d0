// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

// Upper bounds without a meaning in the model are there to catch slips of the pen and to keep a run finite.

extension Parameter where Root == Deterrence {
  /// The keys under `deterrence`, apart from `preset` and `arrests_end_series`.
  static let deterrence: [Parameter] = [
    Parameter("deterrable_share", \.deterrableShare, nil, .share),
    Parameter("presence_effect", \.presenceEffect, nil, .share),
    Parameter("fast_gain", \.fastGain, nil, .share),
    Parameter("fast_decay", \.fastDecayInHours, .hours, .positive(upTo: 8_784)),
    Parameter("slow_gain", \.slowGain, nil, .share),
    Parameter("slow_decay", \.slowDecayInDays, .days, .positive(upTo: 3_660)),
    Parameter("habituation_floor", \.habituationFloor, nil, .share),
    Parameter("habituation", \.habituationInWeeks, .weeks, .positive(upTo: 5_200)),
    Parameter("reach", \.reachInMetres, .metres, .positive(upTo: 10_000)),
    Parameter("waiting_share", \.waitingShare, nil, .share),
    Parameter("mean_wait", \.meanWaitInHours, .hours, .positive(upTo: 8_784)),
    Parameter("diffusion", \.diffusion, nil, .share),
    Parameter("displacement_factor", \.displacementFactor, nil, .from(0, to: 1_000)),
    Parameter("witnessed_share", \.witnessedShare, nil, .share),
  ]
}

extension Parameter where Root == Knowledge {
  /// The keys under `knowledge`.
  static let knowledge: [Parameter] = [
    Parameter("report_delay_median", \.reportDelayMedianInMinutes, .minutes, .positive(upTo: 525_600)),
    Parameter("report_delay_variation", \.reportDelayVariation, nil, .from(0, to: 100)),
  ]
}

extension Parameter where Root == CrimeType {
  /// The numbers of a type of crime.
  static let crimeType: [Parameter] = [
    Parameter("harm", \.harmInDays, .days, .from(0, to: 100_000)),
    Parameter("recorded_share", \.recordedShare, nil, .share),
    Parameter("discovery_probability", \.discoveryProbability, nil, .share),
    Parameter("displaced_share", \.displacedShare, nil, .share),
    Parameter("near_repeats", \.nearRepeats, nil, .belowOne),
    Parameter("overdispersion", \.overdispersion, nil, .from(0, to: 100)),
  ]
}

extension Parameter where Root == SeriesKind {
  /// The numbers of a kind of series.
  static let series: [Parameter] = [
    Parameter("starts_per_place_and_year", \.startsPerPlaceAndYear, nil, .from(0, to: 366)),
    Parameter("multiplier", \.multiplier, nil, .from(1, to: 1_000)),
    Parameter("mean_length", \.meanLengthInDays, .days, .positive(upTo: 3_660)),
  ]
}

extension Parameter where Root == NearRepeatKernel {
  /// The keys under `crime.near_repeats`.
  static let nearRepeats: [Parameter] = [
    Parameter("mean_lag", \.meanLagInDays, .days, .positive(upTo: 3_660)),
    Parameter("spread", \.spreadInMetres, .metres, .positive(upTo: 10_000)),
  ]
}

extension Parameter where Root == Operation {
  /// The numbers under `operation`.
  static let operation: [Parameter] = [
    Parameter("visit", \.visitInMinutes, .minutes, .from(1, to: 1_440)),
    Parameter("gap", \.gapInHours, .hours, .positive(upTo: 8_784)),
    Parameter("break", \.breakInMinutes, .minutes, .from(0, to: 1_440)),
  ]
}

extension Parameter where Root == TravelSpeeds {
  /// The keys under `operation.speeds`.
  static let speeds: [Parameter] = [
    Parameter("foot", \.footInKilometresPerHour, .kilometresPerHour, .positive(upTo: 300)),
    Parameter("cycle", \.cycleInKilometresPerHour, .kilometresPerHour, .positive(upTo: 300)),
    Parameter("car", \.carInKilometresPerHour, .kilometresPerHour, .positive(upTo: 300)),
    Parameter("detour", \.detour, nil, .from(1, to: 100)),
  ]
}
