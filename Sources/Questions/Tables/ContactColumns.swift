// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

extension SummaryColumn {
  /// The columns on stops, trust, tips and surveys, for what is on in a scenario; none by default.
  static func contact(of scenario: Scenario) -> [SummaryColumn] {
    (scenario.stops == nil ? [] : stops) + (scenario.trust == nil ? [] : trust)
      + (scenario.surveys == nil ? [] : surveys) + (scenario.tips == nil ? [] : tips)
  }

  /// All of them.
  static var contact: [SummaryColumn] { stops + trust + surveys + tips }

  private static func count(
    _ name: String, _ meaning: String, unit: String, _ value: @escaping @Sendable (ContactOutcome) -> Int
  ) -> SummaryColumn {
    SummaryColumn(name, meaning, unit: unit) { $0.contact.map(value) ?? 0 }
  }

  private static var stops: [SummaryColumn] {
    func stops(_ name: String, _ meaning: String, _ value: @escaping @Sendable (WardContact) -> Int)
      -> SummaryColumn
    {
      count(name, meaning, unit: "stops") { $0.total(value) }
    }
    return [
      stops("searches", "Searches by units at places", \.searches),
      stops("search_arrests", "Of those, ended in an arrest") { $0[.searchArrest] },
      stops("search_no_further_action", "Of those, ended without further action") { $0[.noFurtherAction] },
      stops("search_other_outcomes", "Of those, other outcomes") { $0[.otherOutcome] },
      stops("stop_arrests", "Arrests by units at places, with a search or without", \.arrests),
      stops("series_arrests", "Of those, arrests of an offender of a series", \.seriesArrests),
    ]
  }

  private static var trust: [SummaryColumn] {
    func trust(
      _ name: String, _ meaning: String, _ value: @escaping @Sendable (ContactOutcome) -> Double?
    ) -> SummaryColumn {
      SummaryColumn(name, meaning, unit: "") { $0.contact.flatMap(value) ?? 0 }
    }
    return [
      trust("trust_campaign_end", "Trust at the end of the campaign, mean over wards") {
        $0.meanTrust(\.trustAtCampaignEnd)
      },
      trust("trust_lowest_campaign_end", "The same in the ward where it is lowest") {
        $0.wards.compactMap(\.trustAtCampaignEnd).min()
      },
      trust("trust_end", "Trust at the end of the run, mean over wards") { $0.meanTrust(\.trustAtEnd) },
    ]
  }

  private static var surveys: [SummaryColumn] {
    func surveys(_ name: String, _ meaning: String, _ value: @escaping @Sendable (WardContact) -> Int)
      -> SummaryColumn
    {
      count(name, meaning, unit: "surveys") { $0.total(value) }
    }
    return [
      surveys("surveys_sent", "Surveys sent of offences reported in the campaign", \.surveysSent),
      surveys("surveys_answered", "Of those, answered", \.surveysAnswered),
      surveys("surveys_satisfied", "Of those answered, satisfied", \.surveysSatisfied),
    ]
  }

  private static var tips: [SummaryColumn] {
    func tips(_ name: String, _ meaning: String, _ value: @escaping @Sendable (TipTable) -> Int)
      -> SummaryColumn
    {
      count(name, meaning, unit: "tips") { value($0.tips) }
    }
    return [
      tips("tips", "Tips given in the campaign", \.total),
      tips("tips_true", "Of those, true") { $0.given(isTrue: true) },
      tips("tips_under_way", "Of those, not yet with analysts at the end of the run") {
        $0.underWay(isTrue: true) + $0.underWay(isTrue: false)
      },
      tips("tips_open", "Of those, with analysts less than 14 days before the end of the run") {
        $0.open(isTrue: true) + $0.open(isTrue: false)
      },
      tips("tips_followed", "Of those, tracked for 14 days", \.followedTotal),
      tips("tips_visited", "Of those tracked, visited within 48 hours", \.visitedTotal),
      tips(
        "tips_with_offence", "Of those tracked, with an offence of the type recorded there", \.offenceTotal),
    ]
  }
}
