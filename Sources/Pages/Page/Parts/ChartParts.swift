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
        <p>Hours are local time. Patrol outside the hours of crime can still deter it, by residual deterrence.</p>
        <div class="controls">
        <label>Place <select id="hours-place"><option value="\(all)" selected>all places together</option>\(places)</select></label>
        <label>under <select id="hours-strategy">\(strategies)</select></label>
        </div>
        <div class="grid narrow">\(charts.map(\.figure))</div>
        """)
  }
}

/// The effect of each strategy, its certainty, and the dose delivered.
enum StrategyPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let charts =
      StrategyCharts.all(source.data) + DosageCharts.all(source.data) + ResponseCharts.all(source.data)
    guard !charts.isEmpty else { return nil }
    let sentences = StrategySection.sentences(source.manifest.strategies).map {
      "<li><b>\($0.name)</b>: \($0.summary)</li>" as HTML
    }
    return PageSection(
      id: "strategies", title: "Strategies", charts: charts,
      content: """
        <ul>\(sentences)</ul>
        <div class="grid">\(charts.map(\.figure))</div>
        """)
  }
}

/// The claims of evaluation methods and the true effect.
enum TruthPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let charts = MethodCharts.all(source.data)
    guard !charts.isEmpty else { return nil }
    return PageSection(
      id: "truth", title: "Evaluation and true effect", charts: charts,
      content: """
        <p>A simulation has the true effect: crime with and without patrol. An evaluator has recorded crime only. These are the results of
        common evaluation methods for the same campaigns.</p>
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

/// Costs and their distribution.
enum CostPart {
  static func section(_ source: ReportSource) -> PageSection? {
    let costs = CostCharts.costs(source.data)
    let wards = CostCharts.wards(source.data)
    guard !(costs + wards).isEmpty else { return nil }
    let pounds = source.data.costs.first?.costPerHour.pounds ?? 0
    return PageSection(
      id: "costs", title: "Costs, searches and trust", charts: costs + wards,
      content: """
        <p>An officer hour costs £\(NumberText.number(pounds, decimals: 2)), an assumption. Police savings are the unit costs of recorded crime
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
      "Under \(best), harm averted is unequally distributed over wards: \(NumberText.number(100 * index))% of it would have to be "
      + "in other wards to match the distribution of harm."
  }
}
