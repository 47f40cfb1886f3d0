// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// The views of `results.sqlite`, which name strategies and places in words.
enum ResultsViews {
  /// In an order in which each finds those that it reads.
  static func all(of scenario: Scenario) -> [DatabaseView] {
    [averted, placeEffect, effectByReplication, ranking, methods, wards(of: scenario), weekly]
  }

  private static let run = [
    Field.field("replication", "The replication, from 1", type: .integer), strategyName,
  ]
  private static let strategyName = Field.field("strategy", "The strategy", type: .text)

  /// What of an outcome was averted in an area, from the columns of a replication: `crime_without_targets - crime_targets`.
  private static func difference(_ outcome: Outcome, _ area: Area) -> String {
    "\(outcome.rawValue)_without_\(area.rawValue) - \(outcome.rawValue)_\(area.rawValue)"
  }

  private static let questions = Comparison.areas.flatMap { area in
    Outcome.allCases.map { (outcome: $0, area: area) }
  }

  private static let averted = DatabaseView(
    "averted", "Offences and days of harm averted, by replication and strategy.",
    run
      + questions.map { outcome, area in
        .field(
          "\(outcome.rawValue)_averted_\(area.rawValue)",
          "\(outcome == .crime ? "Offences" : "Harm") averted, \(area.rawValue)",
          unit: outcome == .crime ? "offences" : "days")
      },
    as: "SELECT r.replication, s.name AS strategy, "
      + questions.map { "\(difference($0, $1)) AS \($0.rawValue)_averted_\($1.rawValue)" }.joined(
        separator: ", ")
      + " FROM replication_summary r JOIN strategy s ON s.id = r.strategy")

  private static let effectByReplication = DatabaseView(
    "effect_by_replication",
    "Averted, as % of crime or harm without patrol, by replication and strategy.",
    run
      + questions.map { outcome, area in
        .field(
          "\(outcome.rawValue)_percent_\(area.rawValue)",
          "\(outcome.rawValue.capitalized) averted, as % of that without patrol, \(area.rawValue)", unit: "%")
      },
    as: "SELECT r.replication, s.name AS strategy, "
      + questions.map { outcome, area in
        let without = "\(outcome.rawValue)_without_\(area.rawValue)"
        return
          "100.0 * (\(difference(outcome, area))) / nullif(\(without), 0) AS \(outcome.rawValue)_percent_\(area.rawValue)"
      }.joined(separator: ", ")
      + " FROM replication_summary r JOIN strategy s ON s.id = r.strategy")

  private static let placeEffect = DatabaseView(
    "place_effect", "Means over replications, by strategy and place.",
    [strategyName]
      + fields(
        [
          "place", "name", "role", "ward", "borough", "crime_without", "crime_averted", "harm_without",
          "harm_averted", "visits",
        ], of: PlaceTable.table.description),
    as: """
      SELECT s.name AS strategy, p.key AS place, p.name, p.role, p.ward, p.borough,
        avg(o.crime_without) AS crime_without, avg(o.crime_without - o.crime) AS crime_averted,
        avg(o.harm_without) AS harm_without, avg(o.harm_without - o.harm) AS harm_averted,
        avg(o.visits) AS visits FROM place_outcome o JOIN strategy s ON s.id = o.strategy
        JOIN place p ON p.id = o.place GROUP BY o.strategy, o.place
      """)

  private static let ranking = DatabaseView(
    "ranking_named", "The ranking with the names of strategies, the best first.",
    RankingTable.table.description.fields.filter {
      !["beyond_best_lower", "beyond_best_upper"].contains($0.name)
    }
    .map { $0.named },
    as: """
      SELECT r.outcome, r.area, r.rank, s.name AS strategy, r.averted, r.averted_lower,
        r.averted_upper, r.plausible_lower, r.plausible_upper, r.beyond_best, r.p_value_holm, r.probability_of_being_best, r.indistinguishable
        FROM ranking r JOIN strategy s ON s.id = r.strategy ORDER BY r.outcome, r.area, r.rank
      """)

  private static let methods = DatabaseView(
    "method_summary",
    "Claims of each evaluation method over campaigns, the true effect, and the share of significant falls.",
    [
      strategyName, .field("method", "The evaluation method", type: .text),
      .field("campaigns", "Campaigns in which it has a result", type: .integer),
      .field("mean_fall_percent", "The claimed fall of recorded crime, mean over them", unit: "%"),
      .field("mean_true_percent", "The true effect in the targets, mean over them", unit: "%"),
      .field("falls_found", "Campaigns with a fall significant at the two-sided 5% level", unit: "share"),
    ],
    as: """
      SELECT s.name AS strategy, m.method, count(m.fall_percent) AS campaigns,
        avg(m.fall_percent) AS mean_fall_percent,
        avg(e.crime_percent_targets) FILTER (WHERE m.fall_percent IS NOT NULL) AS mean_true_percent,
        avg(m.p_value < 0.05 AND m.fall_percent > 0) AS falls_found
        FROM method_estimate m JOIN strategy s ON s.id = m.strategy
        JOIN effect_by_replication e ON e.replication = m.replication AND e.strategy = s.name
        GROUP BY m.strategy, m.method
      """)

  private static func wards(of scenario: Scenario) -> DatabaseView {
    let kept = [
      "crime_without", "crime_averted", "crime_averted_lower", "crime_averted_upper", "harm_averted",
      "harm_averted_share", "landed_here", "visits", "present_hours",
    ]
    let table = WardTable.table(of: scenario).description
    return DatabaseView(
      "ward_summary",
      "Wards with the names of strategies, their places and targets, and crime and harm averted; means over replications.",
      fields(["strategy", "ward", "borough"], of: table) + [
        .field("places", "Places of the ward", type: .integer),
        .field("targets", "Of those, targets", type: .integer),
      ] + fields(kept, of: table)
        + [
          .field("crime_averted_percent", "Crime averted, as % of that without patrol, from means", unit: "%")
        ],
      as: """
        SELECT s.name AS strategy, w.ward, w.borough,
          (SELECT count(*) FROM place p WHERE p.ward = w.ward AND p.borough = w.borough) AS places,
          (SELECT count(*) FROM place p WHERE p.ward = w.ward AND p.borough = w.borough AND p.role = 'target')
            AS targets,
          \(kept.map { "w.\($0)" }.joined(separator: ", ")),
          100.0 * w.crime_averted / nullif(w.crime_without, 0) AS crime_averted_percent
          FROM ward_effect w JOIN strategy s ON s.id = w.strategy
        """)
  }

  private static let weekly = DatabaseView(
    "weekly_named", "Weeks with the names of strategies and the ids of places, as in weekly.csv.",
    WeekTable.table.description.fields.map { $0.named },
    as: """
      SELECT coalesce(s.name, '\(historyName)') AS strategy, w.phase, w.week, w.week_starts,
        p.key AS place, w.happened, w.recorded, w.harm
        FROM weekly w LEFT JOIN strategy s ON s.id = w.strategy JOIN place p ON p.id = w.place
      """)

  private static func fields(_ names: [String], of table: TableDescription) -> [Field] {
    names.compactMap { name in table.fields.first { $0.name == name }?.named }
  }
}

extension Field {
  /// The same where rows of other tables are named in words.
  fileprivate var named: Field {
    guard reference != nil else { return self }
    return .field(name, meaning, unit: unit, type: type)
  }
}
