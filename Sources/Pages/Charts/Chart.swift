// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Questions

/// A chart as a Vega-Lite specification, with its numbers for those who don't see it.
struct Chart {
  /// The name of its file, without the ending.
  let name: String
  /// What it shows, in a few words.
  let title: String
  /// How to read it.
  let caption: String
  /// The specification but for its size, title and looks.
  let content: [String: JSONValue]
  /// The height in pixels; `nil` where the content says it.
  var height: Int?
  /// Its numbers as a table: header and rows; empty where the page shows them elsewhere.
  var header: [String] = []
  var rows: [[HTML]] = []

  /// The whole specification, at a width that fits a paper.
  ///
  /// Source: Satyanarayan et al., "Vega-Lite: A Grammar of Interactive Graphics", *IEEE Transactions on Visualization and
  /// Computer Graphics* 23 (2017), 341–350.
  var specification: JSONValue {
    var members = content
    members["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json"
    members["title"] = ["text": .string(title), "anchor": "start"]
    members["description"] = .string("\(title). \(caption)")
    members["width"] = 640
    if let height { members["height"] = .number(Double(height)) }
    members["autosize"] = ["type": "fit", "contains": "padding"]
    members["config"] = Chart.looks
    return .object(members)
  }

  private static let looks: JSONValue = [
    "font": "system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif",
    "background": "white",
    "view": ["stroke": nil],
    "title": ["fontSize": 14, "fontWeight": 600, "offset": 12, "color": "#1b1f24"],
    "axis": [
      "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 500, "gridColor": "#e7e9ec",
      "domainColor": "#8a9099", "tickColor": "#8a9099", "labelColor": "#333a42", "titleColor": "#333a42",
      "labelLimit": 190,
    ],
    "legend": [
      "orient": "bottom", "labelFontSize": 12, "titleFontSize": 12, "labelColor": "#333a42",
      "titleColor": "#333a42", "labelLimit": 220, "titleLimit": 320, "columns": 3, "symbolStrokeWidth": 3,
    ],
  ]

  /// The colours of strategies, told apart by people of any colour vision.
  ///
  /// Source: Okabe and Ito, *Color Universal Design*, 2008; without its yellow, which is too light for lines, and with three
  /// more behind.
  static let colours = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C510A", "#5E3C99",
    "#4D9221",
  ]
  /// The colour of what happens without patrol.
  static let grey = "#767676"

  /// The scale that gives each strategy its colour, in the order of results.
  static func colourScale(_ data: ReportData) -> JSONValue {
    let names = data.comparison.strategies.map(\.strategy)
    let colours = names.indices.map { index in
      data.comparison.strategies[index].isCounterfactual
        ? Chart.grey : Chart.colours[(index + Chart.colours.count - 1) % Chart.colours.count]
    }
    return ["domain": .array(names.map { .string($0) }), "range": .array(colours.map { .string($0) })]
  }
}

extension Estimate {
  /// The estimate with its bounds as members of a row of a chart's data.
  func members(decimals: Int = 3) -> [String: JSONValue] {
    func number(_ value: Double?) -> JSONValue {
      JSONValue(value.map { DecimalText.rounded($0, decimals: decimals) })
    }
    return ["value": number(value), "lower": number(lower), "upper": number(upper)]
  }
}

/// Points with their intervals, a strategy a row: the chart that most estimates are drawn by.
enum IntervalChart {
  /// - Parameters:
  ///   - rows: The strategies with their estimates, from top to bottom; those without a value are left out.
  ///   - axis: What is measured, and in which unit.
  ///   - showsZero: Whether a line at 0 is drawn.
  static func content(
    _ rows: [(strategy: String, estimate: Estimate)], axis: String, _ data: ReportData, showsZero: Bool = true
  ) -> [String: JSONValue] {
    let known = rows.filter { $0.estimate.value != nil }
    let values = known.map { row in
      JSONValue.object(row.estimate.members().merging(["strategy": .string(row.strategy)]) { a, _ in a })
    }
    let y: JSONValue = [
      "field": "strategy", "type": "nominal", "title": nil,
      "sort": .array(known.map { .string($0.strategy) }),
    ]
    let colour: JSONValue = [
      "field": "strategy", "type": "nominal", "legend": nil, "scale": Chart.colourScale(data),
    ]
    let tooltip: JSONValue = [
      ["field": "strategy"], ["field": "value", "title": .string(axis)],
      ["field": "lower", "title": "95% from"], ["field": "upper", "title": "to"],
    ]
    let bounds: JSONValue = [
      "mark": ["type": "rule", "strokeWidth": 3],
      "encoding": [
        "y": y, "x": ["field": "lower", "type": "quantitative", "title": .string(axis)],
        "x2": ["field": "upper"], "color": colour,
      ],
    ]
    let points: JSONValue = [
      "mark": ["type": "point", "filled": true, "size": 90, "opacity": 1],
      "encoding": [
        "y": y, "x": ["field": "value", "type": "quantitative", "title": .string(axis)], "color": colour,
        "tooltip": tooltip,
      ],
    ]
    // A single campaign has no intervals.
    var layers = known.contains { $0.estimate.lower != nil } ? [bounds, points] : [points]
    if showsZero { layers.insert(zeroRule, at: 0) }
    return ["data": ["values": .array(values)], "layer": .array(layers)]
  }

  /// A line at 0.
  static let zeroRule: JSONValue = [
    "data": ["values": [["zero": 0]]], "mark": ["type": "rule", "color": "#8a9099"],
    "encoding": ["x": ["field": "zero", "type": "quantitative"]],
  ]

  /// How high such a chart is.
  static func height(_ count: Int) -> Int { 70 + 30 * max(1, count) }
}
