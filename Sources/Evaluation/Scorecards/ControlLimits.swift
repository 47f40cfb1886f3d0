// SPDX-License-Identifier: GPL-3.0-or-later

/// What is usual for a week's count at a place, from the weeks recorded before, with control limits.
///
/// The centre is the mean of the same week in up to three years before, with two weeks on each side; with less than a
/// year of history, of all its weeks. The limits are those of a *u* chart, three standard deviations of a Poisson count
/// to each side, and for the error of the centre itself: c ± 3 σ √(c (1 + 1/m)) of *m* weeks. σ is Laney's factor,
/// 1.128⁻¹ times the mean moving range of the history's standardised counts and at least 1: where the history varies
/// more than a Poisson count does, the limits are as much wider.
///
/// Sources: Montgomery, *Introduction to Statistical Quality Control*, 7th ed., Wiley, 2013, §7.3; Laney, "Improved
/// control charts for attributes", *Quality Engineering* 14(4), 2002, 531–537.
public struct ControlLimits: Hashable, Sendable, Codable {
  /// The usual count; at least 0.
  public let centre: Double
  /// At least 0.
  public let lower: Double
  public let upper: Double
  /// Laney's factor σ; at least 1.
  public let spread: Double
  /// How many weeks the centre is the mean of.
  public let weekCount: Int
  /// Whether these are the same weeks of earlier years; else all weeks of the history.
  public let isSeasonal: Bool

  /// - Parameters:
  ///   - history: Counts of the weeks before the campaign, the last one just before it; at least one.
  ///   - week: The week of the campaign, from 0.
  public init(history: [Int], week: Int) {
    let indices = (1...3).flatMap { year in
      (-2...2).map { history.count + week - 52 * year + $0 }
    }.filter { history.indices.contains($0) }
    isSeasonal = !indices.isEmpty
    let counts = isSeasonal ? indices.map { history[$0] } : history
    weekCount = counts.count
    centre = counts.isEmpty ? 0 : Double(counts.reduce(0, +)) / Double(counts.count)
    spread = ControlLimits.spread(of: history)
    let reach =
      counts.isEmpty ? 0 : 3 * spread * (centre * (1 + 1 / Double(counts.count))).squareRoot()
    lower = max(0, centre - reach)
    upper = centre + reach
  }

  /// Returns Laney's factor of weekly counts; 1 where they vary no more than Poisson counts do.
  static func spread(of history: [Int]) -> Double {
    guard history.count > 1 else { return 1 }
    let mean = Double(history.reduce(0, +)) / Double(history.count)
    guard mean > 0 else { return 1 }
    let ranges = zip(history, history.dropFirst()).map { abs(Double($1 - $0)) / mean.squareRoot() }
    return max(1, ranges.reduce(0, +) / Double(ranges.count) / 1.128)
  }
}

/// How a week's count stands to what is usual.
public enum ScorecardStatus: String, CaseIterable, Hashable, Sendable, Codable {
  /// Below the lower limit.
  case below
  case usual = "as usual"
  /// Above the upper limit.
  case above
  /// Within the limits, and so many weeks in a row below the centre.
  case runBelow = "run below"
  /// The same above it.
  case runAbove = "run above"
  /// Nothing was recorded in the weeks to compare with.
  case noBasis = "no basis"

  /// How many weeks in a row on one side of the centre make a run.
  ///
  /// Source: Western Electric, *Statistical Quality Control Handbook*, 1956, rule 4.
  public static let runLength = 8

  /// Returns the status of the last week of a series.
  ///
  /// - Parameters:
  ///   - counts: The counts of the campaign's weeks up to this one; at least one.
  ///   - limits: What is usual in each.
  public static func ofLast(_ counts: [Int], _ limits: [ControlLimits]) -> ScorecardStatus {
    guard let count = counts.last.map(Double.init), let limit = limits.last, limit.centre > 0 else {
      return .noBasis
    }
    if count > limit.upper { return .above }
    if count < limit.lower { return .below }
    let run = zip(counts, limits).suffix(runLength)
    guard run.count == runLength else { return .usual }
    if run.allSatisfy({ Double($0) < $1.centre }) { return .runBelow }
    if run.allSatisfy({ Double($0) > $1.centre }) { return .runAbove }
    return .usual
  }
}
