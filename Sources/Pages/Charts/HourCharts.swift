// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Questions

/// Crime, presence and their mismatch by hour of the week.
enum HourCharts {
  /// The three charts for one strategy, at all places together; a page puts the data of others in.
  static func all(_ data: ReportData) -> [Chart] {
    guard let best = data.best, let row = data.hours.strategies.first(where: { $0.strategy == best }),
      let crime = row.crime.last, let presence = row.presence.last, presence.contains(where: { $0 > 0 })
    else { return [] }
    let share = { (values: [Double]) -> [Double] in
      let sum = values.reduce(0, +)
      return values.map { sum > 0 ? 100 * $0 / sum : 0 }
    }
    let mismatch = zip(share(presence), share(crime)).map { $0 - $1 }
    return [
      chart(
        "hours-crime", "Crime by hour", crime, "offences in the hour",
        "Offences in each hour of the week, mean of the campaign's weeks, with patrol.",
        ["scheme": "orangered"]),
      chart(
        "hours-presence", "Presence by hour", presence, "minutes with a unit present",
        "Minutes of the hour in which at least one unit is present, summed over places.", ["scheme": "blues"]),
      chart(
        "hours-mismatch", "Mismatch of patrol and crime by hour", mismatch, "points of the week",
        "Share of the week's presence minus share of the week's crime, in percentage points. Green hours have more "
          + "presence than crime, brown hours less.", ["scheme": "brownbluegreen", "domainMid": 0]),
    ]
  }

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  private static func chart(
    _ name: String, _ title: String, _ values: [Double], _ unit: String, _ caption: String, _ scale: JSONValue
  ) -> Chart {
    let cells = values.enumerated().map { hour, value -> JSONValue in
      [
        "day": .string(days[hour / 24]), "hour": .number(Double(hour % 24)),
        "value": .number(DecimalText.rounded(value, decimals: 3)),
      ]
    }
    let content: [String: JSONValue] = [
      "data": ["name": "hours", "values": .array(cells)],
      "mark": ["type": "rect", "stroke": "white", "strokeWidth": 0.5],
      "encoding": [
        "x": [
          "field": "hour", "type": "ordinal", "title": "hour of the day",
          "axis": ["labelAngle": 0, "labelOverlap": true],
        ],
        "y": ["field": "day", "type": "ordinal", "title": nil, "sort": .array(days.map { .string($0) })],
        "color": [
          "field": "value", "type": "quantitative", "scale": scale,
          "legend": ["title": .string(unit), "gradientLength": 220, "direction": "horizontal"],
        ],
        "tooltip": [
          ["field": "day"], ["field": "hour"], ["field": "value", "title": .string(unit), "format": ".2f"],
        ],
      ],
    ]
    return Chart(name: name, title: title, caption: caption, content: content, height: 260)
  }
}
