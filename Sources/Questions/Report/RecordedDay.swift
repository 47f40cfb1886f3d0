// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

/// One day of one replication under every strategy: where units were, and why they were redirected.
///
/// Minutes count from local midnight.
public struct RecordedDay: Hashable, Sendable, Codable {
  /// The replication, from 1.
  public let replication: Int
  /// The date: `2018-07-12`.
  public let date: String
  /// How many minutes the day has: 1,440 but on days on which the clocks change.
  public let minutes: Double
  public let strategies: [StrategyDay]
}

/// What units did on a day under one strategy.
public struct StrategyDay: Hashable, Sendable, Codable {
  public let strategy: String
  /// One for each unit that was on duty, in the scenario's order.
  public let tracks: [UnitTrack]
  public let redirections: [RedirectionNote]
  /// The offences that happened: minutes, place by its index, type by its index; one after the other.
  public let offences: [Double]
}

/// Where a unit was on a day.
public struct UnitTrack: Hashable, Sendable, Codable {
  /// The id of the unit.
  public let unit: String
  public let points: [TrackPoint]
}

/// A moment from which on a unit does something.
public struct TrackPoint: Hashable, Sendable, Codable {
  public let minute: Double
  public let longitude: Double
  public let latitude: Double
  /// What it does from then on. While it travels it moves towards the next point, else it stays.
  public let activity: TrackActivity
  /// The place that it is at or travels to, by its index.
  public let place: Int?
}

/// What a unit does, as a map shows it.
public enum TrackActivity: String, CaseIterable, Hashable, Sendable, Codable {
  case standingBy = "standing by"
  case travelling
  case visiting
  case onBreak = "on its break"
  case handingOver = "handing over"
  case processing = "with whom it arrested"
  case toCall = "on the way to a call"
  case atCall = "at a call"
  case offDuty = "off duty"
}

/// A unit that was sent elsewhere before its task was done.
public struct RedirectionNote: Hashable, Sendable, Codable {
  public let minute: Double
  public let unit: String
  /// Where it was sent, by the place's index.
  public let place: Int
  /// Why, in words.
  public let reason: String
  /// Where it was when it was told.
  public let longitude: Double
  public let latitude: Double
}
