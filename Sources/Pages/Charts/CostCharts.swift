// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Questions

/// What strategies cost, and who gains and bears in which ward.
enum CostCharts {
  /// The most wards that a chart shows.
  private static let mostWards = 20

  static func costs(_ data: ReportData) -> [Chart] {
    let order = data.ranked.compactMap { name in data.costs.first { $0.strategy == name } }
    return [Area.targets, .everywhere].compactMap { area in
      let rows = order.map { cost in
        (
          strategy: cost.strategy,
          estimate: cost.cost(in: area)?.poundsPerCrime ?? Estimate(undefined: "it was not measured")
        )
      }
      guard rows.contains(where: { $0.estimate.value != nil }) else { return nil }
      let place = area == .targets ? "in the targets" : "everywhere, displacement included"
      return Chart(
        name: "cost-per-crime-\(area.rawValue)", title: "Cost of a crime averted \(place)",
        caption:
          "The cost of the officers' hours over the offences averted, with Fieller's 95% interval. A strategy without a dot averted "
          + "too little to tell.",
        content: IntervalChart.content(rows, axis: "£ for each crime averted", data, showsZero: false),
        height: IntervalChart.height(rows.count),
        header: ["Strategy", "£ a crime", "£ a day of harm", "Police cost saved, £", "Saved, % of cost"],
        rows: order.map { cost in
          let own = cost.cost(in: area)
          return [
            "\(cost.strategy)", cell(own?.poundsPerCrime, decimals: 0),
            cell(own?.poundsPerHarmDay, decimals: 2),
            cell(own?.policeCostSaved, decimals: 0), cell(own?.savedPercent),
          ]
        })
    }
  }

  static func wards(_ data: ReportData) -> [Chart] {
    guard let best = data.best, let result = data.fairness.first(where: { $0.strategy == best }) else {
      return []
    }
    // Two boroughs can have wards of one name.
    let repeated = Dictionary(grouping: result.wards, by: \.ward.name).filter { $0.value.count > 1 }
    func label(_ ward: Ward) -> String {
      repeated[ward.name] == nil ? ward.name : "\(ward.name), \(ward.borough)"
    }
    let wards = result.wards.filter { ($0.harmAverted.value ?? 0) != 0 }
      .sorted { abs($0.harmAverted.value ?? 0) > abs($1.harmAverted.value ?? 0) }.prefix(mostWards)
    guard !wards.isEmpty, result.wards.count > 1 else { return [] }
    var charts = [gain(wards, best, label)]
    let searched = wards.filter { $0.stops != nil }
    if searched.contains(where: { ($0.stops?.searches.value ?? 0) > 0 }) {
      charts.append(
        bars(
          searched.map { (label($0.ward), $0.stops?.fruitless ?? Estimate(exactly: 0)) },
          name: "searches-by-ward",
          title: "Fruitless searches under \(best), by ward",
          axis: "fruitless searches in the campaign",
          caption:
            "Searches that ended without further action, mean over campaigns, in the wards with the largest change."
        ))
    }
    let trusted = wards.compactMap { ward in ward.trustChange.map { (label(ward.ward), $0) } }
    if trusted.contains(where: { ($0.1.value ?? 0) != 0 }) {
      charts.append(
        bars(
          trusted, name: "trust-by-ward", title: "Trust under \(best), by ward",
          axis: "change of trust against no extra patrol",
          caption: "Change of trust at the end of the campaign, mean over campaigns. Trust is from 0 to 1."))
    }
    return charts
  }

  private static func gain(
    _ wards: ArraySlice<WardResult>, _ best: String, _ label: (Ward) -> String
  ) -> Chart {
    let chart = bars(
      wards.map { (label($0.ward), $0.harmAverted) }, name: "harm-averted-by-ward",
      title: "Harm averted under \(best), by ward", axis: "days of harm averted",
      caption:
        "The \(wards.count) wards with the largest change; means over campaigns with 95% intervals. Below 0, there was more harm "
        + "than without extra patrol.")
    var result = chart
    result.header = [
      "Ward", "Borough", "Harm averted, days", "Crime averted", "Displaced here", "Hours present",
    ]
    result.rows = wards.map { ward in
      [
        HTML.name(ward.ward.name), HTML.name(ward.ward.borough), cell(ward.harmAverted, decimals: 0),
        cell(ward.crimeAverted), cell(ward.landedHere), cell(ward.presentHours),
      ]
    }
    return result
  }

  private static func bars(
    _ rows: [(String, Estimate)], name: String, title: String, axis: String, caption: String
  ) -> Chart {
    let known = rows.filter { $0.1.value != nil }
    let values = known.enumerated().map { index, row in
      JSONValue.object(
        row.1.members(decimals: 4).merging([
          "ward": .string(oneLine(row.0)), "rank": .number(Double(index)),
        ]) { a, _ in a })
    }
    let y: JSONValue = [
      "field": "ward", "type": "nominal", "title": nil, "sort": ["field": "rank", "op": "min"],
    ]
    let tooltip: JSONValue = [
      ["field": "ward"], ["field": "value", "title": .string(axis)],
      ["field": "lower", "title": "95% from"], ["field": "upper", "title": "to"],
    ]
    let bar: JSONValue = [
      "mark": ["type": "bar", "color": "#56B4E9"],
      "encoding": [
        "y": y, "x": ["field": "value", "type": "quantitative", "title": .string(axis)], "tooltip": tooltip,
      ],
    ]
    let bounds: JSONValue = [
      "mark": ["type": "rule", "strokeWidth": 2, "color": "#1b1f24"],
      "encoding": [
        "y": y, "x": ["field": "lower", "type": "quantitative", "title": .string(axis)],
        "x2": ["field": "upper"], "tooltip": tooltip,
      ],
    ]
    let layers = known.contains { $0.1.lower != nil } ? [bar, bounds] : [bar]
    let content: [String: JSONValue] = ["data": ["values": .array(values)], "layer": .array(layers)]
    return Chart(
      name: name, title: title, caption: caption, content: content, height: 60 + 22 * max(1, known.count),
      header: ["Ward", axis], rows: known.map { [HTML.name($0.0), cell($0.1, decimals: 3)] })
  }
}
