// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// The table of a dose–response study, one strategy and number of units a row.
public enum DoseTable {
  /// A figure with its bounds.
  private struct Figure {
    let columns: [Column]
    let value: (DosePoint) -> Estimate?

    /// - Parameter hasBounds: Whether the bounds of its interval get columns.
    init(
      _ name: String, _ meaning: String, unit: String, hasBounds: Bool = true,
      _ value: @escaping (DosePoint) -> Estimate?
    ) {
      let bounds = [
        Column("\(name)_lower", "The lower bound of its 95 % interval", unit: unit),
        Column("\(name)_upper", "The upper bound", unit: unit),
      ]
      columns = [Column(name, meaning, unit: unit)] + (hasBounds ? bounds : [])
      self.value = value
    }

    func add(_ point: DosePoint, to text: inout CSVText) {
      let estimate = value(point)
      let numbers = [estimate?.value, estimate?.lower, estimate?.upper].prefix(columns.count)
      for number in numbers { text.add(number) }
    }
  }

  static let columns =
    [
      Column("strategy", "The strategy"),
      Column("units", "How many units were dealt out to teams and shifts"),
      Column("teams_without_units", "Teams that have none of them: their targets get no visit"),
    ] + figures.flatMap(\.columns) + [
      Column("from_units", "The next smaller number of units, 0 for none: what the margin is counted from")
    ] + margins.flatMap(\.columns) + [
      Column("undefined", "Why there is no cost of a crime, in all or at the margin"),
      Column("saturated", "yes from the number of units past which a further one adds little"),
    ]

  /// The columns of `replications.csv` beside it.
  static func replicationColumns(of study: Study) -> [Column] {
    [Column("units", "How many units were dealt out")]
      + ResultTables.replicationColumns(of: study.experiment.scenario)
  }

  private static let questions = Outcome.allCases.flatMap { outcome in
    Comparison.areas.map { (outcome: outcome, area: $0) }
  }

  private static func unit(_ outcome: Outcome) -> String { outcome == .crime ? "offences" : "days" }

  private static var figures: [Figure] {
    questions.flatMap { outcome, area in
      [
        Figure(
          "\(outcome.rawValue)_averted_\(area.rawValue)",
          "Averted in per cent of what happened without patrol",
          unit: "%"
        ) { $0.effect(on: outcome, in: area)?.percent },
        Figure(
          "\(outcome.rawValue)_averted_count_\(area.rawValue)", "Averted over the campaign",
          unit: unit(outcome)
        ) { $0.effect(on: outcome, in: area)?.averted },
      ]
    } + [
      Figure("visits", "Visits to a target a day", unit: "visits/day", hasBounds: false) {
        $0.visitsPerTargetAndDay
      },
      Figure("officer_hours", "Hours of officers on duty in the campaign", unit: "h", hasBounds: false) {
        $0.officerHours
      },
      Figure("pounds_per_crime", "Cost for each crime averted everywhere", unit: "£") { $0.poundsPerCrime },
      Figure("pounds_per_harm_day", "Cost for each day of harm averted everywhere", unit: "£") {
        $0.poundsPerHarmDay
      },
    ]
  }

  private static var margins: [Figure] {
    questions.flatMap { outcome, area in
      [
        Figure(
          "marginal_\(outcome.rawValue)_\(area.rawValue)", "Averted by each further unit over the campaign",
          unit: unit(outcome)
        ) { $0.margin.gain(on: outcome, in: area)?.perUnit },
        Figure(
          "marginal_\(outcome.rawValue)_points_\(area.rawValue)", "The same in percentage points",
          unit: "percentage points"
        ) { $0.margin.gain(on: outcome, in: area)?.pointsPerUnit },
      ]
    } + [
      Figure("marginal_pounds_per_crime", "Cost for each further crime averted everywhere", unit: "£") {
        $0.margin.poundsPerCrime
      },
      Figure(
        "marginal_pounds_per_harm_day", "Cost for each further day of harm averted everywhere", unit: "£"
      ) {
        $0.margin.poundsPerHarmDay
      },
    ]
  }

  /// Returns `dose.csv`.
  public static func csv(_ response: DoseResponse) -> [UInt8] {
    var text = CSVText(header: columns)
    let (figures, margins) = (figures, margins)
    for curve in response.curves {
      for (level, point) in zip(response.levels, curve.points) {
        text.add(curve.strategy)
        text.add(point.units)
        text.add(level.teamsWithoutUnits.joined(separator: "; "))
        for figure in figures { figure.add(point, to: &text) }
        text.add(point.margin.fromUnits)
        for figure in margins { figure.add(point, to: &text) }
        text.add(undefined(point))
        text.add(curve.saturation.units.map { point.units >= $0 ? "yes" : "no" } ?? "no")
        text.endRow()
      }
    }
    return text.take()
  }

  private static func undefined(_ point: DosePoint) -> String {
    let reasons = [
      point.poundsPerCrime.undefined.map { "in all: \($0)" },
      point.margin.poundsPerCrime.undefined.map { "at the margin: \($0)" },
    ]
    return reasons.compactMap { $0 }.joined(separator: "; ")
  }

  /// Returns `replications.csv`: one replication, number of units and strategy a row.
  static func replications(_ result: DoseResult, of study: Study) -> [UInt8] {
    var text = CSVText(header: replicationColumns(of: study))
    let columns = SummaryColumn.all(of: study.experiment.scenario)
    for levels in result.replications {
      for (units, summaries) in zip(study.units, levels) {
        for summary in summaries {
          text.add(units)
          text.add(summary.replication)
          text.add(summary.strategy)
          for column in columns { text.add(column.value(summary), decimals: 3) }
          text.endRow()
        }
      }
    }
    return text.take()
  }
}
