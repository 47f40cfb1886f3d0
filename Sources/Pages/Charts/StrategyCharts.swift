// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions

/// What strategies averted, and how sure their order is.
enum StrategyCharts {
  static func all(_ data: ReportData) -> [Chart] {
    guard data.best != nil else { return [] }
    let outcomes = [data.rankedBy] + Outcome.allCases.filter { $0 != data.rankedBy }
    var charts = outcomes.map { averted(data, $0, .targets) }
    charts.append(averted(data, data.rankedBy, .everywhere))
    return charts
      + [differences(data), chances(data)].compactMap(\.self)
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
        "As % of \(outcome.rawValue) in the same campaigns without extra patrol. Dots are means over campaigns; lines are 95% intervals "
        + "of the model's mean.",
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
      name: "differences", title: "Difference to \(best) in \(data.rankedBy.rawValue) averted",
      caption:
        "Percentage points, paired: both strategies have the same crime in each campaign. Lines are 95% intervals of "
        + "one pair. p is Holm-adjusted for all pairs: above 0.05 the two are statistically indistinguishable, even where a line just misses 0.",
      content: IntervalChart.content(
        rows.map { (strategy: $0.0, estimate: $0.1.percentagePoints) },
        axis: "difference to \(best), percentage points", data),
      height: IntervalChart.height(rows.count), header: ["Strategy", "Difference, points", "p"],
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
        + data.truthInformed.map { " \($0) knows the true crime rates. No force does." }.joined(),
      content: content, height: IntervalChart.height(values.count), header: ["Strategy", "Best, %"],
      rows: ranking.strategies.map { row in
        [
          "\(row.strategy)",
          "\(row.probabilityOfBeingBest.map { NumberText.number(100 * $0) + "%" } ?? "–")",
        ]
      })
  }
}
