// SPDX-License-Identifier: GPL-3.0-or-later

/// How an offence gets into the police's books.
///
/// Defaults are assumptions.
public struct Knowledge: Hashable, Sendable {
  /// Median of the lognormal delay from an offence to the moment units and analysts see it, in
  /// minutes; greater than 0.
  public var reportDelayMedianInMinutes: Double
  /// Its coefficient of variation; at least 0.
  public var reportDelayVariation: Double
  /// The channels by which reports come, each with delays of its own in the place of that one; none where it is
  /// for all reports.
  public var channels: [ChannelLaw]

  public init(
    reportDelayMedianInMinutes: Double = 10, reportDelayVariation: Double = 1, channels: [ChannelLaw] = []
  ) {
    self.reportDelayMedianInMinutes = reportDelayMedianInMinutes
    self.reportDelayVariation = reportDelayVariation
    self.channels = channels
  }
}
