// SPDX-License-Identifier: GPL-3.0-or-later

/// The numbers of a forecast of harm, each fitted on the history or given.
package struct ForecastSettings: Hashable, Sendable {
  /// How long an offence counts in the level of a place, as the mean of its exponential weight, in days.
  package var horizonInDays = 365.0
  /// How long an offence counts in what is going on now, likewise.
  package var recentInDays = 14.0
  /// The standard deviation of the kernel by which places lend each other strength in the level, in metres.
  package var bandwidthInMetres = 0.0
  /// The same in what is going on now: how far a near repeat is expected.
  package var recentBandwidthInMetres = 0.0
  /// The share of what is going on now in the forecast, by type: the offences that one is expected to bring about near it.
  package var recentWeights: [Double]
  /// How far the hour-of-week profile is drawn to flat, in `0...1`.
  package var flatness = 0.5
  /// Offences of its own type that one is expected to bring about at its place within a day, by type.
  package var followOns: [Double]
  /// How far discovered offences count by the patrol there was to find them, in `0...1`.
  package var correction = 0.0

  /// What is used where the history is too short to fit anything: assumptions.
  package static func fallback(typeCount: Int) -> ForecastSettings {
    ForecastSettings(
      recentWeights: [Double](repeating: 0.25, count: typeCount),
      followOns: [Double](repeating: 0, count: typeCount))
  }

  package init(recentWeights: [Double], followOns: [Double]) {
    self.recentWeights = recentWeights
    self.followOns = followOns
  }
}

/// The numbers of a forecast that are given, and so not fitted; `nil` for those that are to be fitted.
package struct GivenSettings: Hashable, Sendable {
  package var horizonInDays: Double?
  package var recentInDays: Double?
  package var bandwidthInMetres: Double?
  package var recentBandwidthInMetres: Double?
  package var recentWeight: Double?
  package var flatness: Double?
  package var followOn: Double?
  package var correction = 0.0

  package init() {}

  /// Returns settings with the given numbers put in.
  func applied(to settings: ForecastSettings) -> ForecastSettings {
    var settings = settings
    if let horizonInDays { settings.horizonInDays = horizonInDays }
    if let recentInDays { settings.recentInDays = recentInDays }
    if let bandwidthInMetres { settings.bandwidthInMetres = bandwidthInMetres }
    if let recentBandwidthInMetres { settings.recentBandwidthInMetres = recentBandwidthInMetres }
    if let recentWeight { settings.recentWeights = settings.recentWeights.map { _ in recentWeight } }
    if let flatness { settings.flatness = flatness }
    if let followOn { settings.followOns = settings.followOns.map { _ in followOn } }
    settings.correction = correction
    return settings
  }
}
