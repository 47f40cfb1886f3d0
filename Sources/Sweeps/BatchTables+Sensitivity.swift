// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions
import Tables

/// What moves the outcome.
extension BatchTables {
  /// What is moved: the effect of a strategy, or its lead over another.
  private func subject<Row>(
    _ strategy: @escaping @Sendable (Row) -> String, _ second: @escaping @Sendable (Row) -> String?
  ) -> [Column<Row>] {
    [
      Column(
        "measure",
        "averted: what the strategy averted of what happened without patrol; difference: what it averted beyond the second",
        choices: ["averted", "difference"]
      ) { second($0) == nil ? "averted" : "difference" },
      self.strategy("strategy", "The strategy; of a difference the one whose effect comes first", strategy),
      Column(
        "second", "Of a difference the strategy whose effect is subtracted; else empty", mayBeBlank: true
      ) { second($0) ?? "" },
    ]
  }

  var tornado: Table<TornadoBar> {
    let points = "percentage points"
    let units = zip(batch.file.parameters, batch.file.scales).map { ($0.key, $1.unit) }
    let unit = Dictionary(units, uniquingKeysWith: { first, _ in first })
    let bars: [Column<TornadoBar>] = [
      Column("rank", "The place of its swing among the parameters, the greatest first", in: .from(1)) {
        $0.rank
      },
      Column("parameter", "The key of the parameter") { $0.parameter },
      Column("unit", "The unit of its numbers; empty of bare numbers and of words", mayBeBlank: true) {
        unit[$0.parameter] ?? ""
      },
      Column("low_values", "The values that count as low, as the study says them") { $0.lowValues },
      Column("low_from", "The least of them, in the unit; empty of words") {
        number($0.lowRange?.lowerBound)
      },
      Column("low_to", "The greatest of them") { number($0.lowRange?.upperBound) },
      Column("high_values", "The values that count as high, as the study says them") { $0.highValues },
      Column("high_from", "The least of them, in the unit; empty of words") {
        number($0.highRange?.lowerBound)
      },
      Column("high_to", "The greatest of them") { number($0.highRange?.upperBound) },
      Column(
        "low", "The measure, mean over the cells with low values; of differences in percentage points",
        unit: "%"
      ) { $0.low },
      Column("high", "The same with high values", unit: "%") { $0.high },
    ]
    return Table(
      "tornado",
      "One scenario, measure, strategy or pair of strategies, outcome, area and parameter a row: how far the mean moves from the "
        + "parameter's low to its high values, the greatest swing first.",
      key: ["scenario", "strategy", "second", "outcome", "area", "rank"],
      [scenario { $0.base }] + subject({ $0.strategy }, { $0.second }) + measured { $0.measure } + bars
        + Column.estimate("swing", "High less low", unit: points) { $0.swing }
        + [.undefined("Why there is no swing") { $0.swing.undefined }])
  }

  var sobol: Table<SobolShare> {
    let shares =
      Column<SobolShare>.estimate(
        "first", "First-order index: the share due to the parameter alone", unit: "share"
      ) { $0.first }
      + Column.estimate("total", "Total index: the share due to it with all its interactions", unit: "share")
    {
      $0.total
    }
    return Table(
      "sobol",
      "One scenario, measure, strategy or pair of strategies, outcome, area and parameter a row: the shares of the variance over the "
        + "sweep that are due to it.",
      key: ["scenario", "strategy", "second", "outcome", "area", "parameter"],
      [scenario { $0.base }] + subject({ $0.strategy }, { $0.second }) + measured { $0.measure }
        + [Column("parameter", "The key of the parameter") { $0.parameter }] + shares + [
          Column("base_points", "How many base points have all their cells", in: .from(0)) { $0.basePoints },
          .undefined("Why there is no index") { $0.first.undefined },
        ])
  }
}

/// A number with all its digits, as it was set.
private func number(_ value: Double?) -> Cell { value.map(Cell.exact) ?? .none }
