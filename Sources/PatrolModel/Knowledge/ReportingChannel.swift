// SPDX-License-Identifier: GPL-3.0-or-later

/// A way by which the public reports an offence.
public enum ReportingChannel: String, CaseIterable, Hashable, Sendable {
  /// The emergency number; the only one from which a call for service can arise.
  case emergency = "999"
  /// The number for what is not urgent.
  case nonEmergency = "101"
  /// A form on the police's website.
  case online
}

/// Who reports by a channel, and how long it takes until units and analysts see what is reported.
///
/// The delay is the sum of two lognormal times: from the offence to the report, and at the call handler's.
public struct ChannelLaw: Hashable, Sendable {
  public var channel: ReportingChannel
  /// The share of reports that come by it, by type index, in `0...1`; over all channels the shares of a type add up
  /// to 1.
  public var shares: [Double]
  /// Median of the time from the offence to the report, in minutes; greater than 0.
  public var delayMedianInMinutes: Double
  /// Its coefficient of variation; at least 0.
  public var delayVariation: Double
  /// Median of the time that a call handler takes, in minutes; at least 0.
  public var handlingMedianInMinutes: Double
  /// Its coefficient of variation; at least 0.
  public var handlingVariation: Double

  /// Creates a channel with the usual delays: 10 min and 2 min for 999, 2 h and 10 min for 101, 12 h and 4 h online,
  /// with coefficients of variation of 1. All are assumptions.
  public init(_ channel: ReportingChannel, shares: [Double]) {
    self.channel = channel
    self.shares = shares
    (delayVariation, handlingVariation) = (1, 1)
    (delayMedianInMinutes, handlingMedianInMinutes) =
      switch channel {
      case .emergency: (10, 2)
      case .nonEmergency: (120, 10)
      case .online: (720, 240)
      }
  }
}
