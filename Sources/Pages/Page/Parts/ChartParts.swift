// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Questions

/// When crime happens and units are there.
enum WhenPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let charts = HourCharts.all(source.data)
    guard !charts.isEmpty else { return nil }
    let places = source.data.hours.places.enumerated().map { row, place -> HTML in
      "<option value=\"\(row)\">\(oneLine(source.scenario.crime.places[place].name))</option>"
    }
    let all = source.data.hours.places.count
    let strategies = source.data.comparison.strategies.map { strategy -> HTML in
      let mark: HTML = strategy.strategy == source.data.best ? " selected" : ""
      return "<option value=\"\(strategy.strategy)\"\(mark)>\(strategy.strategy)</option>"
    }
    return PageSection(
      id: "when", title: "When", charts: charts,
      content: """
        <p>Hours are local time. Patrol that is there when crime is not may still deter: its memory lasts.</p>
        <div class="controls">
        <label>Place <select id="hours-place"><option value="\(all)" selected>all places together</option>\(places)</select></label>
        <label>under <select id="hours-strategy">\(strategies)</select></label>
        </div>
        <div class="grid narrow">\(charts.map(\.figure))</div>
        """)
  }
}

/// Which strategy averts how much, how sure that is, and what was delivered.
enum StrategyPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let charts =
      StrategyCharts.all(source.data) + DosageCharts.all(source.data) + ResponseCharts.all(source.data)
    guard !charts.isEmpty else { return nil }
    return PageSection(
      id: "strategies", title: "Strategies", charts: charts,
      content: "<div class=\"grid\">\(charts.map(\.figure))</div>")
  }
}

/// What recorded crime would have shown beside the truth.
enum TruthPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let charts = MethodCharts.all(source.data)
    guard !charts.isEmpty else { return nil }
    return PageSection(
      id: "truth", title: "The truth, and what is seen of it", charts: charts,
      content: """
        <p>A simulation knows what would have happened without patrol; an evaluator sees recorded crime alone. This is what the usual
        methods would have made of the same campaigns.</p>
        <div class="grid">\(charts.map(\.figure))</div>
        """)
  }
}

/// Recorded crime week by week.
enum WeekPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let charts = WeekCharts.all(source.data, of: source.scenario)
    guard !charts.isEmpty else { return nil }
    return PageSection(
      id: "weeks", title: "Over time", charts: charts,
      content: "<div class=\"stack\">\(charts.map(\.figure))</div>")
  }
}

/// What it costs, and who bears it.
enum CostPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let costs = CostCharts.costs(source.data)
    let wards = CostCharts.wards(source.data)
    guard !(costs + wards).isEmpty else { return nil }
    let pounds = source.data.costs.first?.costPerHour.pounds ?? 0
    return PageSection(
      id: "costs", title: "Costs, searches and trust", charts: costs + wards,
      content: """
        <p>An officer's hour is taken at £\(NumberText.number(pounds, decimals: 2)); police costs saved are those of recorded crime
        (Home Office). \(fairness(source.data))</p>
        <div class="grid">\(costs.map(\.figure))</div>
        <div class="grid">\(wards.map(\.figure))</div>
        """)
  }

  private static func fairness(_ data: ReportData) -> String {
    guard let best = data.best, let result = data.fairness.first(where: { $0.strategy == best }),
      let index = result.benefitAgainstNeed.value
    else { return "" }
    return
      "Under \(best), harm averted is spread over wards otherwise than harm is: \(NumberText.number(100 * index)) % of it would "
      + "have to fall in other wards for both to match."
  }
}
