// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

extension Key where Root == CrimeType {
  /// What is known of a type of crime.
  ///
  /// - Parameters:
  ///   - isNew: Whether it is none of those that come with the program; a new one says what it is called and how much harm it does.
  ///   - hours: The names of profiles over the week.
  ///   - months: The names of profiles over the year.
  static func type(isNew: Bool, hours: [String], months: [String]) -> [Key] {
    [
      Key("name", \.name, .text(), "its name", source: "data.police.uk", isRequired: isNew),
      Key(
        "harm", \.harmInDays, .quantity(.days, .from(0, to: 100_000)),
        "days of recommended starting sentence for one offence",
        source: "Cambridge Crime Harm Index 2026, medians by category", isRequired: isNew),
    ] + numbers + [
      Key(
        "deterrable_share", \.deterrableShare, KeyType.share.optional(none: "that of deterrence"),
        "φ, share of its offences that patrol can deter at all",
        note: "The preset `no-effect` takes no notice of it."),
      Key(
        "hour_profile", \.hourProfile, .name(of: "hour profile", among: hours), "its profile over the week"),
      Key(
        "month_profile", \.monthProfile, .name(of: "month profile", among: months),
        "its profile over the year"),
    ]
  }

  private static let numbers: [Key] = [
    Key(
      "recorded_share", \.recordedShare, .share, "ρ, probability that an offence becomes known to the police",
      source: "British Crime Survey 2009/10"),
    Key(
      "discovery_probability", \.discoveryProbability, .share,
      "d, probability that a unit which is present discovers an offence"),
    Key(
      "displaced_share", \.displacedShare, .share, "δ, share of deterred offences that are displaced",
      source: "direction: Campbell review, Operation Rowan, Bogotá; size an assumption"),
    Key(
      "near_repeats", \.nearRepeats, .number(.belowOne),
      "θ, expected number of near repeats that one offence starts"),
    Key(
      "overdispersion", \.overdispersion, .number(.from(0, to: 100)),
      "v, variance of the gamma factor redrawn every four weeks"),
  ]
}

extension Key where Root == SeriesKind {
  /// A kind of series.
  ///
  /// - Parameter types: Those of the scenario.
  static func series(types: [CrimeType]) -> [Key] {
    [
      Key("name", \.name, .text(), "a short name, unique", isRequired: true, isStated: false),
      Key(
        "starts_per_place_and_year", \.startsPerPlaceAndYear, .number(.from(0, to: 366)),
        "number that start at one place in a year"),
      Key(
        "multiplier", \.multiplier, .number(.from(1, to: 1_000)),
        "factor on the background rate while one lasts"),
      Key(
        "mean_length", \.meanLengthInDays, .quantity(.days, .positive(upTo: 3_660)),
        "mean of its exponential length"),
      Key(
        "offenders", \.offenders, .whole(1...1_000), "number of offenders",
        note:
          "Each offence is by one of them; an arrest removes one, and the series has ended when all are arrested."
      ),
      Key("types", \.types, .types(types), "the types it raises", isRequired: true),
    ]
  }
}

extension Key where Root == NearRepeatKernel {
  /// When and where near repeats happen.
  static let nearRepeats: [Key] = [
    Key(
      "mean_lag", \.meanLagInDays, .quantity(.days, .positive(upTo: 3_660)),
      "1/ω, mean of the exponential lag of a near repeat", source: "Johnson et al. 2007"),
    Key(
      "spread", \.spreadInMetres, .quantity(.metres, .positive(upTo: 10_000)),
      "σ, standard deviation of a near repeat's offset east and north", source: "Johnson et al. 2007"),
  ]
}
