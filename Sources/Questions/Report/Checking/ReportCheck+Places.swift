// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

extension ReportCheck {
  mutating func check(_ weeks: WeekBands) {
    let history = scenario.phases.historyWeeks
    var seen: Set<String> = []
    for (index, series) in weeks.series.enumerated() {
      let path = "weeks.series[\(index)]"
      known(series.strategy, "\(path).strategy", among: labels + [""])
      problems.require(
        seen.insert("\(series.area.rawValue) \(series.strategy)").inserted, path,
        "has the area and the strategy of one before it")
      let isHistory = series.strategy.isEmpty
      problems.require(
        series.firstWeek == (isHistory ? -history : 0), "\(path).firstWeek",
        "is \(series.firstWeek); it must be \(isHistory ? -history : 0)")
      let count = isHistory ? history : weekCount
      check(series.mean, count: count, of: "one for each week", "\(path).mean")
      if !series.deviation.isEmpty {
        check(series.deviation, count: count, of: "one for each week, or none", "\(path).deviation")
      }
    }
  }

  mutating func check(_ means: PlaceMeans) {
    let all = scenario.crime.places.count
    problems.require(
      means.placeCount == all, "places.placeCount", "is \(means.placeCount); the scenario has \(all) places")
    let count = means.indices.count
    problems.require(
      count: count, min(all, PlaceMeans.most), of: "one for each place that a map shows", "places.indices")
    checkAscending(means.indices, "places.indices")
    problems.require(
      means.strategies.map(\.strategy), are: labels, "as in manifest.json", "places.strategies")
    for (index, figures) in means.strategies.enumerated() {
      check(figures, count: count, "places.strategies[\(index)]")
    }
  }

  private mutating func checkAscending(_ places: [Int], _ path: String) {
    for (index, place) in places.enumerated() {
      self.place(place, "\(path)[\(index)]")
      problems.require(
        index == 0 || places[index - 1] < place, "\(path)[\(index)]",
        "is \(place); the indices of places must be ascending")
    }
  }

  private mutating func check(_ figures: PlaceMeans.Figures, count: Int, _ path: String) {
    let what = "one for each place"
    for (name, numbers) in [
      ("crime", figures.crime), ("harm", figures.harm), ("landedHere", figures.landedHere),
      ("recorded", figures.recorded), ("visits", figures.visits), ("presentHours", figures.presentHours),
    ] { check(numbers, count: count, of: what, "\(path).\(name)") }
    for (name, estimates) in [("crimeAverted", figures.crimeAverted), ("harmAverted", figures.harmAverted)] {
      guard problems.require(count: estimates.count, count, of: what, "\(path).\(name)") else { continue }
      for (index, estimate) in estimates.enumerated() { check(estimate, "\(path).\(name)[\(index)]") }
    }
    for (name, rows) in [("weeklyCrime", figures.weeklyCrime), ("weeklyHarm", figures.weeklyHarm)] {
      guard problems.require(count: rows.count, count, of: what, "\(path).\(name)") else { continue }
      for (index, row) in rows.enumerated() {
        check(row, count: weekCount, of: "one for each week", "\(path).\(name)[\(index)]")
      }
    }
  }

  mutating func check(_ hours: HourMeans) {
    problems.require(hours.places.count, in: 0...HourMeans.most, "hours.places.count")
    checkAscending(hours.places, "hours.places")
    problems.require(hours.strategies.map(\.strategy), are: labels, "as in manifest.json", "hours.strategies")
    for (index, figures) in hours.strategies.enumerated() {
      for (name, rows) in [("crime", figures.crime), ("presence", figures.presence)] {
        let path = "hours.strategies[\(index)].\(name)"
        guard
          problems.require(
            count: rows.count, hours.places.count + 1, of: "one for each place and one of all together", path)
        else { continue }
        for (row, numbers) in rows.enumerated() {
          check(
            numbers, count: HourOfWeekTable.hourCount, of: "one for each hour of the week", "\(path)[\(row)]")
        }
      }
    }
  }

  mutating func check(_ claims: NoEffectClaims, replicationCount: Int) {
    problems.require(claims.binWidth, in: 0.01...100, "noEffect.binWidth")
    problems.require(claims.firstFall, in: -200...200, "noEffect.firstFall")
    problems.require(
      claims.methods.map(\.method.rawValue), are: EvaluationMethod.allCases.map(\.rawValue),
      "one for each method", "noEffect.methods")
    let bins = claims.methods.first?.campaigns.count ?? 1
    problems.require(bins, in: 1...1_000, "noEffect.methods[0].campaigns.count")
    let range = 0...max(0, replicationCount)
    for (index, method) in claims.methods.enumerated() {
      let path = "noEffect.methods[\(index)]"
      problems.require(count: method.campaigns.count, bins, of: "one for each bin", "\(path).campaigns")
      var isCounted = problems.require(method.undefined, in: range, "\(path).undefined")
      for (bin, count) in method.campaigns.enumerated() {
        let isIn = problems.require(count, in: range, "\(path).campaigns[\(bin)]")
        isCounted = isCounted && isIn
      }
      // Nothing can overflow once each count is known to be small.
      guard isCounted, method.campaigns.count <= 1_000 else { continue }
      let sum = method.campaigns.reduce(method.undefined, +)
      problems.require(
        sum == replicationCount, path, "counts \(sum) campaigns; there are \(replicationCount)")
    }
  }
}
