// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// What kept an offence from happening that happened without patrol.
///
/// Each offence that did not happen has one cause, the last step that decided on it; an offence that would have been deterred by
/// presence alone is put down to presence, whatever was remembered of earlier visits. So the causes add up to the crime
/// averted everywhere.
public enum AvertedCause: String, CaseIterable, Hashable, Sendable, Codable {
  /// A unit was there, where the offence was due or where it was displaced to.
  case presence
  /// No unit was there, or its presence alone would not have done; the memory of earlier visits did.
  case residual
  /// It was a near repeat of an offence that did not happen.
  case nearRepeat
  /// Its offender had been arrested, while others of the series went on.
  case arrest
  /// All offenders of its series had been arrested.
  case seriesEnded
  /// It was displaced to after the campaign, less what was displaced into the campaign.
  case later

  /// The cause in words, for a table.
  public var words: String {
    switch self {
    case .presence: "presence"
    case .residual: "residual deterrence"
    case .nearRepeat: "near repeats cut"
    case .arrest: "arrest"
    case .seriesEnded: "series ended"
    case .later: "displaced to after the campaign"
    }
  }

  /// Returns the offences of one replication that did not happen for this cause.
  public func count(in summary: ReplicationSummary) -> Double {
    let fates = summary.fates
    let presence = fates.preventedByPresence + fates.stoppedByPresence
    switch self {
    case .presence: return Double(presence)
    case .residual: return Double(fates.prevented + fates.stoppedThere - presence)
    case .nearRepeat: return Double(fates.diedWithParent)
    case .arrest: return Double(fates.diedWithSeries - fates.diedWithEndedSeries)
    case .seriesEnded: return Double(fates.diedWithEndedSeries)
    case .later:
      let others = AvertedCause.allCases.filter { $0 != .later }.reduce(0) { $0 + $1.count(in: summary) }
      return summary.averted(.crime, in: .everywhere) - others
    }
  }
}

/// How much of the crime averted everywhere one cause averted.
public struct CauseResult: Hashable, Sendable, Codable {
  public let cause: AvertedCause
  /// Offences a replication.
  public let averted: Estimate
  /// In per cent of the crime averted everywhere, pooled, with Fieller's interval.
  public let percent: Estimate

  init(_ cause: AvertedCause, _ summaries: [ReplicationSummary], level: Double) {
    self.cause = cause
    let counts = summaries.map { cause.count(in: $0) }
    averted = Estimate(ConfidenceInterval(of: counts, level: level))
    percent = Estimate(
      ratioInterval(
        of: counts.map { 100 * $0 }, to: summaries.map { $0.averted(.crime, in: .everywhere) }, level: level,
        otherwise: "the crime averted everywhere is statistically indistinguishable from 0"))
  }
}
