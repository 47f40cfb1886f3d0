// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// What becomes of a strategy's effect in the targets after its campaign, by the share of units that patrols on.
public struct AfterResult: Hashable, Sendable, Codable {
  public let strategy: String
  /// Crime averted in the campaign, in per cent of that without patrol, pooled.
  public let campaignPercent: Estimate
  /// By share, ascending; the first is 0.
  public let shares: [AfterShare]
  /// Days in which the effect halves where nobody patrols on; see ``DecayFit``.
  public let halfLifeInDays: Estimate
  /// The first day after the campaign on which the effect can't be told from 0 where nobody patrols on, neither on that
  /// day nor over the seven days that start with it; `nil` where there is no such day, and with one replication.
  public let goneFromDay: Int?

  /// Returns the smallest share of those run that keeps at least so much of the campaign's effect; `nil` if none does.
  public func smallestShare(keeping part: Double) -> AfterShare? {
    shares.first { ($0.keptPercent.value ?? -.infinity) >= 100 * part }
  }

  /// Sums up a strategy.
  ///
  /// - Parameters:
  ///   - strategy: Its label.
  ///   - shares: Each share of units with how many these are and the counts by replication; ascending, the first 0.
  ///   - costPerHour: What an officer's hour costs.
  ///   - level: The confidence level, between 0 and 1.
  public init(
    _ strategy: String, shares: [(share: Double, units: Int, counts: [AfterCounts])],
    costPerHour: CostPerHour = CostPerHour(), level: Double = 0.95
  ) {
    precondition(shares.first?.share == 0, "The first share is of nobody")
    self.strategy = strategy
    let none = shares[0].counts
    campaignPercent = avertedPercent(
      none.map(\.campaign), without: none.map(\.campaignWithout), level: level)
    let campaign = campaignPercent
    self.shares = shares.map {
      AfterShare(
        $0.share, units: $0.units, $0.counts, campaign: campaign, costPerHour: costPerHour, level: level)
    }
    let days = self.shares[0].days
    halfLifeInDays =
      campaign.holdsZero == true
      ? Estimate(undefined: "the effect of the campaign is statistically indistinguishable from 0")
      : DecayFit.halfLife(none, level: level)
    // A single replication has no intervals, so it can't say.
    let candidates = none.count > 1 ? days.indices : 0..<0
    goneFromDay = candidates.first { day in
      let week = day..<min(day + 7, days.count)
      let pooled = avertedPercent(
        none.map { $0.days[week].reduce(0, +) }, without: none.map { $0.daysWithout[week].reduce(0, +) },
        level: level)
      return !isToldFromZero(days[day]) && !isToldFromZero(pooled)
    }.map { $0 + 1 }
  }
}

/// What one share of units that patrols on keeps.
public struct AfterShare: Hashable, Sendable, Codable {
  /// In `0...1`, as asked for.
  public let share: Double
  /// How many units that is, rounded to whole ones.
  public let units: Int
  /// Crime averted on each day after the campaign, in per cent of that without patrol, pooled with Fieller's interval.
  public let days: [Estimate]
  /// The same over all weeks after it.
  public let crimePercent: Estimate
  public let harmPercent: Estimate
  /// That in per cent of what the campaign averted, both as shares of crime without patrol, pooled with a jackknife
  /// interval.
  public let keptPercent: Estimate
  /// Hours of officers on duty after the campaign, and what they cost in pounds.
  public let officerHours: Estimate
  public let pounds: Estimate

  init(
    _ share: Double, units: Int, _ counts: [AfterCounts], campaign: Estimate, costPerHour: CostPerHour,
    level: Double
  ) {
    self.share = share
    self.units = units
    days = (counts.first?.days ?? []).indices.map { day in
      avertedPercent(counts.map { $0.days[day] }, without: counts.map { $0.daysWithout[day] }, level: level)
    }
    crimePercent = avertedPercent(counts.map(\.after), without: counts.map(\.afterWithout), level: level)
    harmPercent = avertedPercent(counts.map(\.harm), without: counts.map(\.harmWithout), level: level)
    keptPercent = AfterShare.kept(counts, campaign: campaign, level: level)
    let hours = counts.map(\.officerHours)
    officerHours = Estimate(ConfidenceInterval(of: hours, level: level))
    pounds = Estimate(ConfidenceInterval(of: hours.map { $0 * costPerHour.pounds }, level: level))
  }

  private static func kept(_ counts: [AfterCounts], campaign: Estimate, level: Double) -> Estimate {
    let nothing = "the effect of the campaign is statistically indistinguishable from 0"
    guard let value = campaign.value, value > 0, campaign.holdsZero != true else {
      return Estimate(undefined: nothing)
    }
    let quadrants = counts.map {
      QuadrantCounts(
        target: BeforeAfter(before: $0.campaignWithout, after: $0.campaign),
        buffer: BeforeAfter(before: $0.afterWithout, after: $0.after), control: .zero)
    }
    return Estimate(
      jackknife(quadrants, level: level) { pooled in
        let (during, after) = (pooled.target, pooled.buffer)
        guard during.before > during.after else { return .undefined(reason: nothing) }
        guard after.before > 0 else {
          return .undefined(reason: "no crime happened after the campaign without patrol")
        }
        let effect = (during.before - during.after) / during.before
        return .value(100 * (after.before - after.after) / after.before / effect)
      })
  }
}

/// Returns what was averted in per cent of what happened without patrol, pooled, with Fieller's interval.
private func avertedPercent(_ happened: [Double], without: [Double], level: Double) -> Estimate {
  Estimate(
    ratioInterval(
      of: zip(without, happened).map { 100 * ($0 - $1) }, to: without, level: level,
      otherwise: "too little crime happened without patrol"))
}

/// Whether there is an effect that chance does not explain.
private func isToldFromZero(_ estimate: Estimate) -> Bool {
  guard let holdsZero = estimate.holdsZero else { return false }
  return !holdsZero
}
