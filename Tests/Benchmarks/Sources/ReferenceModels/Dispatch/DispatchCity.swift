// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import RandomVariates

/// The city of the reference dispatch model: 20 hotspots in a square of 10 km, and its calls by hour of the week.
struct DispatchCity: Sendable {
  static let hotspotCount = 20
  static let callsPerHour = 10.0
  static let kilometresPerHour = 40.0

  /// Travel times in hours, row by row: Manhattan distance over speed.
  let travelTimes: [Double]
  /// Calls an hour, by hour of the week; their mean is ``callsPerHour``.
  let rates: [Double]
  /// Hotspot *h* has weight 1 / (*h* + 1).
  let places = AliasTable(weights: (1...hotspotCount).map { 1 / Double($0) })

  init() {
    let x = (1...DispatchCity.hotspotCount).map { DispatchCity.coordinate($0, 0.754_877_666_246_692_7) }
    let y = (1...DispatchCity.hotspotCount).map { DispatchCity.coordinate($0, 0.569_840_290_998_053_2) }
    travelTimes = x.indices.flatMap { a in
      x.indices.map { b in (abs(x[a] - x[b]) + abs(y[a] - y[b])) / DispatchCity.kilometresPerHour }
    }
    let profile = (0..<168).map { hour in
      let daily = 1 + 0.6 * sin(2 * .pi * Double(hour % 24 - 15) / 24)
      return daily * ((4...5).contains(hour / 24) ? 1.25 : 0.9)
    }
    let mean = profile.reduce(0, +) / 168
    rates = profile.map { DispatchCity.callsPerHour * $0 / mean }
  }

  private static func coordinate(_ number: Int, _ step: Double) -> Double {
    10 * (0.5 + step * Double(number)).truncatingRemainder(dividingBy: 1)
  }
}

/// What a replication of the dispatch model came to.
public struct DispatchOutcome: Hashable, Sendable {
  /// Calls that came.
  public var calls = 0.0
  /// Calls whose unit was free again by the end.
  public var served = 0.0
  /// The share of calls that found no unit idle.
  public var shareQueued = 0.0
  /// From call to arrival of the unit, over calls that a unit was sent to, in hours.
  public var meanResponse = 0.0
  /// The share of those calls whose response took longer than 15 minutes.
  public var shareLate = 0.0
  /// The share of the units' time in which they travel or are on scene.
  public var utilisation = 0.0

  public init() {}

  /// The figures by name, as tables and JSON have them.
  public static let figures: [(name: String, value: @Sendable (DispatchOutcome) -> Double)] = [
    ("calls", { $0.calls }), ("served", { $0.served }), ("share_queued", { $0.shareQueued }),
    ("mean_response_min", { $0.meanResponse * 60 }), ("share_over_15_min", { $0.shareLate }),
    ("utilisation", { $0.utilisation }),
  ]
}
