// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions

/// Where it happens: places and wards coloured by what came of them, and units on one day.
enum MapPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let data = source.data
    guard !data.places.indices.isEmpty else { return nil }
    return PageSection(
      id: "map", title: "Where",
      content: """
        <p>Dots are places; targets have a black ring. Scenarios have no boundaries, so each place is shown with the area nearest to it.
        Yellow dots are bases. Point at a place to see its numbers, or choose a week of the campaign.\(leftOut(data))</p>
        <div class="tabs" role="group" aria-label="What the map shows">
        <button type="button" id="show-effect" aria-pressed="true">Crime and effect</button>
        \(data.day == nil ? "" : "<button type=\"button\" id=\"show-day\" aria-pressed=\"false\">One day of patrol</button>" as HTML)
        </div>
        \(effectControls(data))
        \(data.day.map { dayControls($0, data) } ?? "")
        <div id="map-canvas" role="application" aria-label="Map of places and wards; the table below has all its numbers"></div>
        <div id="legend" aria-live="polite"></div>
        \(data.day == nil ? "" : dayNotes)
        <details><summary>The numbers</summary>
        \(table(source))
        </details>
        """)
  }

  private static func leftOut(_ data: ReportData) -> String {
    let left = data.places.placeCount - data.places.indices.count
    return left > 0 ? " The \(NumberText.number(Double(left))) places with least crime are not shown." : ""
  }

  private static func options(_ names: [String], selected: String?) -> HTML {
    HTML.joined(
      names.map { name in
        let mark: HTML = name == selected ? " selected" : ""
        return "<option value=\"\(name)\"\(mark)>\(name)</option>"
      }, separator: "")
  }

  private static func effectControls(_ data: ReportData) -> HTML {
    let names = data.comparison.strategies.map(\.strategy)
    let without = data.comparison.strategies.first { $0.isCounterfactual }?.strategy
    let most = max(0, (data.places.strategies.first?.weeklyCrime.first?.count ?? 1) - 1)
    return """
      <div class="controls" id="effect-controls">
      <label>Show <select id="map-measure">
      <option value="crime">crime</option><option value="harm">harm</option>
      <option value="crimeAverted">crime averted</option><option value="harmAverted" selected>harm averted</option>
      <option value="landedHere">displaced crime</option>
      <option value="visits">visits</option><option value="presentHours">hours with a unit present</option>
      </select></label>
      <label>under <select id="map-strategy">\(options(names, selected: data.best ?? names.first))</select></label>
      <label>minus <select id="map-against"><option value="" selected>nothing</option>\(options(names, selected: nil))</select></label>
      <label>by <select id="map-unit"><option value="places" selected>place</option><option value="wards">ward</option></select></label>
      <label class="wide">Week <input type="range" id="map-week" min="-1" max="\(most)" value="-1" step="1" aria-describedby="map-week-text">
      <output id="map-week-text">whole campaign</output></label>
      <button type="button" id="map-play" aria-pressed="false">Play</button>
      <input type="hidden" id="map-without" value="\(without ?? "")">
      </div>
      """
  }

  private static func dayControls(_ day: RecordedDay, _ data: ReportData) -> HTML {
    let most = day.strategies.max { $0.redirections.count < $1.redirections.count }
    let chosen = (most?.redirections.isEmpty == false ? most?.strategy : nil) ?? data.best
    let names = day.strategies.map(\.strategy).filter { name in
      data.comparison.strategies.contains { $0.strategy == name && !$0.isCounterfactual }
    }
    return """
      <div class="controls" id="day-controls" hidden>
      <p>\(day.date), campaign \(day.replication). Units are drawn on straight lines between places. A dashed
        line shows a redirection; point at it to see the reason.</p>
      <label>Strategy <select id="day-strategy">\(options(names, selected: chosen))</select></label>
      <label class="wide">Time <input type="range" id="day-minute" min="0" max="\(Int(day.minutes))" value="720" step="1" aria-describedby="day-minute-text">
      <output id="day-minute-text">12:00</output></label>
      <button type="button" id="day-play" aria-pressed="false">Play</button>
      </div>
      """
  }

  private static let dayNotes: HTML = """
    <div id="day-notes" hidden>
    <h3>Redirections on this day</h3>
    <ol id="redirections"></ol>
    </div>
    """

  /// The most places that the table lists: those with a role first, then those with most crime.
  private static let mostRows = 60

  private static func table(_ source: ReportSource) -> HTML {
    let data = source.data
    guard let best = data.best, let own = data.places.strategies.first(where: { $0.strategy == best }) else {
      return "<p>No strategy deploys units.</p>"
    }
    let positions = data.places.indices.indices.sorted { a, b in
      let (x, y) = (role(a, source), role(b, source))
      return x == y ? own.crime[a] > own.crime[b] : x < y
    }.prefix(mostRows)
    let rows = positions.map { position -> [HTML] in
      let place = source.scenario.crime.places[data.places.indices[position]]
      return [
        HTML.name(place.name), "\(place.role.rawValue)", HTML.name(place.ward),
        "\(NumberText.number(own.crime[position], decimals: 1))", cell(own.crimeAverted[position]),
        cell(own.harmAverted[position], decimals: 0),
        "\(NumberText.number(own.landedHere[position], decimals: 1))",
        "\(NumberText.number(own.visits[position], decimals: 0))",
      ]
    }
    return HTML.table(
      "Places under \(best), over the campaign",
      header: [
        "Place", "Role", "Ward", "Crime", "Crime averted", "Harm averted, days", "Displaced here", "Visits",
      ], rows: Array(rows))
  }

  private static func role(_ position: Int, _ source: ReportSource) -> Int {
    switch source.scenario.crime.places[source.data.places.indices[position]].role {
    case .target: 0
    case .candidate: 1
    case .buffer: 2
    case .control: 3
    case .background: 4
    }
  }
}
