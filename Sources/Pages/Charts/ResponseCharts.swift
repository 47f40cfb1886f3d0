// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions

/// How calls for service were answered, against the same calls without extra patrol.
enum ResponseCharts {
  static func all(_ data: ReportData) -> [Chart] {
    let rows = data.costs.flatMap { cost in cost.responses.map { (strategy: cost.strategy, response: $0) } }
    guard !rows.isEmpty else { return [] }
    var times = chart(
      "response-times", "Response times: minutes longer than without extra patrol",
      "By grade of call, paired with the same calls without extra patrol. Below 0, calls are answered sooner.",
      rows, \.difference, axis: "minutes longer", data)
    times?.header = [
      "Strategy", "Grade", "Response, min", "Without, min", "Difference, min", "Late, %",
    ]
    times?.rows = rows.filter { $0.response.difference.value != nil }.map { strategy, response in
      [
        "\(strategy)", "\(response.grade.rawValue)", cell(response.minutes), cell(response.minutesWithout),
        cell(response.difference, decimals: 2), cell(response.latePercent),
      ]
    }
    let late = chart(
      "late-calls", "Calls answered late: percentage points more than without extra patrol",
      "Share of answered calls that missed the response target, in percentage points.", rows,
      \.lateDifference,
      axis: "percentage points more", data)
    return [times, late].compactMap(\.self)
  }

  /// Points with their intervals by grade, one for each strategy; `nil` where no call was answered.
  private static func chart(
    _ name: String, _ title: String, _ caption: String,
    _ rows: [(strategy: String, response: GradeResponse)], _ value: KeyPath<GradeResponse, Estimate>,
    axis: String, _ data: ReportData
  ) -> Chart? {
    let known = rows.filter { $0.response[keyPath: value].value != nil }
    guard !known.isEmpty else { return nil }
    let values = known.map { strategy, response in
      JSONValue.object(
        response[keyPath: value].members().merging([
          "strategy": .string(strategy), "grade": .string(response.grade.rawValue),
        ]) { a, _ in a })
    }
    let shared: [String: JSONValue] = [
      "y": ["field": "grade", "type": "nominal", "title": nil, "sort": nil],
      "yOffset": ["field": "strategy", "sort": .array(data.ranked.map { .string($0) })],
      "color": ["field": "strategy", "type": "nominal", "title": nil, "scale": Chart.colourScale(data)],
    ]
    func encoding(_ own: [String: JSONValue]) -> JSONValue { .object(shared.merging(own) { a, _ in a }) }
    let bounds: JSONValue = [
      "mark": ["type": "rule", "strokeWidth": 2],
      "encoding": encoding([
        "x": ["field": "lower", "type": "quantitative", "title": .string(axis)], "x2": ["field": "upper"],
      ]),
    ]
    let points: JSONValue = [
      "mark": ["type": "point", "filled": true, "size": 60, "opacity": 1],
      "encoding": encoding([
        "x": ["field": "value", "type": "quantitative", "title": .string(axis)],
        "tooltip": [
          ["field": "strategy"], ["field": "grade"], ["field": "value", "title": .string(axis)],
        ],
      ]),
    ]
    let hasBounds = known.contains { $0.response[keyPath: value].lower != nil }
    let layers = [IntervalChart.zeroRule] + (hasBounds ? [bounds] : []) + [points]
    return Chart(
      name: name, title: title, caption: caption,
      content: ["data": ["values": .array(values)], "layer": .array(layers)], height: 320)
  }
}
