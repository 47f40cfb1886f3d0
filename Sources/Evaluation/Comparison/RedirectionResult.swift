// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// How often units were redirected for one cause, and how often it paid.
public struct RedirectionResult: Hashable, Sendable, Codable {
  public let cause: RedirectionCause
  /// Redirections a replication.
  public let count: Estimate
  /// Those that prevented more harm a minute than the task broken off would have, in per cent, pooled; undefined where
  /// there was none.
  public let paidPercent: Estimate

  /// Sums the replications of one strategy up.
  init(_ summaries: [ReplicationSummary], cause: RedirectionCause, level: Double) {
    let counts = summaries.map { Double($0.dosage.redirectionsByCause[cause.rawValue]) }
    self.cause = cause
    count = Estimate(meanOf: counts, level: level, otherwise: "there is no replication")
    paidPercent = Estimate(
      percentOf: summaries.map { Double($0.dosage.redirectionsPaidByCause[cause.rawValue]) }, in: counts,
      level: level, otherwise: "no unit was redirected for it")
  }
}
