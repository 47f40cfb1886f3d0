// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Files
import PatrolModel
import Questions
import Tables

/// A scorecard for each hotspot under each strategy.
enum HotspotPart {
  /// The most hotspots that have a card.
  private static let most = 60

  static func section(_ source: ReportSource) -> PageSection? {
    let (scenario, data) = (source.scenario, source.data)
    let positions = data.places.indices.indices.filter {
      let role = scenario.crime.places[data.places.indices[$0]].role
      return role == .target || role == .candidate
    }
    let shown = positions.sorted { crimeWithout($0, data) > crimeWithout($1, data) }.prefix(most)
    guard let best = data.best, !shown.isEmpty else { return nil }
    let sets = data.ranked.compactMap { name -> HTML? in
      guard let figures = data.places.strategies.first(where: { $0.strategy == name }) else { return nil }
      let hidden: HTML = name == best ? "" : " hidden"
      return """
        <div class="cards" data-strategy="\(name)"\(hidden)>
        \(shown.map { card($0, figures, source) })
        </div>
        """
    }
    let options = data.ranked.map { name -> HTML in
      let mark: HTML = name == best ? " selected" : ""
      return "<option value=\"\(name)\"\(mark)>\(name)</option>"
    }
    let note =
      positions.count > most ? " These are the \(most) places with most crime, of \(positions.count)." : ""
    return PageSection(
      id: "hotspots", title: "Scorecards",
      content: """
        <p>Means over campaigns. Lines show crime by week from the start of the campaign: grey without extra patrol, coloured with it.\(note)</p>
        <div class="controls"><label>Strategy <select id="cards-strategy">\(options)</select></label></div>
        \(sets)
        """)
  }

  private static func without(_ data: ReportData) -> PlaceMeans.Figures? {
    let name = data.comparison.strategies.first { $0.isCounterfactual }?.strategy
    return data.places.strategies.first { $0.strategy == name }
  }

  private static func crimeWithout(_ position: Int, _ data: ReportData) -> Double {
    without(data)?.crime[position] ?? 0
  }

  private static func card(_ position: Int, _ figures: PlaceMeans.Figures, _ source: ReportSource) -> HTML {
    let (data, place) = (source.data, source.scenario.crime.places[source.data.places.indices[position]])
    let before = crimeWithout(position, data)
    let averted = figures.crimeAverted[position]
    let percent = averted.value.flatMap { before > 0 ? 100 * $0 / before : nil }
    let days = Double(7 * source.scenario.phases.campaignWeeks)
    let verdict =
      switch averted.holdsZero {
      case true: "no more than chance"
      case false: (averted.value ?? 0) > 0 ? "less crime" : "more crime"
      case nil: "only one campaign"
      }
    let share = percent.map { "\(NumberText.number($0))%" } ?? "–"
    return """
      <article class="card">
      <h3>\(HTML.name(place.name))</h3>
      <p class="ward">\(HTML.name(place.ward)), \(HTML.name(place.borough))</p>
      \(sparkline(figures.weeklyCrime[position], beside: without(data)?.weeklyCrime[position] ?? []))
      <dl>
      <div><dt>Result</dt><dd>\(verdict)</dd></div>
      <div><dt>Crime without patrol</dt><dd>\(NumberText.number(before, decimals: 1))</dd></div>
      <div><dt>Averted</dt><dd>\(cell(averted))</dd></div>
      <div><dt>Averted, %</dt><dd>\(share)</dd></div>
      <div><dt>Recorded</dt><dd>\(NumberText.number(figures.recorded[position], decimals: 1))</dd></div>
      <div><dt>Visits a day</dt><dd>\(NumberText.number(figures.visits[position] / days, decimals: 1))</dd></div>
      <div><dt>Presence a day</dt><dd>\(NumberText.number(60 * figures.presentHours[position] / days)) min</dd></div>
      </dl>
      </article>
      """
  }

  /// Two lines of weekly numbers from 0 up, without axes.
  static func sparkline(_ values: [Double], beside others: [Double]) -> HTML {
    guard values.count > 1 else { return "" }
    let (width, height) = (220.0, 44.0)
    let most = max((values + others).max() ?? 1, 1e-9)
    func points(_ values: [Double]) -> String {
      values.enumerated().map { index, value in
        let x = width * Double(index) / Double(max(1, values.count - 1))
        let y = height - 2 - (height - 4) * value / most
        return "\(DecimalText.trimmed(x, decimals: 1)),\(DecimalText.trimmed(y, decimals: 1))"
      }.joined(separator: " ")
    }
    return """
      <svg class="spark" viewBox="0 0 220 44" role="img" aria-label="Crime by week, from \(DecimalText.trimmed(values.first ?? 0, decimals: 1)) to \(DecimalText.trimmed(values.last ?? 0, decimals: 1))" preserveAspectRatio="none">
      <polyline points="\(points(others))" fill="none" stroke="#9aa0a6" stroke-width="1.5"/>
      <polyline points="\(points(values))" fill="none" stroke="#0072B2" stroke-width="2"/>
      </svg>
      """
  }
}
