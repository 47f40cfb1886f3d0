// SPDX-License-Identifier: GPL-3.0-or-later

/// How targets are chosen in each replication, from the candidates of the scenario, on the crime recorded there before the
/// campaign.
///
/// Only so does regression to the mean show: places that were chosen for a bad year get better by themselves. With
/// targets that are named in the scenario, and rates fixed from the same counts, it is zero by construction.
public struct TargetChoice: Hashable, Sendable {
  /// What candidates are ranked by.
  public enum Measure: String, CaseIterable, Hashable, Sendable {
    /// Days of harm of recorded offences.
    case harm
    /// Recorded offences.
    case count
  }

  public var measure: Measure
  /// How many targets; at least 1, and no fewer than there are teams.
  public var count: Int
  /// How many weeks before the campaign are looked at; at least 1. Reports that came in within them count.
  public var windowInWeeks: Int

  /// The least distance between the centres of two targets, in metres.
  ///
  /// Source: hotspots 500 m apart leave room for the buffers of both, 100 to 300 m around each.
  public static let targetDistanceInMetres = 500.0
  /// The ring round a target in which displacement is looked for, in metres.
  public static let ringInMetres = 100.0...300.0

  public init(measure: Measure = .harm, count: Int = 20, windowInWeeks: Int = 52) {
    self.measure = measure
    self.count = count
    self.windowInWeeks = windowInWeeks
  }
}
