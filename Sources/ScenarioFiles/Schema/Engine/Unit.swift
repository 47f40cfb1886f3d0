// SPDX-License-Identifier: GPL-3.0-or-later

/// A unit in which a scenario file may state a quantity.
enum Unit: String, CaseIterable, Sendable {
  case seconds = "s"
  case minutes = "min"
  case hours = "h"
  case days = "d"
  case weeks
  case metres = "m"
  case kilometres = "km"
  case kilometresPerHour = "km/h"
  case milesPerHour = "mph"
  case metresPerSecond = "m/s"

  enum Dimension { case time, length, speed }

  /// What the unit measures.
  var dimension: Dimension {
    switch self {
    case .seconds, .minutes, .hours, .days, .weeks: .time
    case .metres, .kilometres: .length
    case .kilometresPerHour, .milesPerHour, .metresPerSecond: .speed
    }
  }

  /// The unit in seconds, metres or metres an hour.
  private var size: Double {
    switch self {
    case .seconds, .metres: 1
    case .minutes: 60
    case .hours, .metresPerSecond: 3_600
    case .days: 86_400
    case .weeks: 604_800
    case .kilometres, .kilometresPerHour: 1_000
    case .milesPerHour: 1_609.344
    }
  }

  /// Other ways to write it.
  private var otherNames: [String] {
    switch self {
    case .seconds: ["sec", "secs", "second", "seconds"]
    case .minutes: ["mins", "minute", "minutes"]
    case .hours: ["hr", "hrs", "hour", "hours"]
    case .days: ["day", "days"]
    case .weeks: ["week", "w"]
    case .metres: ["metre", "metres"]
    case .kilometres: ["kilometre", "kilometres"]
    case .kilometresPerHour: ["kmh", "km/hour"]
    case .milesPerHour, .metresPerSecond: []
    }
  }

  /// Every way to write a unit that measures the same.
  var spellings: [String] {
    Unit.allCases.filter { $0.dimension == dimension }.flatMap { [$0.rawValue] + $0.otherNames }
  }

  /// The symbols of all units that measure the same.
  var accepted: [String] { Unit.allCases.filter { $0.dimension == dimension }.map(\.rawValue) }

  /// Creates the unit with a symbol or a name, whatever it measures.
  init?(_ text: String) {
    guard let match = Unit.allCases.lazy.compactMap({ Unit(text, like: $0) }).first else { return nil }
    self = match
  }

  /// Creates the unit with a symbol or a name, if it measures the same as another.
  init?(_ text: String, like other: Unit) {
    let match = Unit.allCases.first {
      $0.dimension == other.dimension && ($0.rawValue == text || $0.otherNames.contains(text))
    }
    guard let match else { return nil }
    self = match
  }

  /// Returns a number of this unit as a number of another; the same number where they are the same.
  func convert(_ number: Double, to other: Unit) -> Double {
    self == other ? number : number * size / other.size
  }
}
