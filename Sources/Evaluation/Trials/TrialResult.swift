// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What one replication of a trial came to.
public struct TrialResult: Hashable, Sendable, Codable {
  /// The replication, from 1.
  public var replication: Int
  /// What the trial would have measured, in per cent, by finding; `nil` where it is undefined.
  public var measured: [Double?] = []
  /// The true change on the same place-days against no patrol, in per cent, by finding; `nil` where there is none.
  public var truth: [Double?] = []
  /// Visits delivered.
  public var visits = 0
  /// Visits that the timetable prescribes.
  public var visitsPlanned = 0

  public init(replication: Int) { self.replication = replication }
}

/// A finding of a published trial beside what replications of it give under one preset.
public struct FindingResult: Hashable, Sendable, Codable {
  /// What was measured.
  public let what: String
  /// Whether its figures are changes; otherwise they are shares.
  public let isChange: Bool
  /// The range of what was published, in per cent.
  public let observedLowest: Double
  public let observedHighest: Double
  /// What trials would measure, in per cent: the mean over replications.
  public let measured: Estimate
  /// With fewer replications the outer fortieths of their results are no more than the extremes.
  public static let fewestForRange = 40
  /// The range that holds what 95% of single trials would measure, in per cent; `nil` with fewer than
  /// ``fewestForRange`` replications.
  public let predictedLowest: Double?
  public let predictedHighest: Double?
  /// The true change against the same places and days without patrol, in per cent.
  public let truth: Estimate

  /// Whether a trial could well have found what was published: whether the range of 95% of trials meets the range
  /// observed. `nil` with too few replications.
  public var isConsistent: Bool? {
    guard let predictedLowest, let predictedHighest else { return nil }
    return predictedLowest <= observedHighest && observedLowest <= predictedHighest
  }

  /// Sums up the replications of a finding.
  ///
  /// - Parameters:
  ///   - finding: What was published.
  ///   - index: Which of the trial's findings it is.
  ///   - results: The replications; at least one.
  ///   - level: The confidence level of means, between 0 and 1.
  public init(_ finding: TrialFinding, index: Int, of results: [TrialResult], level: Double = 0.95) {
    what = finding.what
    isChange = finding.comparison != .absent
    observedLowest = finding.lowest
    observedHighest = finding.highest
    let values = results.map { $0.measured[index] }
    measured = Estimate(meanOf: values, level: level, otherwise: "no trial had offences to compare")
    truth = Estimate(
      meanOf: results.map { $0.truth[index] }, level: level, otherwise: "it has no counterpart without patrol"
    )
    let sorted = values.compactMap { $0 }.sorted()
    let isEnough = sorted.count >= FindingResult.fewestForRange
    predictedLowest = isEnough ? quantile(0.025, ofSorted: sorted) : nil
    predictedHighest = isEnough ? quantile(0.975, ofSorted: sorted) : nil
  }
}
