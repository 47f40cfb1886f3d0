// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Experiments

/// What strategies averted, how sure their order is, and what was delivered for it.
enum StrategyCharts {
  static func all(_ data: ReportData) -> [Chart] {
    guard data.best != nil else { return [] }
    let outcomes = [data.rankedBy] + Outcome.allCases.filter { $0 != data.rankedBy }
    var charts = outcomes.map { averted(data, $0, .targets) }
    charts.append(averted(data, data.rankedBy, .everywhere))
    return charts
      + [differences(data), chances(data), dosage(data), hours(data), responses(data), lateCalls(data)]
      .compactMap(\.self)
  }

  private static func averted(_ data: ReportData, _ outcome: Outcome, _ area: Area) -> Chart {
    let rows = data.ranked.map { name in
      (
        strategy: name,
        estimate: effect(data, name, outcome, area)?.percent ?? Estimate(undefined: "it was not measured")
      )
    }
    let place = area == .targets ? "in the targets" : "everywhere, displacement included"
    let table = data.ranked.map { name -> [HTML] in
      let effect = effect(data, name, outcome, area)
      return [
        "\(name)", cell(effect?.percent, unit: "%"),
        cell(
          effect?.averted, decimals: outcome == .crime ? 0 : 0, unit: outcome == .crime ? "offences" : "days"),
      ]
    }
    return Chart(
      name: "averted-\(outcome.rawValue)-\(area.rawValue)",
      title: "\(outcome == .crime ? "Crime" : "Harm") averted \(place)",
      caption:
        "In % of what happens in the same campaigns without extra patrol. Dots are means over campaigns; lines hold the true "
        + "mean of the model with 95 % confidence.",
      content: IntervalChart.content(rows, axis: "\(outcome.rawValue) averted, %", data),
      height: IntervalChart.height(rows.count), header: ["Strategy", "Averted, %", "Averted"], rows: table)
  }

  private static func effect(
    _ data: ReportData, _ name: String, _ outcome: Outcome, _ area: Area
  ) -> Effect? {
    data.comparison.strategies.first { $0.strategy == name }?.effect(on: outcome, in: area)
  }

  private static func differences(_ data: ReportData) -> Chart? {
    guard let best = data.best else { return nil }
    let rows = data.ranked.filter { $0 != best }.compactMap { name in
      data.comparison.difference(of: name, over: best, on: data.rankedBy, in: .targets).map { (name, $0) }
    }
    guard !rows.isEmpty else { return nil }
    return Chart(
      name: "differences", title: "\(data.rankedBy.rawValue.capitalized) averted beyond \(best)",
      caption:
        "Percentage points, paired: both strategies meet the same crime in each campaign. A line that crosses 0 means that the "
        + "two can't be told apart. p is adjusted by Holm for all pairs.",
      content: IntervalChart.content(
        rows.map { (strategy: $0.0, estimate: $0.1.percentagePoints) },
        axis: "beyond \(best), percentage points", data),
      height: IntervalChart.height(rows.count), header: ["Strategy", "Beyond \(best), points", "p"],
      rows: rows.map { name, difference in
        [
          "\(name)", cell(difference.percentagePoints, decimals: 2, unit: "points"),
          "\(NumberText.pValue(difference.adjustedPValue))",
        ]
      })
  }

  private static func chances(_ data: ReportData) -> Chart? {
    guard let ranking = data.comparison.ranking(by: data.rankedBy, in: .targets),
      ranking.strategies.contains(where: { $0.probabilityOfBeingBest != nil })
    else { return nil }
    let values = ranking.strategies.map { row -> JSONValue in
      ["strategy": .string(row.strategy), "percent": JSONValue(row.probabilityOfBeingBest.map { 100 * $0 })]
    }
    let content: [String: JSONValue] = [
      "data": ["values": .array(values)], "mark": ["type": "bar", "cornerRadiusEnd": 2],
      "encoding": [
        "y": [
          "field": "strategy", "type": "nominal", "title": nil,
          "sort": .array(ranking.strategies.map { .string($0.strategy) }),
        ],
        "x": [
          "field": "percent", "type": "quantitative", "title": "probability of being best, %",
          "scale": ["domain": [0, 100]],
        ],
        "color": ["field": "strategy", "type": "nominal", "legend": nil, "scale": Chart.colourScale(data)],
        "tooltip": [["field": "strategy"], ["field": "percent", "title": "best, %", "format": ".1f"]],
      ],
    ]
    return Chart(
      name: "probability-of-being-best", title: "Probability of being best",
      caption:
        "How often each strategy averted most \(data.rankedBy.rawValue) in the targets, in "
        + "\(NumberText.number(Double(ranking.resampleCount))) resamples of the campaigns."
        + data.truthInformed.map { " \($0) knows the true rates, as no force does." }.joined(),
      content: content, height: IntervalChart.height(values.count), header: ["Strategy", "Best, %"],
      rows: ranking.strategies.map { row in
        [
          "\(row.strategy)",
          "\(row.probabilityOfBeingBest.map { NumberText.number(100 * $0) + " %" } ?? "–")",
        ]
      })
  }

  private static func dosage(_ data: ReportData) -> Chart? {
    guard !data.dosage.isEmpty else { return nil }
    let order = data.ranked.compactMap { name in data.dosage.first { $0.strategy == name } }
    let values = order.flatMap { row -> [JSONValue] in
      [("completed as planned", row.completed), ("cut short or never reached", row.cut)].map {
        kind, estimate in
        ["strategy": .string(row.strategy), "kind": .string(kind), "visits": JSONValue(estimate.value)]
      }
    }
    let aimed = order[0].aimed
    let content: [String: JSONValue] = [
      "data": ["values": .array(values)],
      "layer": [
        [
          "mark": "bar",
          "encoding": [
            "y": [
              "field": "strategy", "type": "nominal", "title": nil,
              "sort": .array(order.map { .string($0.strategy) }),
            ],
            "x": ["field": "visits", "type": "quantitative", "title": "visits a day"],
            "color": [
              "field": "kind", "type": "nominal", "title": nil,
              "scale": [
                "domain": ["completed as planned", "cut short or never reached"],
                "range": ["#0072B2", "#E69F00"],
              ],
            ],
            "tooltip": [["field": "strategy"], ["field": "kind"], ["field": "visits", "format": ".1f"]],
          ],
        ],
        [
          "data": ["values": [["aimed": JSONValue(aimed)]]],
          "mark": ["type": "rule", "strokeDash": [5, 4], "strokeWidth": 2, "color": "#1b1f24"],
          "encoding": ["x": ["field": "aimed", "type": "quantitative"]],
        ],
      ],
    ]
    return Chart(
      name: "dosage", title: "Visits planned and delivered",
      caption:
        "The dashed line is what the gap aimed at asks for: \(NumberText.number(aimed, decimals: 1)) visits a day. Time to spare "
        + "goes into further visits.",
      content: content, height: 40 + IntervalChart.height(order.count),
      header: ["Strategy", "Aimed at, a day", "Set out for, a day", "Completed, a day", "Cut, a day"],
      rows: order.map {
        [
          "\($0.strategy)", "\(NumberText.number($0.aimed, decimals: 1))", cell($0.started),
          cell($0.completed),
          cell($0.cut),
        ]
      })
  }

  private static func hours(_ data: ReportData) -> Chart? {
    guard !data.dosage.isEmpty else { return nil }
    let order = data.ranked.compactMap { name in data.dosage.first { $0.strategy == name } }
    let values = order.flatMap { row -> [JSONValue] in
      [("at places", row.visitHours), ("on the way", row.travelHours)].map { kind, estimate in
        ["strategy": .string(row.strategy), "kind": .string(kind), "hours": JSONValue(estimate.value)]
      }
    }
    let content: [String: JSONValue] = [
      "data": ["values": .array(values)], "mark": "bar",
      "encoding": [
        "y": [
          "field": "strategy", "type": "nominal", "title": nil,
          "sort": .array(order.map { .string($0.strategy) }),
        ],
        "x": ["field": "hours", "type": "quantitative", "title": "unit hours a day"],
        "color": [
          "field": "kind", "type": "nominal", "title": nil,
          "scale": ["domain": ["at places", "on the way"], "range": ["#0072B2", "#CC79A7"]],
        ],
        "tooltip": [["field": "strategy"], ["field": "kind"], ["field": "hours", "format": ".1f"]],
      ],
    ]
    return Chart(
      name: "hours", title: "Where the hours go",
      caption: "Hours of units a day at places and between them; breaks, standing by and calls come on top.",
      content: content, height: 40 + IntervalChart.height(order.count),
      header: ["Strategy", "At places, h a day", "On the way, h a day"],
      rows: order.map { ["\($0.strategy)", cell($0.visitHours), cell($0.travelHours)] })
  }

  private static func responses(_ data: ReportData) -> Chart? {
    let rows = data.costs.flatMap { cost in cost.responses.map { (cost.strategy, $0) } }
      .filter { $0.1.difference.value != nil }
    guard !rows.isEmpty else { return nil }
    let values = rows.map { strategy, response in
      JSONValue.object(
        response.difference.members().merging([
          "strategy": .string(strategy), "grade": .string(response.grade.rawValue),
        ]) { a, _ in a })
    }
    return Chart(
      name: "response-times", title: "Response to calls: minutes longer than without extra patrol",
      caption:
        "By grade of call, paired with the same calls without extra patrol; below 0 calls are answered sooner.",
      content: responseContent(values, data, axis: "minutes longer", order: data.ranked), height: 320,
      header: ["Strategy", "Grade", "Response, min", "Without, min", "Difference, min", "Late, %"],
      rows: rows.map { strategy, response in
        [
          "\(strategy)", "\(response.grade.rawValue)", cell(response.minutes), cell(response.minutesWithout),
          cell(response.difference, decimals: 2), cell(response.latePercent),
        ]
      })
  }

  private static func lateCalls(_ data: ReportData) -> Chart? {
    let rows = data.costs.flatMap { cost in cost.responses.map { (cost.strategy, $0) } }
      .filter { $0.1.lateDifference.value != nil }
    guard !rows.isEmpty else { return nil }
    let values = rows.map { strategy, response in
      JSONValue.object(
        response.lateDifference.members().merging([
          "strategy": .string(strategy), "grade": .string(response.grade.rawValue),
        ]) { a, _ in a })
    }
    return Chart(
      name: "late-calls", title: "Calls answered late: points more than without extra patrol",
      caption: "Share of answered calls past the target of their grade, in percentage points.",
      content: responseContent(values, data, axis: "percentage points more", order: data.ranked), height: 320)
  }

  private static func responseContent(
    _ values: [JSONValue], _ data: ReportData, axis: String, order: [String]
  ) -> [String: JSONValue] {
    let shared: [String: JSONValue] = [
      "y": ["field": "grade", "type": "nominal", "title": nil, "sort": nil],
      "yOffset": ["field": "strategy", "sort": .array(order.map { .string($0) })],
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
    let hasBounds = values.contains { $0["lower"] != JSONValue.null }
    let layers = [IntervalChart.zeroRule] + (hasBounds ? [bounds] : []) + [points]
    return ["data": ["values": .array(values)], "layer": .array(layers)]
  }
}

/// Returns an estimate with its interval as a cell of a table; a dash where there is none.
func cell(_ estimate: Estimate?, decimals: Int = 1, unit: String = "") -> HTML {
  guard let estimate, let value = estimate.value else { return "–" }
  let unit = unit.isEmpty ? "" : " " + unit
  let centre = NumberText.number(value, decimals: decimals) + unit
  guard let lower = estimate.lower, let upper = estimate.upper else { return "\(centre)" }
  return
    "\(centre) <small>(\(NumberText.number(lower, decimals: decimals)) to \(NumberText.number(upper, decimals: decimals)))</small>"
}
