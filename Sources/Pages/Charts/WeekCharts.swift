// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Files
import PatrolModel
import Questions

/// Recorded crime week by week: history, campaign and after.
enum WeekCharts {
  static func all(_ data: ReportData, of scenario: Scenario) -> [Chart] {
    let history = scenario.phases.historyWeeks
    let zoom = -min(history, max(8, scenario.phases.campaignWeeks))
    let whole = chart(
      data, scenario, .targets, from: -history, name: "weeks",
      title: "Recorded crime in the targets, all weeks", isExplained: -zoom == history)
    guard -zoom < history else { return [whole].compactMap(\.self) }
    return [
      chart(
        data, scenario, .targets, from: zoom, name: "weeks-campaign",
        title: "Recorded crime in the targets, round the campaign", isExplained: true),
      chart(
        data, scenario, .buffers, from: zoom, name: "weeks-buffers",
        title: "Recorded crime in the rings round the targets"), whole,
    ].compactMap(\.self)
  }

  private static func chart(
    _ data: ReportData, _ scenario: Scenario, _ area: Area, from firstWeek: Int, name: String, title: String,
    isExplained: Bool = false
  ) -> Chart? {
    let rows = WeekRows(data, scenario, area, from: firstWeek)
    guard rows.lines.count > 1, rows.hasCrime else { return nil }
    let colour: JSONValue = [
      "field": "strategy", "type": "nominal", "title": nil, "scale": Chart.colourScale(data),
      // Those of lines, not of the pale bands.
      "legend": ["symbolType": "stroke", "symbolOpacity": 1, "symbolStrokeWidth": 3],
    ]
    let x: JSONValue = ["field": "week", "type": "temporal", "title": nil]
    var layers: [JSONValue] = []
    if !rows.band.isEmpty {
      layers.append([
        "data": ["values": .array(rows.band)],
        "mark": ["type": "area", "opacity": 0.18],
        "encoding": [
          "x": x, "y": ["field": "lower", "type": "quantitative", "title": "offences recorded a week"],
          "y2": ["field": "upper"], "color": colour,
        ],
      ])
    }
    layers += [
      [
        "mark": ["type": "line", "strokeWidth": 2],
        "encoding": [
          "x": x, "y": ["field": "mean", "type": "quantitative", "title": "offences recorded a week"],
          "color": colour,
          "tooltip": [
            ["field": "week", "type": "temporal", "title": "week from"], ["field": "strategy"],
            ["field": "mean", "format": ".1f", "title": "mean a week"],
          ],
        ],
      ],
      [
        "data": ["values": .array(rows.baseline)],
        "mark": ["type": "line", "color": "#1b1f24", "strokeWidth": 2, "strokeDash": [6, 4]],
        "encoding": ["x": x, "y": ["field": "mean", "type": "quantitative"]],
      ],
      [
        "data": ["values": .array(rows.bounds)],
        "mark": ["type": "rule", "color": "#8a9099", "strokeDash": [2, 3]], "encoding": ["x": x],
      ],
    ]
    return Chart(
      name: name, title: title,
      caption: isExplained
        ? caption(data, hasBand: !rows.band.isEmpty) : "Lines, bands and baseline are as above.",
      content: ["data": ["values": .array(rows.lines)], "layer": .array(layers)], height: 320)
  }

  private static func caption(_ data: ReportData, hasBand: Bool) -> String {
    let best = data.best.map { " and under \($0)" } ?? ""
    let bands =
      hasBand
      ? " Bands contain 95% of campaigns without extra patrol\(best) (mean ± 1.96 standard deviations)." : ""
    return
      "Means over campaigns, by the week in which offences became known.\(bands) Dotted lines mark the campaign. The dashed line is "
      + "the baseline of a before-and-after comparison: \(data.comparison.baseline.description)."
  }
}

/// The rows of a chart of weeks.
private struct WeekRows {
  var lines: [JSONValue] = []
  var band: [JSONValue] = []
  var baseline: [JSONValue] = []
  var bounds: [JSONValue] = []
  var hasCrime = false

  init(_ data: ReportData, _ scenario: Scenario, _ area: Area, from firstWeek: Int) {
    let start = scenario.phases.campaignStart
    let without = data.comparison.strategies.first { $0.isCounterfactual }?.strategy
    func date(_ week: Int) -> JSONValue { .string(start.adding(days: 7 * week).description) }
    for series in data.weeks.series where series.area == area {
      let strategy = series.strategy.isEmpty ? without ?? "history" : series.strategy
      for (index, mean) in series.mean.enumerated() where series.firstWeek + index >= firstWeek {
        let week = series.firstWeek + index
        if mean > 0 { hasCrime = true }
        lines.append(["week": date(week), "strategy": .string(strategy), "mean": .number(mean)])
        guard strategy == without || strategy == data.best, !series.deviation.isEmpty else { continue }
        let reach = 1.96 * series.deviation[index]
        band.append([
          "week": date(week), "strategy": .string(strategy),
          "lower": .number(DecimalText.rounded(max(0, mean - reach), decimals: 2)),
          "upper": .number(DecimalText.rounded(mean + reach, decimals: 2)),
        ])
      }
      guard series.strategy.isEmpty else { continue }
      let weeks = data.comparison.baseline.weeks.clamped(to: 0..<series.mean.count)
      guard !weeks.isEmpty else { continue }
      let mean = weeks.reduce(0) { $0 + series.mean[$1] } / Double(weeks.count)
      for week in [0, scenario.phases.campaignWeeks] {
        baseline.append(["week": date(week), "mean": .number(DecimalText.rounded(mean, decimals: 2))])
      }
    }
    bounds = [0, scenario.phases.campaignWeeks].map { ["week": date($0)] }
  }
}
