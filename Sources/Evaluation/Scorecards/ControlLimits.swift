// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// What is to be expected of a place in a week, from the same season of the years before.
///
/// The expected count *m* is the mean of the reference weeks, and the limits are *m* ± 1.96·√(*φ·m*·(1 + 1/*n*)): those of a *u* chart whose
/// width follows the spread that the place itself shows, φ = max(1, variance/mean).
///
/// Source: Laney, "Improved control charts for attributes", *Quality Engineering* 14(4), 2002, doi:10.1081/QEN-120003555; reference
/// weeks are those within two weeks of the same date in up to three years before.
public struct ControlLimits: Hashable, Sendable {
  /// The fewest reference weeks from which limits are drawn.
  public static let fewestWeeks = 5

  public let expected: Double
  /// At least 0.
  public let lower: Double
  public let upper: Double

  /// Draws limits; `nil` from fewer than ``fewestWeeks`` weeks, or from weeks without any offence.
  public init?(_ references: [Double]) {
    let tally = Tally(references)
    guard tally.count >= ControlLimits.fewestWeeks, tally.mean > 0 else { return nil }
    let dispersion = max(1, tally.variance / tally.mean)
    let reach = normalQuantile(0.975) * (dispersion * tally.mean * (1 + 1 / Double(tally.count))).squareRoot()
    expected = tally.mean
    lower = max(0, tally.mean - reach)
    upper = tally.mean + reach
  }

  /// Returns the weeks of the history, by index, that a week of the campaign is judged by.
  ///
  /// - Parameters:
  ///   - week: The week of the campaign, from 0.
  ///   - historyWeeks: Weeks before the campaign.
  public static func references(forWeek week: Int, historyWeeks: Int) -> [Int] {
    (1...3).flatMap { year in
      (-2...2).map { historyWeeks + week - 52 * year + $0 }
    }.filter { (0..<historyWeeks).contains($0) }.sorted()
  }
}

/// How a week of a place compares with what was to be expected.
public enum WeekStatus: String, Hashable, Sendable, Codable {
  case below, asUsual = "as usual", above, unknown

  public init(_ count: Double, _ limits: ControlLimits?) {
    guard let limits else {
      self = .unknown
      return
    }
    self = count < limits.lower ? .below : count > limits.upper ? .above : .asUsual
  }
}

/// Eight weeks in a row on one side of what was to be expected, which chance gives once in 128.
///
/// Source: Western Electric, *Statistical Quality Control Handbook*, 1956, rule 4.
public struct WeekRun: Hashable, Sendable {
  public static let length = 8
  private var side = 0
  private var weeks = 0

  public init() {}

  /// Adds a week, and says on which side the run is; `nil` for none.
  public mutating func add(_ count: Double, _ limits: ControlLimits?) -> WeekStatus? {
    let next = limits.map { count < $0.expected ? -1 : count > $0.expected ? 1 : 0 } ?? 0
    weeks = next != 0 && next == side ? weeks + 1 : next == 0 ? 0 : 1
    side = next
    return weeks >= WeekRun.length ? (side < 0 ? .below : .above) : nil
  }
}
