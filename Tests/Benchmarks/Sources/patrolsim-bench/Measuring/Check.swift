// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// A claim about what was simulated: speed is worth nothing without it.
struct Check: Codable, Hashable {
  let claim: String
  let isPassed: Bool

  /// The level of every check; a right program fails one in ten thousand.
  static let level = 0.9999

  /// Checks that a mean agrees with theory.
  static func mean(_ what: String, _ tally: Tally, is theory: Double) -> Check {
    let interval = ConfidenceInterval(of: tally, level: level)
    let claim = "\(what) is \(theory.text(4)): \(tally.mean.text(4)) ± \(interval.halfWidth.text(4))"
    return Check(claim: claim, isPassed: interval.contains(theory))
  }

  /// Checks that a Poisson count agrees with its mean.
  static func count(_ what: String, _ count: Int, is mean: Double) -> Check {
    let halfWidth = normalQuantile(1 - (1 - level) / 2) * mean.squareRoot()
    let claim = "\(what) are \(mean.text(0)) ± \(halfWidth.text(0)): \(count)"
    return Check(claim: claim, isPassed: abs(Double(count) - mean) <= halfWidth)
  }

  /// Checks that two estimates of one mean agree.
  static func agreement(_ a: Estimate, _ b: Estimate) -> Check {
    let error = (a.standardError * a.standardError + b.standardError * b.standardError).squareRoot()
    let halfWidth = normalQuantile(1 - (1 - level) / 2) * error
    let claim =
      "\(a.figure) of \(a.model) and \(b.model) agree: \((a.mean - b.mean).text(4)) ± \(halfWidth.text(4))"
    return Check(claim: claim, isPassed: abs(a.mean - b.mean) <= halfWidth)
  }

  /// Checks that something is so.
  static func holds(_ claim: String, _ isPassed: Bool) -> Check { Check(claim: claim, isPassed: isPassed) }
}

/// An estimate that a model came to.
struct Estimate: Codable, Hashable {
  let benchmark: String
  let model: String
  let figure: String
  let mean: Double
  let standardError: Double
  let count: Int

  init(_ benchmark: String, model: String, figure: String, _ tally: Tally) {
    self.benchmark = benchmark
    self.model = model
    self.figure = figure
    mean = tally.mean
    standardError = tally.standardError
    count = tally.count
  }
}
