// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

extension SummaryColumn {
  /// Redirections by cause, and how many of each paid.
  static var redirections: [SummaryColumn] {
    RedirectionCause.allCases.flatMap { cause in
      [
        SummaryColumn(
          "redirections_\(cause.columnName)", "Redirections of a unit for \(cause.words)", unit: ""
        ) { $0.dosage.redirectionsByCause[cause.rawValue] },
        SummaryColumn(
          "redirections_\(cause.columnName)_paid",
          "Of those, worthwhile: they prevented more than the task they replaced",
          unit: ""
        ) { $0.dosage.redirectionsPaidByCause[cause.rawValue] },
      ]
    }
  }

  /// Visits by tactic, for every tactic of a scenario.
  static func dosageByTactic(of scenario: Scenario) -> [SummaryColumn] {
    var used: Set<String> = []
    return scenario.tactics.enumerated().map { index, tactic in
      var name = "visits_by_\(SummaryColumn.columnName(of: tactic.id))"
      while !used.insert(name).inserted { name += "_" }
      return SummaryColumn(name, "Arrivals with the tactic \(tactic.id)", unit: "visits") {
        $0.dosage.visitsByTactic.indices.contains(index) ? $0.dosage.visitsByTactic[index] : 0
      }
    }
  }

  /// Patrol after the campaign, where a scenario has any.
  static func dosageAfter(of scenario: Scenario) -> [SummaryColumn] {
    scenario.phases.secondWave != nil || scenario.operation.after != .none ? dosageAfter : []
  }

  /// Patrol after the campaign.
  static var dosageAfter: [SummaryColumn] {
    [
      SummaryColumn("officer_hours_after", "Officer hours on duty after the campaign", unit: "h") {
        $0.dosageAfter.officerHours
      },
      SummaryColumn("visits_after", "Arrivals at a place after the campaign", unit: "visits") {
        $0.dosageAfter.visitsDelivered
      },
      SummaryColumn(
        "visits_cut_after", "Visits after the campaign cut short or never reached", unit: "visits"
      ) {
        $0.dosageAfter.visitsCut
      },
      SummaryColumn("visit_hours_after", "Unit hours at places after the campaign", unit: "h") {
        $0.dosageAfter.visitHours
      },
      SummaryColumn("travel_hours_after", "Unit hours of travel after the campaign", unit: "h") {
        $0.dosageAfter.travelHours
      },
    ]
  }

  /// Returns an id as a part of a column's name: letters, digits and underscores.
  static func columnName(of id: String) -> String {
    String(
      id.lowercased().unicodeScalars.map { scalar -> Character in
        let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        return isPlain ? Character(scalar) : "_"
      })
  }
}

extension RedirectionCause {
  /// A part of a column's name.
  var columnName: String {
    switch self {
    case .liveIncident: "live_incident"
    case .tip: "tip"
    case .gap: "gap"
    case .clearedUnit: "cleared_unit"
    case .other: "other"
    }
  }

  /// What a unit was redirected for, in words.
  public var words: String {
    switch self {
    case .liveIncident: "a live incident"
    case .tip: "a tip"
    case .gap: "a gap in cover"
    case .clearedUnit: "a unit cleared from a call"
    case .other: "another reason"
    }
  }
}
