// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions

/// What was delivered under each strategy.
enum DosageCharts {
  static func all(_ data: ReportData) -> [Chart] {
    let order = data.ranked.compactMap { name in data.dosage.first { $0.strategy == name } }
    return order.isEmpty ? [] : [visits(order), hours(order)]
  }

  private static func visits(_ order: [DosageMeans]) -> Chart {
    let aimed = order[0].aimed
    let bars = stack(
      order,
      [("completed as planned", "#0072B2", \.completed), ("cut short or never reached", "#E69F00", \.cut)],
      axis: "visits a day")
    let rule: JSONValue = [
      "data": ["values": [["aimed": JSONValue(aimed)]]],
      "mark": ["type": "rule", "strokeDash": [5, 4], "strokeWidth": 2, "color": "#1b1f24"],
      "encoding": ["x": ["field": "aimed", "type": "quantitative"]],
    ]
    return Chart(
      name: "dosage", title: "Visits planned and delivered",
      caption:
        "The dashed line is the planned number: \(NumberText.number(aimed, decimals: 1)) visits a day. Spare time "
        + "is used for more visits.",
      content: ["layer": [.object(bars), rule]], height: 40 + IntervalChart.height(order.count),
      header: ["Strategy", "Planned, a day", "Set out for, a day", "Completed, a day", "Cut, a day"],
      rows: order.map {
        [
          "\($0.strategy)", "\(NumberText.number($0.aimed, decimals: 1))", cell($0.started),
          cell($0.completed),
          cell($0.cut),
        ]
      })
  }

  private static func hours(_ order: [DosageMeans]) -> Chart {
    Chart(
      name: "hours", title: "Use of hours",
      caption: "Unit hours a day at places and travelling. Breaks, standing by and calls are not included.",
      content: stack(
        order, [("at places", "#0072B2", \.visitHours), ("travelling", "#CC79A7", \.travelHours)],
        axis: "unit hours a day"),
      height: 40 + IntervalChart.height(order.count),
      header: ["Strategy", "At places, h a day", "Travelling, h a day"],
      rows: order.map { ["\($0.strategy)", cell($0.visitHours), cell($0.travelHours)] })
  }

  /// A bar for each strategy, of parts with their colours.
  private static func stack(
    _ order: [DosageMeans], _ parts: [(name: String, colour: String, value: KeyPath<DosageMeans, Estimate>)],
    axis: String
  ) -> [String: JSONValue] {
    let values = order.flatMap { row in
      parts.map { part -> JSONValue in
        [
          "strategy": .string(row.strategy), "part": .string(part.name),
          "value": JSONValue(row[keyPath: part.value].value),
        ]
      }
    }
    let scale: JSONValue = [
      "domain": .array(parts.map { .string($0.name) }), "range": .array(parts.map { .string($0.colour) }),
    ]
    return [
      "data": ["values": .array(values)], "mark": "bar",
      "encoding": [
        "y": [
          "field": "strategy", "type": "nominal", "title": nil,
          "sort": .array(order.map { .string($0.strategy) }),
        ],
        "x": ["field": "value", "type": "quantitative", "title": .string(axis)],
        "color": ["field": "part", "type": "nominal", "title": nil, "scale": scale],
        "tooltip": [
          ["field": "strategy"], ["field": "part"],
          ["field": "value", "title": .string(axis), "format": ".1f"],
        ],
      ],
    ]
  }
}
