// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Parameter where Root == ChannelLaw {
  /// The delays of a channel, under `knowledge.channels.*`.
  static let channel: [Parameter] = [
    Parameter(
      "delay_median", \.delayMedianInMinutes, .minutes, .positive(upTo: 525_600),
      meaning: "median of the lognormal time from the offence to the report", source: "assumption"),
    Parameter(
      "delay_variation", \.delayVariation, nil, .from(0, to: 100),
      meaning: "coefficient of variation of that time", source: "assumption"),
    Parameter(
      "handling_median", \.handlingMedianInMinutes, .minutes, .from(0, to: 525_600),
      meaning: "median of the lognormal time that a call handler takes", source: "assumption"),
    Parameter(
      "handling_variation", \.handlingVariation, nil, .from(0, to: 100),
      meaning: "coefficient of variation of that time", source: "assumption"),
  ]
}

extension Parameter where Root == Trust {
  /// The keys under `trust`.
  static let trust: [Parameter] = [
    Parameter(
      "mean", \.mean, nil, .positive(upTo: 1),
      meaning: "T₀, mean to which the trust of a ward returns", source: "assumption"),
    Parameter(
      "fruitless_search_loss", \.fruitlessSearchLoss, nil, .share,
      meaning: "what a search without further action takes from trust",
      source: "the evidence gives the sign; size an assumption"),
    Parameter(
      "just_contact_gain", \.justContactGain, nil, .share,
      meaning: "what a just contact adds to trust", source: "the evidence gives the sign; size an assumption"),
    Parameter(
      "prompt_response_gain", \.promptResponseGain, nil, .share,
      meaning: "what a response to a call within target adds to trust", source: "assumption"),
    Parameter(
      "half_life", \.halfLifeInWeeks, .weeks, .positive(upTo: 5_200),
      meaning: "time until half of a change of trust is gone", source: "assumption"),
  ]
}

extension Parameter where Root == Stops {
  /// The keys under `stops`.
  static let stops: [Parameter] = [
    Parameter(
      "searches_per_100_hours", \.searchesPer100Hours, nil, .from(0, to: 10_000),
      meaning: "searches in 100 hours of a unit at places", source: "hot-spot pilots, England 2023–24"),
    Parameter(
      "arrests_per_100_hours", \.arrestsPer100Hours, nil, .from(0, to: 10_000),
      meaning: "arrests in 100 hours of a unit at places, those by searches included",
      source: "hot-spot pilots, England 2023–24"),
    Parameter(
      "arrest_share", \.arrestShare, nil, .share,
      meaning: "share of searches that end in an arrest", source: "hot-spot pilots, England 2023–24"),
    Parameter(
      "no_further_action_share", \.noFurtherActionShare, nil, .share,
      meaning: "share of searches that end without further action",
      source: "hot-spot pilots, England 2023–24"),
    Parameter(
      "search_duration", \.searchDurationInMinutes, .minutes, .from(0, to: 1_440),
      meaning: "by how much a search lengthens the visit", source: "assumption"),
    Parameter(
      "series_arrest_share", \.seriesArrestShare, nil, .share,
      meaning: "probability that an arrest by a search, where a series is under way, is of an offender of it",
      source: "assumption"),
  ]
}

extension Parameter where Root == Tips {
  /// The keys under `tips`.
  static let tips: [Parameter] = [
    Parameter(
      "per_place_and_week", \.perPlaceAndWeek, nil, .from(0, to: 100_000),
      meaning: "true tips a week at a place where a series or a wave of near repeats is under way",
      source: "assumption"),
    Parameter(
      "true_share", \.trueShare, nil, .positive(upTo: 1),
      meaning: "π, expected share of tips that are true", source: "assumption"),
    Parameter(
      "lead_median", \.leadMedianInHours, .hours, .positive(upTo: 8_784),
      meaning: "median of the lognormal time until a tip reaches analysts", source: "assumption"),
    Parameter(
      "lead_variation", \.leadVariation, nil, .from(0, to: 100),
      meaning: "coefficient of variation of that time", source: "assumption"),
    Parameter(
      "engagement_gain", \.engagementGain, nil, .from(0, to: 100),
      meaning: "by how much tips grow in a ward that a unit of micro-engagement knows", source: "assumption"),
  ]
}

extension Parameter where Root == Surveys {
  /// The keys under `surveys`.
  static let surveys: [Parameter] = [
    Parameter(
      "response_rate", \.responseRate, nil, .share,
      meaning: "probability that a survey is answered", source: "assumption"),
    Parameter(
      "delay", \.delayInHours, .hours, .from(0.25, to: 8_784),
      meaning: "time from a report to its survey", source: "assumption"),
    Parameter(
      "attendance_gain", \.attendanceGain, nil, .share,
      meaning: "what a unit at the place within 15 min adds to the probability of satisfaction",
      source: "assumption"),
  ]
}
