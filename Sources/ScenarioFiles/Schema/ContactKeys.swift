// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Key where Root == ChannelLaw {
  /// The delays of a channel, under `knowledge.channels.*`.
  static let channel: [Key] = [
    Key(
      "delay_median", \.delayMedianInMinutes, .quantity(.minutes, .positive(upTo: 525_600)),
      "median of the lognormal time from the offence to the report"),
    Key(
      "delay_variation", \.delayVariation, .number(.from(0, to: 100)), "coefficient of variation of that time"
    ),
    Key(
      "handling_median", \.handlingMedianInMinutes, .quantity(.minutes, .from(0, to: 525_600)),
      "median of the lognormal time that a call handler takes",
      note: "Then units and analysts see the report."),
    Key(
      "handling_variation", \.handlingVariation, .number(.from(0, to: 100)),
      "coefficient of variation of that time"),
  ]
}

extension Key where Root == Trust {
  /// The keys under `trust`.
  static let trust: [Key] = [
    Key(
      "mean", \.mean, .number(.positive(upTo: 1)), "T₀, mean to which the trust of a ward returns",
      note: "Offences are reported, and tips given, in proportion to trust over T₀."),
    Key(
      "fruitless_search_loss", \.fruitlessSearchLoss, .share,
      "decrease of trust for a search without further action", note: "Of its ward.",
      source: "the evidence gives the sign; size an assumption"),
    Key(
      "just_contact_gain", \.justContactGain, .share, "increase of trust for a fair contact",
      note: "A just contact is a search that ends otherwise.",
      source: "the evidence gives the sign; size an assumption"),
    Key(
      "prompt_response_gain", \.promptResponseGain, .share,
      "increase of trust for a response within target", note: "The target is `calls.target`."),
    Key(
      "half_life", \.halfLifeInWeeks, .quantity(.weeks, .positive(upTo: 5_200)),
      "time until half of a change of trust is gone"),
  ]
}

extension Key where Root == Stops {
  /// The keys under `stops`.
  static let stops: [Key] = [
    Key(
      "searches_per_100_hours", \.searchesPer100Hours, .number(.from(0, to: 10_000)),
      "searches in 100 hours of a unit at places", source: "hot-spot pilots, England 2023–24"),
    Key(
      "arrests_per_100_hours", \.arrestsPer100Hours, .number(.from(0, to: 10_000)),
      "arrests in 100 hours of a unit at places, those by searches included", note: "No fewer than those.",
      source: "hot-spot pilots, England 2023–24"),
    Key(
      "arrest_share", \.arrestShare, .share, "share of searches that end in an arrest",
      source: "hot-spot pilots, England 2023–24"),
    Key(
      "no_further_action_share", \.noFurtherActionShare, .share,
      "share of searches that end without further action", note: "With `arrest_share` at most 1.",
      source: "hot-spot pilots, England 2023–24"),
    Key(
      "search_duration", \.searchDurationInMinutes, .quantity(.minutes, .from(0, to: 1_440)),
      "time that a search adds to the visit"),
    Key(
      "series_arrest_share", \.seriesArrestShare, .share,
      "probability that an arrest by a search, where a series is under way, is of an offender of it"),
  ]
}

extension Key where Root == Tips {
  /// The keys under `tips`.
  static let tips: [Key] = [
    Key(
      "per_place_and_week", \.perPlaceAndWeek, .number(.from(0, to: 100_000)),
      "true tips a week at a place with a current series or near repeats"),
    Key(
      "true_share", \.trueShare, .number(.positive(upTo: 1)), "π, expected share of tips that are true",
      note: "It sets the rate of false ones."),
    Key(
      "lead_median", \.leadMedianInHours, .quantity(.hours, .positive(upTo: 8_784)),
      "median of the lognormal time until a tip reaches analysts"),
    Key(
      "lead_variation", \.leadVariation, .number(.from(0, to: 100)), "coefficient of variation of that time"),
    Key(
      "engagement_gain", \.engagementGain, .number(.from(0, to: 100)),
      "increase of tips in a ward that a unit of micro-engagement knows",
      note:
        "Such a unit has micro-engagement as its usual tactic and knows the ward wholly; needs `operation.familiarity`."
    ),
  ]
}

extension Key where Root == Surveys {
  /// The keys under `surveys`.
  static let surveys: [Key] = [
    Key("response_rate", \.responseRate, .share, "probability that a survey is answered"),
    Key(
      "delay", \.delayInHours, .quantity(.hours, .from(0.25, to: 8_784)), "time from a report to its survey"),
    Key(
      "attendance_gain", \.attendanceGain, .share,
      "increase of the probability of satisfaction if a unit arrives within 15 min",
      note: "It is trust otherwise."),
  ]
}
