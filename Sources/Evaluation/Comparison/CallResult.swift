// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// How calls for service were answered under a strategy, each figure a mean over replications.
public struct CallResult: Hashable, Sendable, Codable {
  /// Calls received a day.
  public let receivedPerDay: Estimate
  /// Calls that found no unit and no room to wait, in per cent of those received.
  public let lostPercent: Estimate
  /// Calls that had to wait for a unit, in per cent of those received.
  public let queuedPercent: Estimate
  /// Response time of answered calls, in minutes.
  public let responseInMinutes: Estimate
  /// Answered calls whose response time exceeded the target, in per cent.
  public let overTargetPercent: Estimate
  /// Busy hours in per cent of duty hours, of units of ordinary response.
  public let responseUtilisationPercent: Estimate
  /// The same of units of the operation.
  public let operationUtilisationPercent: Estimate
  /// Visits a day that a call ended, or kept from beginning.
  public let preemptionsPerDay: Estimate

  /// Sums up the replications of one strategy; `nil` where the scenario has no calls.
  ///
  /// - Parameter level: The confidence level, between 0 and 1.
  init?(_ summaries: [ReplicationSummary], frame: EvaluationFrame, level: Double) {
    let calls = summaries.compactMap(\.calls)
    guard calls.count == summaries.count else { return nil }
    let days = Double(frame.campaignDays)
    func mean(_ reason: String, _ value: (AnsweredCalls) -> Double?) -> Estimate {
      Estimate(meanOf: calls.map(value), level: level, otherwise: reason)
    }
    func percent(_ part: Int, of whole: Int) -> Double? {
      whole > 0 ? 100 * Double(part) / Double(whole) : nil
    }
    receivedPerDay = mean("no call was received") { Double($0.total.received) / days }
    lostPercent = mean("no call was received") { percent($0.total.lost, of: $0.total.received) }
    queuedPercent = mean("no call was received") { percent($0.total.queued, of: $0.total.received) }
    responseInMinutes = mean("no call was answered") { $0.total.meanResponseInMinutes }
    overTargetPercent = mean("no call was answered") { percent($0.total.overTarget, of: $0.total.answered) }
    let noDuty = "no such unit was on duty"
    responseUtilisationPercent = mean(noDuty) { $0.response.utilisation.map { 100 * $0 } }
    operationUtilisationPercent = mean(noDuty) { $0.operation.utilisation.map { 100 * $0 } }
    preemptionsPerDay = mean("no call was received") { Double($0.preemptions) / days }
  }
}
