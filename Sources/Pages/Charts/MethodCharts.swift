// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Questions

/// The truth beside what each evaluation method would have seen of it.
enum MethodCharts {
  static func all(_ data: ReportData) -> [Chart] { [claims(data), noEffect(data)].compactMap(\.self) }

  private static func claims(_ data: ReportData) -> Chart? {
    guard let best = data.best,
      let strategy = data.comparison.strategies.first(where: { $0.strategy == best })
    else { return nil }
    let known = strategy.methods.filter { $0.claim.value != nil }
    guard let truth = known.first?.truth.value else { return nil }
    let values = known.map { method -> JSONValue in
      [
        "method": .string(method.method.words), "claim": JSONValue(method.claim.value),
        "lowest": JSONValue(method.lowest.value), "highest": JSONValue(method.highest.value),
        "truth": JSONValue(method.truth.value),
      ]
    }
    let y: JSONValue = ["field": "method", "type": "nominal", "title": nil, "sort": nil]
    let axis: JSONValue = "fall of recorded crime claimed, %"
    let isSpread = known.contains { $0.lowest.value != nil && $0.highest.value != nil }
    let layers =
      [IntervalChart.zeroRule, truthRule(truth)] + (isSpread ? [spread(y, axis)] : []) + [points(y, axis)]
    let content: [String: JSONValue] = ["data": ["values": .array(values)], "layer": .array(layers)]
    let rows = known.map { method -> [HTML] in
      let range =
        method.lowest.value.flatMap { low in
          method.highest.value.map { "\(NumberText.number(low)) to \(NumberText.number($0))%" }
        } ?? "–"
      return [
        "\(method.method.words)", cell(method.claim, unit: "%"), "\(range)",
        cell(method.bias, unit: "points"),
        percent(method.coverage), percent(method.fallsFound),
      ]
    }
    return Chart(
      name: "methods", title: "Evaluation claims for \(best)",
      caption:
        "Each method uses recorded crime only. Dots are mean claims. Bars are the claims of 95% of campaigns, where there are 40 or "
        + "more. The green line is the true effect: \(NumberText.number(truth, decimals: 1))% of the crime in the targets.",
      content: content, height: IntervalChart.height(known.count),
      header: [
        "Method", "Mean claim", "95% of campaigns", "Bias", "Intervals that contain the truth",
        "Significant falls",
      ], rows: rows)
  }

  private static func truthRule(_ truth: Double) -> JSONValue {
    [
      "data": ["values": [["truth": JSONValue(truth)]]],
      "mark": ["type": "rule", "color": "#009E73", "strokeWidth": 3],
      "encoding": ["x": ["field": "truth", "type": "quantitative"]],
    ]
  }

  /// The claims of 95% of campaigns.
  private static func spread(_ y: JSONValue, _ axis: JSONValue) -> JSONValue {
    [
      "mark": ["type": "rule", "strokeWidth": 6, "color": "#9fc4de"],
      "encoding": [
        "y": y, "x": ["field": "lowest", "type": "quantitative", "title": axis], "x2": ["field": "highest"],
      ],
    ]
  }

  private static func points(_ y: JSONValue, _ axis: JSONValue) -> JSONValue {
    [
      "mark": ["type": "point", "filled": true, "size": 100, "color": "#0072B2", "opacity": 1],
      "encoding": [
        "y": y, "x": ["field": "claim", "type": "quantitative", "title": axis],
        "tooltip": [
          ["field": "method"], ["field": "claim", "title": "mean claim, %", "format": ".1f"],
          ["field": "lowest", "title": "95% of campaigns from", "format": ".1f"],
          ["field": "highest", "title": "to", "format": ".1f"],
          ["field": "truth", "title": "truth, %", "format": ".1f"],
        ],
      ],
    ]
  }

  private static func percent(_ share: Estimate) -> HTML {
    "\(share.value.map { NumberText.number(100 * $0) + "%" } ?? "–")"
  }

  private static func noEffect(_ data: ReportData) -> Chart? {
    let claims = data.noEffect
    let known = claims.methods.filter { $0.campaigns.reduce(0, +) > 0 }
    guard !known.isEmpty, data.comparison.replicationCount > 1 else { return nil }
    let values = known.flatMap { method -> [JSONValue] in
      let total = Double(method.campaigns.reduce(0, +))
      return method.campaigns.enumerated().map { bin, count in
        let from = claims.firstFall + Double(bin) * claims.binWidth
        return [
          "method": .string(method.method.words), "from": .number(DecimalText.rounded(from, decimals: 2)),
          "to": .number(DecimalText.rounded(from + claims.binWidth, decimals: 2)),
          "percent": .number(DecimalText.rounded(100 * Double(count) / total, decimals: 2)),
        ]
      }
    }
    let content: [String: JSONValue] = [
      "data": ["values": .array(values)],
      "layer": [
        [
          "mark": ["type": "rect"],
          "encoding": [
            "x": [
              "field": "from", "type": "quantitative", "title": "fall claimed without patrol, %",
              "scale": ["zero": false, "nice": false],
            ],
            "x2": ["field": "to"],
            "y": ["field": "method", "type": "nominal", "title": nil, "sort": nil],
            "color": [
              "field": "percent", "type": "quantitative", "scale": ["scheme": "blues"],
              "legend": ["title": "% of campaigns", "gradientLength": 220, "direction": "horizontal"],
            ],
            "tooltip": [
              ["field": "method"], ["field": "from", "title": "fall from, %"],
              ["field": "to", "title": "to, %"],
              ["field": "percent", "title": "% of campaigns"],
            ],
          ],
        ],
        [
          "data": ["values": [["zero": 0]]],
          "mark": ["type": "rule", "color": "#009E73", "strokeWidth": 2],
          "encoding": ["x": ["field": "zero", "type": "quantitative"]],
        ],
      ],
    ]
    return Chart(
      name: "no-effect", title: "Claims without patrol",
      caption:
        "Claims of the same methods for the same campaigns without extra patrol, where the true effect is 0 (green). "
        + "Every claim to the right of 0 is a fall by chance.",
      content: content, height: 60 + IntervalChart.height(known.count))
  }
}
