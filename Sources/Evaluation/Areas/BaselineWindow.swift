// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// The weeks of the history that an evaluator sets the campaign against.
public struct BaselineWindow: Hashable, Sendable, Codable {
  /// The first week, counted from the start of the history.
  public let firstWeek: Int
  /// How many weeks; at least 1.
  public let weekCount: Int
  /// Whether these are the campaign's own weeks, 52 weeks earlier.
  public let isOneYearBefore: Bool

  /// The weeks of the history, by index.
  public var weeks: Range<Int> { firstWeek..<(firstWeek + weekCount) }

  /// Chooses the window for the phases of a run.
  ///
  /// It is the same weeks one year before where the history reaches back 52 weeks and the campaign lasts no
  /// longer than that. Else it is the weeks just before the campaign, as many as it lasts or as there are.
  public init(phases: Phases) {
    let (history, campaign) = (phases.historyWeeks, phases.campaignWeeks)
    isOneYearBefore = history >= 52 && campaign <= 52
    weekCount = isOneYearBefore ? campaign : min(history, campaign)
    firstWeek = isOneYearBefore ? history - 52 : history - weekCount
  }

  /// What the window is, in words for a report.
  public var description: String {
    let weeks = weekCount == 1 ? "week" : "\(weekCount) weeks"
    return isOneYearBefore
      ? "the same \(weeks) one year (52 weeks) before"
      : "the \(weeks) just before the campaign"
  }
}
