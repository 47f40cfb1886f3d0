// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether all strategies that deploy units had the same officer hours; else the comparison is not fair.
public struct OfficerHourCheck: Hashable, Sendable, Codable {
  /// A replication in which a strategy had other officer hours than the first.
  public struct Difference: Hashable, Sendable, Codable {
    public let replication: Int
    public let strategy: String
    public let officerHours: Double
    public let first: String
    public let officerHoursOfFirst: Double
  }

  /// The first difference of each strategy that has one.
  public let differences: [Difference]

  public var isEqual: Bool { differences.isEmpty }

  /// Checks every replication.
  ///
  /// Hours are sums of shift lengths; they count as equal within a thousandth of an hour.
  ///
  /// - Parameter strategies: The summaries of each strategy that deploys units, by replication.
  init(_ strategies: [[ReplicationSummary]]) {
    guard let reference = strategies.first else {
      differences = []
      return
    }
    differences = strategies.dropFirst().compactMap { summaries in
      zip(reference, summaries).first { abs($0.dosage.officerHours - $1.dosage.officerHours) > 0.001 }.map {
        Difference(
          replication: $1.replication, strategy: $1.strategy, officerHours: $1.dosage.officerHours,
          first: $0.strategy, officerHoursOfFirst: $0.dosage.officerHours)
      }
    }
  }
}
