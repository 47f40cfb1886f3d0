// SPDX-License-Identifier: GPL-3.0-or-later

extension ResultsSchema {
  /// The statements that make the views, in an order in which each finds those it reads.
  static var views: [String] {
    [
      """
      CREATE VIEW averted AS SELECT r.replication, s.name AS strategy,
        crime_without_targets - crime_targets AS crime_averted_targets,
        harm_without_targets - harm_targets AS harm_averted_targets,
        crime_without_everywhere - crime_everywhere AS crime_averted_everywhere,
        harm_without_everywhere - harm_everywhere AS harm_averted_everywhere
        FROM replication_summary r JOIN strategy s ON s.id = r.strategy
      """,
      """
      CREATE VIEW place_effect AS SELECT s.name AS strategy, p.key AS place, p.name, p.role, p.ward, p.borough,
        avg(o.crime_without) AS crime_without, avg(o.crime_without - o.crime) AS crime_averted,
        avg(o.harm_without) AS harm_without, avg(o.harm_without - o.harm) AS harm_averted,
        avg(o.visits) AS visits FROM place_outcome o JOIN strategy s ON s.id = o.strategy
        JOIN place p ON p.id = o.place GROUP BY o.strategy, o.place
      """,
      """
      CREATE VIEW effect_by_replication AS SELECT r.replication, s.name AS strategy,
        100.0 * (crime_without_targets - crime_targets) / nullif(crime_without_targets, 0) AS crime_percent_targets,
        100.0 * (harm_without_targets - harm_targets) / nullif(harm_without_targets, 0) AS harm_percent_targets,
        100.0 * (crime_without_everywhere - crime_everywhere) / nullif(crime_without_everywhere, 0)
          AS crime_percent_everywhere,
        100.0 * (harm_without_everywhere - harm_everywhere) / nullif(harm_without_everywhere, 0)
          AS harm_percent_everywhere
        FROM replication_summary r JOIN strategy s ON s.id = r.strategy
      """,
      """
      CREATE VIEW ranking_named AS SELECT r.outcome, r.area, r.rank, s.name AS strategy, r.averted, r.averted_lower,
        r.averted_upper, r.beyond_best, r.p_value_holm, r.probability_of_being_best, r.indistinguishable
        FROM ranking r JOIN strategy s ON s.id = r.strategy ORDER BY r.outcome, r.area, r.rank
      """,
      """
      CREATE VIEW method_summary AS SELECT s.name AS strategy, m.method, count(m.fall_percent) AS campaigns,
        avg(m.fall_percent) AS mean_fall_percent,
        avg(e.crime_percent_targets) FILTER (WHERE m.fall_percent IS NOT NULL) AS mean_true_percent,
        avg(m.p_value < 0.05 AND m.fall_percent > 0) AS falls_found
        FROM method_estimate m JOIN strategy s ON s.id = m.strategy
        JOIN effect_by_replication e ON e.replication = m.replication AND e.strategy = s.name
        GROUP BY m.strategy, m.method
      """,
      """
      CREATE VIEW ward_summary AS SELECT s.name AS strategy, w.ward, w.borough,
        (SELECT count(*) FROM place p WHERE p.ward = w.ward AND p.borough = w.borough) AS places,
        (SELECT count(*) FROM place p WHERE p.ward = w.ward AND p.borough = w.borough AND p.role = 'target')
          AS targets,
        w.crime_without, w.crime_averted, w.crime_averted_lower, w.crime_averted_upper, w.harm_averted,
        w.harm_averted_share, w.landed_here, w.visits, w.present_hours,
        100.0 * w.crime_averted / nullif(w.crime_without, 0) AS crime_averted_percent
        FROM ward_effect w JOIN strategy s ON s.id = w.strategy
      """,
      """
      CREATE VIEW weekly_named AS SELECT coalesce(s.name, 'history') AS strategy, w.phase, w.week, w.week_starts,
        p.key AS place, w.happened, w.recorded, w.harm
        FROM weekly w LEFT JOIN strategy s ON s.id = w.strategy JOIN place p ON p.id = w.place
      """,
    ]
  }

  /// What each table and view holds.
  static var documentation: [(String, String)] {
    [
      ("run", "What was run: one row. The seed is a text because it has 64 bits."),
      ("strategy", "The strategies, in the order of results."),
      ("type", "The types of crime, with the harm of one offence in days."),
      ("place", "The places of the scenario."),
      ("replication_summary", "One replication and strategy a row; columns as in replications.csv."),
      ("place_outcome", "One replication, strategy and place a row; columns as in places.csv."),
      ("ranking", "One outcome, area and strategy a row, over all replications; columns as in ranking.csv."),
      (
        "truth",
        "What patrol averted: one strategy, slice and outcome (crime or harm) a row; slices as in truth.csv, all of them."
      ),
      (
        "method_estimate",
        "One replication, strategy and evaluation method a row: the fall of recorded crime in the targets that it sees, in "
          + "%, with its 95 % interval and two-sided p value; or why it has no result."
      ),
      (
        "weekly",
        "One week, strategy and place a row, summed over replications; columns as in weekly.csv, with no strategy for the "
          + "weeks before the campaign."
      ),
      ("cost", "What strategies cost and saved, one estimate a row; columns as in costs.csv."),
      ("ward_effect", "One strategy and ward a row, over all replications; columns as in wards.csv."),
      ("fairness", "How gains and burdens are distributed over wards; columns as in fairness.csv."),
      ("averted", "View: offences and days of harm averted, by replication and strategy."),
      ("place_effect", "View: means over replications, by strategy and place."),
      (
        "effect_by_replication",
        "View: what was averted in % of what happened without patrol, by replication and strategy."
      ),
      ("ranking_named", "View: the ranking with the names of strategies, the best first."),
      (
        "method_summary",
        "View: what each evaluation method claims over campaigns, beside the truth, and how often it finds a fall."
      ),
      (
        "ward_summary",
        "View: wards with the names of strategies, their places and targets, and what was averted; means over replications."
      ),
      ("weekly_named", "View: weeks with the names of strategies and the ids of places, as in weekly.csv."),
      ("documentation", "What each table and view holds."),
      (
        "column_documentation",
        "The unit and meaning of every column of every table and view."
      ),
    ]
  }
}
