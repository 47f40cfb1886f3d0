// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// The tables of a dose–response study.
enum DoseTable {
  /// A strategy with a number of units.
  struct Row {
    let strategy: String
    let level: DoseLevel
    let point: DosePoint
    let saturation: Saturation
  }

  static let table = Table<Row>(
    "dose", "One strategy and number of units a row.", key: ["strategy", "units"],
    [
      .strategy { $0.strategy },
      Column("units", "Number of units, over all teams and shifts", in: .from(1)) { $0.point.units },
      Column(
        "teams_without_units", "Teams without units, whose targets get no visits", mayBeBlank: true
      ) { $0.level.teamsWithoutUnits.joined(separator: "; ") },
    ] + effects + margins + [
      Column("undefined", "Reason for no cost of a crime, in all or at the margin", mayBeBlank: true) {
        undefined($0.point)
      },
      Column("saturated", "from the number of units beyond which a further one adds little") { row in
        row.saturation.units.map { row.point.units >= $0 } ?? false
      },
    ])

  private static let questions = Outcome.allCases.flatMap { outcome in
    Comparison.areas.map { (outcome: outcome, area: $0) }
  }

  private static func unit(_ outcome: Outcome) -> String { outcome == .crime ? "offences" : "days" }

  private static var effects: [Column<Row>] {
    questions.flatMap { outcome, area in
      Column<Row>.estimate(
        "\(outcome.rawValue)_averted_\(area.rawValue)", "Averted, as % of crime or harm without patrol",
        unit: "%"
      ) { $0.point.effect(on: outcome, in: area)?.percent }
        + Column.estimate(
          "\(outcome.rawValue)_averted_count_\(area.rawValue)", "Averted over the campaign",
          unit: unit(outcome)
        ) { $0.point.effect(on: outcome, in: area)?.averted }
    } + [
      Column("visits", "Visits to a target a day", unit: "visits/day") {
        $0.point.visitsPerTargetAndDay.value
      },
      Column("officer_hours", "Hours of officers on duty in the campaign", unit: "h") {
        $0.point.officerHours.value
      },
    ]
      + Column.estimate("pounds_per_crime", "Cost for each crime averted everywhere", unit: "£") {
        $0.point.poundsPerCrime
      }
      + Column.estimate("pounds_per_harm_day", "Cost for each day of harm averted everywhere", unit: "£") {
        $0.point.poundsPerHarmDay
      }
  }

  private static var margins: [Column<Row>] {
    [
      Column("from_units", "The next smaller number of units, the start of the margin; 0 for none") {
        $0.point.margin.fromUnits
      }
    ]
      + questions.flatMap { outcome, area in
        Column<Row>.estimate(
          "marginal_\(outcome.rawValue)_\(area.rawValue)", "Averted by each further unit over the campaign",
          unit: unit(outcome)
        ) { $0.point.margin.gain(on: outcome, in: area)?.perUnit }
          + Column.estimate(
            "marginal_\(outcome.rawValue)_points_\(area.rawValue)", "The same in percentage points",
            unit: "percentage points"
          ) { $0.point.margin.gain(on: outcome, in: area)?.pointsPerUnit }
      }
      + Column.estimate(
        "marginal_pounds_per_crime", "Cost for each further crime averted everywhere", unit: "£"
      ) { $0.point.margin.poundsPerCrime }
      + Column.estimate(
        "marginal_pounds_per_harm_day", "Cost for each further day of harm averted everywhere", unit: "£"
      ) { $0.point.margin.poundsPerHarmDay }
  }

  private static func undefined(_ point: DosePoint) -> String {
    let reasons = [
      point.poundsPerCrime.undefined.map { "in all: \($0)" },
      point.margin.poundsPerCrime.undefined.map { "at the margin: \($0)" },
    ]
    return reasons.compactMap { $0 }.joined(separator: "; ")
  }

  static func rows(_ response: DoseResponse) -> [Row] {
    response.curves.flatMap { curve in
      zip(response.levels, curve.points).map {
        Row(strategy: curve.strategy, level: $0, point: $1, saturation: curve.saturation)
      }
    }
  }

  /// A replication with a number of units.
  struct Replication {
    let units: Int
    let summary: ReplicationSummary
  }

  /// The table beside it.
  static func replications(of study: Study) -> Table<Replication> {
    let single = ReplicationTable.table(of: study.experiment.scenario)
    return Table(
      "replications", "One replication, number of units and strategy a row, over the campaign.",
      key: ["units", "replication", "strategy"],
      [Column("units", "Number of units", in: .from(1)) { $0.units }]
        + single.columns.map { column in column.of(\.summary) })
  }

  static func replications(_ result: DoseResult, units: [Int]) -> [Replication] {
    result.replications.flatMap { levels in
      zip(units, levels).flatMap { units, summaries in
        summaries.map { Replication(units: units, summary: $0) }
      }
    }
  }
}
