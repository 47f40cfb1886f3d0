// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// Offences in the targets in the campaign and by day after it, in one replication, with patrol and without.
public struct AfterCounts: Hashable, Sendable {
  public var campaign: Double
  public var campaignWithout: Double
  /// By day after the end of the campaign.
  public var days: [Double]
  public var daysWithout: [Double]
  /// Hours of officers on patrol after the campaign.
  public var officerHours: Double

  public init(
    campaign: Double, campaignWithout: Double, days: [Double], daysWithout: [Double], officerHours: Double
  ) {
    self.campaign = campaign
    self.campaignWithout = campaignWithout
    self.days = days
    self.daysWithout = daysWithout
    self.officerHours = officerHours
  }
}

/// What is left of a campaign's effect after its end.
public struct AfterResult: Hashable, Sendable, Codable {
  /// Some days after the end, counted from 1.
  public struct Span: Hashable, Sendable, Codable {
    public let first: Int
    public let last: Int
    /// Crime averted in the targets, in per cent of crime without patrol, pooled, with Fieller's interval.
    public let percent: Estimate
  }

  public let strategy: String
  /// The share of units that patrol on, in `0...1`.
  public let share: Double
  /// How many units that is.
  public let units: Int
  /// Crime averted in the targets in the campaign, in per cent.
  public let campaign: Estimate
  public let spans: [Span]
  /// Crime averted in all the days after, in per cent.
  public let after: Estimate
  /// The effect after over the effect in the campaign, in per cent of it.
  public let keptPercent: Estimate
  /// Crime averted after, in days of the campaign's effect: how long the effect lives on where nobody patrols on.
  public let worthInDays: Estimate
  /// Hours of officers on patrol after the campaign, a replication.
  public let officerHours: Estimate

  /// The first span from which on no interval lies above 0; `nil` where the last one does.
  public var goneAfter: Span? {
    let gone = spans.suffix(while: { ($0.percent.lower ?? 0) <= 0 })
    return gone.first
  }

  /// Sums up replications, of which there is at least one.
  ///
  /// - Parameters:
  ///   - spans: The spans of days, counted from 0.
  ///   - campaignDays: Days of the campaign.
  public init(
    strategy: String, share: Double, units: Int, _ replications: [AfterCounts], spans: [Range<Int>],
    campaignDays: Int,
    level: Double = 0.95
  ) {
    self.strategy = strategy
    self.share = share
    self.units = units
    func percent(_ part: (AfterCounts) -> (without: Double, with: Double)) -> Estimate {
      Estimate(
        ratioInterval(
          of: replications.map { 100 * (part($0).without - part($0).with) },
          to: replications.map { part($0).without },
          level: level, otherwise: "no crime, or too little to tell, happened without patrol"))
    }
    func sums(_ counts: AfterCounts, _ days: Range<Int>) -> (without: Double, with: Double) {
      (counts.daysWithout[days].reduce(0, +), counts.days[days].reduce(0, +))
    }
    campaign = percent { ($0.campaignWithout, $0.campaign) }
    let length = replications[0].days.count
    self.spans = spans.map { days in
      Span(first: days.lowerBound + 1, last: days.upperBound, percent: percent { sums($0, days) })
    }
    after = percent { sums($0, 0..<length) }
    let averted = replications.map { $0.campaignWithout - $0.campaign }
    let later = replications.map { sums($0, 0..<length) }.map { $0.without - $0.with }
    func ratio(_ factor: Double) -> Estimate {
      Estimate(
        ratioInterval(
          of: later.map { factor * $0 }, to: averted, level: level,
          otherwise: "the effect of the campaign itself can't be told from none"))
    }
    let days = Double(campaignDays)
    keptPercent = ratio(100 * days / Double(max(1, length)))
    worthInDays = ratio(days)
    officerHours = Estimate(meanOf: replications.map(\.officerHours), level: level, otherwise: "")
  }
}

extension Array {
  /// The longest end of an array whose elements all keep a rule.
  fileprivate func suffix(while rule: (Element) -> Bool) -> ArraySlice<Element> {
    var start = endIndex
    while start > startIndex, rule(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
