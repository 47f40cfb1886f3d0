// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// What strategies cost and saved, one estimate a row.
enum CostTable {
  struct Row {
    let strategy: String
    let measure: String
    var area = ""
    var grade = ""
    let unit: String
    let estimate: Estimate
  }

  static let table = Table<Row>(
    "costs", "One estimate a row: costs of strategies and their savings.",
    key: ["strategy", "measure", "area", "grade"],
    [
      .strategy { $0.strategy },
      Column("measure", "The quantity estimated") { $0.measure },
      Column("area", "targets or everywhere; empty where it does not apply", mayBeBlank: true) { $0.area },
      Column("grade", "The grade of calls; empty where it does not apply", mayBeBlank: true) { $0.grade },
      Column("unit", "The unit of the estimate") { $0.unit },
    ] + Column.estimates { $0.estimate })

  /// Returns the rows of all strategies, in their order.
  static func rows(_ costs: [CostResult]) -> [Row] {
    costs.flatMap { cost in
      [
        Row(
          strategy: cost.strategy, measure: "cost of an officer hour", unit: "£",
          estimate: Estimate(exactly: cost.costPerHour.pounds)),
        Row(strategy: cost.strategy, measure: "officer hours", unit: "h", estimate: cost.officerHours),
        Row(strategy: cost.strategy, measure: "cost of the operation", unit: "£", estimate: cost.pounds),
      ] + cost.areas.flatMap { rows(cost.strategy, $0) } + cost.responses.flatMap { rows(cost.strategy, $0) }
    }
  }

  private static func rows(_ strategy: String, _ area: AreaCost) -> [Row] {
    let figures: [(String, String, Estimate)] = [
      ("cost of a crime averted", "£", area.poundsPerCrime),
      ("cost of a harm day averted", "£", area.poundsPerHarmDay),
      ("police cost of recorded crime saved", "£", area.policeCostSaved),
      ("police cost of recorded crime saved over the cost of the operation", "%", area.savedPercent),
      ("recorded crime without a police unit cost", "%", area.uncostedPercent),
    ]
    return figures.map {
      Row(strategy: strategy, measure: $0.0, area: area.area.rawValue, unit: $0.1, estimate: $0.2)
    }
  }

  private static func rows(_ strategy: String, _ response: GradeResponse) -> [Row] {
    let figures: [(String, String, Estimate)] = [
      ("response time", "min", response.minutes),
      ("response time without patrol", "min", response.minutesWithout),
      ("response time beyond that without patrol", "min", response.difference),
      ("late calls", "%", response.latePercent),
      ("late calls beyond those without patrol", "percentage points", response.lateDifference),
    ]
    return figures.map {
      Row(strategy: strategy, measure: $0.0, grade: response.grade.rawValue, unit: $0.1, estimate: $0.2)
    }
  }
}
