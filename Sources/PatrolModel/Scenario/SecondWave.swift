// SPDX-License-Identifier: GPL-3.0-or-later

/// Patrol that comes back for some weeks within the time after the campaign.
///
/// Every unit keeps its shifts in it, and habituation starts again with its first day. What happens in it is counted in
/// the phase after the campaign, and by week.
public struct SecondWave: Hashable, Sendable {
  /// Weeks from the end of the campaign to its first day; at least 1.
  public var afterWeeks: Int
  /// How many weeks it lasts; at least 1.
  public var weeks: Int

  public init(afterWeeks: Int, weeks: Int) {
    self.afterWeeks = afterWeeks
    self.weeks = weeks
  }
}

extension Phases {
  /// The days of the campaign, from the start of the run.
  public var campaignDays: Range<Int> { 7 * historyWeeks..<7 * (historyWeeks + campaignWeeks) }

  /// The days after the campaign, from the start of the run.
  public var afterDays: Range<Int> { campaignDays.upperBound..<7 * weekCount }

  /// The days of the second wave, from the start of the run; `nil` where there is none.
  public var secondWaveDays: Range<Int>? {
    secondWave.map {
      let first = campaignDays.upperBound + 7 * $0.afterWeeks
      return first..<first + 7 * $0.weeks
    }
  }
}
