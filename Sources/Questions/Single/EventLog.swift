// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import Foundation
import PatrolModel
import Tables

/// The event log of one replication under one strategy, with civil times and names.
public struct EventLog: Sendable {
  private let scenario: Scenario
  private let zone: TimeZone
  private let startInUTC: Double
  /// The names of all units: those of the operation, then those of response.
  private let units: [String]

  /// Prepares the log of a scenario; `nil` where its time zone is not known.
  public init?(scenario: Scenario) {
    guard let zone = TimeZone(identifier: scenario.phases.timeZone) else { return nil }
    self.scenario = scenario
    self.zone = zone
    units = scenario.operation.units.map(\.id) + (scenario.calls?.responseUnitNames ?? [])
    let local = Double(scenario.phases.historyStart.dayNumber) * 86_400
    // Local midnight as UTC seconds: apply the offset in force, twice to settle on a change day.
    var start = local
    for _ in 0..<2 { start = local - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: start))) }
    startInUTC = start
  }

  /// Returns the log as CSV, one event a row.
  public func csv(_ events: [LoggedEvent]) -> [UInt8] { table.csv(events) }

  private var table: Table<LoggedEvent> {
    @Sendable func place(_ event: LoggedEvent) -> Place? { event.place.map { scenario.crime.places[$0] } }
    return Table(
      "events", "One event a row, in the order of time.", key: [],
      [
        Column("time", "Civil time with its offset from UTC: 2024-03-04T10:00:00+00:00") {
          time(atSecond: $0.timeInSeconds)
        },
        Column("event", "The kind of event") { $0.kind.rawValue },
        Column("unit", "The id of the unit, if any") { event in event.unit.map { units[$0] } },
        Column("place", "The id of the place, if any") { place($0)?.id },
        Column("place_name", "Its name") { place($0)?.name },
        Column("type", "The id of the type of crime, if any") { event in
          event.type.map { scenario.crime.types[$0].id }
        },
        Column("reason", "The reason, if any", mayBeBlank: true) { reason($0.reason) },
        Column("point", "The id of the point of presence within the place, if any") {
          event in
          event.microPlace.flatMap { place(event)?.microPlaces[$0].id }
        },
      ])
  }

  /// Returns a reason in words; nothing where there is none.
  func reason(_ reason: TaskingReason?) -> String {
    switch reason {
    case .liveIncident(let type): "live incident: \(scenario.crime.types[type].id)"
    case .tip(let type): "tip: \(scenario.crime.types[type].id)"
    case .gap(let unit): "gap left by \(units[unit])"
    case .cleared(let unit): "\(units[unit]) is free"
    case .tactic(let tactic): "tactic: \(scenario.tactics[tactic].id)"
    case .stated(let words): words
    case nil: ""
    }
  }

  /// Returns a moment of the run in civil time, with its offset from UTC.
  func time(atSecond second: Double) -> String {
    let utc = (startInUTC + second).rounded(.down)
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: utc))
    var style = Date.ISO8601FormatStyle(timeZone: zone)
    style = style.year().month().day().dateSeparator(.dash).time(includingFractionalSeconds: false)
    let local = Date(timeIntervalSince1970: utc).formatted(style)
    let minutes = abs(offset) / 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(local)\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// Writes the log beside a file's place, then renames it, so that nothing half-written is left there.
  ///
  /// - Parameters:
  ///   - events: What happened, in the order of time.
  ///   - path: Where the file is to be.
  ///   - replaces: Whether a file that is there is replaced.
  public func write(
    _ events: [LoggedEvent], to path: String, replacing replaces: Bool = false
  ) throws(ResultsError) {
    try ResultsError.from { () throws(WriteProblem) in
      try WholeFile.write(csv(events), to: path, replacing: replaces)
    }
  }
}
