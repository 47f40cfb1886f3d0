// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Files
import PatrolModel

/// Checks that a decoded `report.json` is one of a scenario and a manifest: that its lists have the lengths, and its numbers
/// lie in the ranges, that everything which draws pages from it takes for granted.
struct ReportCheck {
  let scenario: Scenario
  let manifest: Manifest
  /// All strategies in their order; the one without patrol comes first.
  let labels: [String]
  /// Those that deploy units.
  let deployed: [String]
  /// The weeks of the campaign and after it.
  let weekCount: Int
  var problems = ValueProblems()

  /// Numbers that count something, or hours or days of it.
  static let amounts = 0...1e15
  /// Numbers that may be anything; a ratio to next to nothing is large.
  static let anything = -1e30...1e30
  static let shares = 0...1.0
  /// The most replications of an experiment.
  static let replications = 1...Manifest.replicationLimit

  init(_ scenario: Scenario, _ manifest: Manifest) {
    (self.scenario, self.manifest) = (scenario, manifest)
    labels = manifest.strategies
    deployed = Array(labels.dropFirst())
    weekCount = scenario.phases.campaignWeeks + scenario.phases.afterWeeks
  }

  /// Returns everything that is wrong.
  ///
  /// - Complexity: O(size of the data).
  static func problems(in data: ReportData, scenario: Scenario, manifest: Manifest) -> ValueProblems {
    var check = ReportCheck(scenario, manifest)
    check.check(data)
    return check.problems
  }

  private mutating func check(_ data: ReportData) {
    for (index, sentence) in data.assumptions.enumerated() {
      problems.require(text: sentence, upTo: 20_000, "assumptions[\(index)]")
    }
    problems.require(data.assumptions.count, in: 0...1_000, "assumptions.count")
    for (index, name) in data.truthInformed.enumerated() {
      known(name, "truthInformed[\(index)]", among: deployed)
    }
    check(data.comparison)
    check(data.costs)
    check(data.fairness)
    check(data.dosage)
    check(data.weeks)
    check(data.places)
    check(data.hours)
    check(data.noEffect, replicationCount: data.comparison.replicationCount)
    if let day = data.day { check(day) }
    if let record = data.publicRecord { check(record) }
  }

  /// Checks an estimate.
  ///
  /// - Parameter range: Where its value has to lie; its bounds may lie further out.
  mutating func check(
    _ estimate: Estimate, in range: ClosedRange<Double> = anything, _ path: @autoclosure () -> String
  ) {
    guard let value = estimate.value else {
      problems.require(
        estimate.undefined != nil && estimate.lower == nil && estimate.upper == nil, path(),
        "has neither a value nor a reason why there is none")
      problems.require(text: estimate.undefined ?? "", upTo: 2_000, path() + ".undefined")
      return
    }
    problems.require(value, in: range, path() + ".value")
    problems.require(estimate.undefined == nil, path(), "has a value and a reason why there is none")
    problems.require(estimate.standardError ?? 0, in: 0...1e30, path() + ".standardError")
    problems.require(
      (estimate.lower == nil) == (estimate.upper == nil), path(), "has one bound; there must be both or none")
    guard let lower = estimate.lower, let upper = estimate.upper else { return }
    problems.require(lower, in: ReportCheck.anything, path() + ".lower")
    problems.require(upper, in: ReportCheck.anything, path() + ".upper")
    problems.require(
      lower <= upper, path(), "has the bounds \(lower) and \(upper); the lower one comes first")
  }

  /// Checks numbers of a list, which has to have so many.
  mutating func check(
    _ numbers: [Double], count: Int, of what: @autoclosure () -> String,
    in range: ClosedRange<Double> = amounts, _ path: @autoclosure () -> String
  ) {
    guard problems.require(count: numbers.count, count, of: what(), path()) else { return }
    for (index, number) in numbers.enumerated() {
      problems.require(number, in: range, "\(path())[\(index)]")
    }
  }

  /// Checks that a name is one of some.
  mutating func known(_ name: String, _ path: @autoclosure () -> String, among names: [String]) {
    problems.require(
      names.contains(name), path(), "is \"\(name)\"; it must be one of \(names.joined(separator: ", "))")
  }

  /// Checks that a number is the index of a place.
  mutating func place(_ place: Int, _ path: @autoclosure () -> String) {
    problems.require(place, in: 0...scenario.crime.places.count - 1, path())
  }
}
