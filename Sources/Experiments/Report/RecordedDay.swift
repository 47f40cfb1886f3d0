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

extension Experiment {
  /// Beyond so many expected offences over all strategies, events are kept of a week only: they take some 100 bytes each.
  private static let mostOffences = 1e6

  /// Runs a replication and returns one day of it: the one on which most units were redirected, under all strategies
  /// together. Programs that decide for a strategy are not asked again, so their strategies are left out.
  ///
  /// It is a day of the campaign but its first, and in a large experiment of a week in the middle.
  ///
  /// - Parameter replication: Its number, from 1.
  /// - Returns: `nil` where the scenario's time zone is not known.
  /// - Throws: The failure of a strategy.
  /// - Complexity: That of the replication.
  public func recordedDay(ofReplication replication: Int) throws(StrategyFailure) -> RecordedDay? {
    let phases = scenario.phases
    guard
      let calendar = CivilCalendar(
        timeZone: phases.timeZone, start: phases.historyStart, dayCount: 7 * phases.weekCount),
      let log = EventLog(scenario: scenario)
    else { return nil }
    let starts = calendar.dayStartInSeconds
    let days = daysToRecord
    let single = try withoutPrograms.single(
      replication: replication,
      recording: RecordingOptions(
        keepsEvents: true, eventWindow: starts[days.lowerBound]..<starts[days.upperBound]))
    var redirections = [Int](repeating: 0, count: calendar.dayCount)
    for outcome in single.outcomes {
      for event in outcome.events where event.kind == .redirected {
        redirections[calendar.day(atSecond: event.timeInSeconds)] += 1
      }
    }
    // The first day of the window tells where units are at midnight.
    let later = days.dropFirst()
    let middle = (days.lowerBound + days.upperBound) / 2
    let most = later.map { redirections[$0] }.max() ?? 0
    let day = most > 0 ? later.first { redirections[$0] == most } ?? middle : middle
    return RecordedDay(
      replication: replication, date: phases.historyStart.adding(days: day).description,
      minutes: (starts[day + 1] - starts[day]) / 60,
      strategies: single.outcomes.map { outcome in
        DayReader(scenario: scenario, log: log, day: starts[day]..<starts[day + 1]).read(outcome)
      })
  }

  /// The same with the strategies alone that decide within the process.
  private var withoutPrograms: Experiment {
    let own = strategies.filter { $0.program == nil }
    guard own.count < strategies.count,
      let experiment = try? Experiment(
        scenario: scenario, strategies: own, replications: 1, seed: seed, jobs: 1)
    else { return self }
    return experiment
  }

  /// The days of which events are kept, from the start of the run.
  private var daysToRecord: Range<Int> {
    let phases = scenario.phases
    let yearly = scenario.crime.places.reduce(0) { $0 + $1.ratesPerYear.reduce(0, +) }
    let offences = yearly * Double(phases.campaignWeeks) / 52 * Double(strategies.count)
    let first = 7 * phases.historyWeeks
    guard offences > Experiment.mostOffences, phases.campaignWeeks > 2 else {
      return first..<first + 7 * phases.campaignWeeks
    }
    let middle = first + 7 * (phases.campaignWeeks / 2)
    return middle - 1..<middle + 7
  }
}

/// Reads a day out of an event log.
private struct DayReader {
  let scenario: Scenario
  let log: EventLog
  /// In seconds since the start of the run.
  let day: Range<Double>

  func read(_ outcome: ReplicationOutcome) -> StrategyDay {
    let units = scenario.operation.units
    var tracks: [UnitTrack] = []
    var notes: [RedirectionNote] = []
    for (index, unit) in units.enumerated() {
      var tracer = UnitTracer(unit: unit, scenario: scenario)
      for event in outcome.events where event.unit == index && event.timeInSeconds < day.upperBound {
        let isToday = event.timeInSeconds >= day.lowerBound
        if isToday, event.kind == .redirected, let place = event.place {
          let here = tracer.position(atSecond: event.timeInSeconds) ?? tracer.base
          notes.append(
            RedirectionNote(
              minute: minute(event.timeInSeconds), unit: unit.id, place: place,
              reason: log.reason(event.reason), longitude: degrees(here.longitude),
              latitude: degrees(here.latitude)))
        }
        if isToday { tracer.beginKeeping(atSecond: day.lowerBound) }
        tracer.take(event)
      }
      tracer.beginKeeping(atSecond: day.lowerBound)
      let points = tracer.kept.map { point in
        TrackPoint(
          minute: minute(point.second), longitude: degrees(point.position.longitude),
          latitude: degrees(point.position.latitude), activity: point.activity, place: point.place)
      }
      if points.contains(where: { $0.activity != .offDuty }) {
        tracks.append(UnitTrack(unit: unit.id, points: points))
      }
    }
    return StrategyDay(
      strategy: outcome.strategy, tracks: tracks,
      redirections: notes.sorted { ($0.minute, $0.unit) < ($1.minute, $1.unit) },
      offences: offences(outcome.events))
  }

  private func offences(_ events: [LoggedEvent]) -> [Double] {
    events.filter { $0.kind == .offenceHappened && day.contains($0.timeInSeconds) }.flatMap { event in
      [minute(event.timeInSeconds), Double(event.place ?? 0), Double(event.type ?? 0)]
    }
  }

  /// Minutes from midnight, to a tenth.
  private func minute(_ second: Double) -> Double { ((second - day.lowerBound) / 6).rounded() / 10 }

  /// Degrees to a metre.
  private func degrees(_ value: Double) -> Double { (value * 100_000).rounded() / 100_000 }
}

/// Follows a unit through its events.
private struct UnitTracer {
  struct Point {
    let second: Double
    let position: Coordinate
    let activity: TrackActivity
    let place: Int?
  }

  let unit: PatrolUnit
  let scenario: Scenario
  let base: Coordinate
  /// The points from the start of the day on.
  private(set) var kept: [Point] = []
  private var last: Point?
  private var isKeeping = false

  init(unit: PatrolUnit, scenario: Scenario) {
    self.unit = unit
    self.scenario = scenario
    let team = scenario.operation.teams.first { $0.id == unit.team }
    base = team?.base ?? scenario.crime.places[0].centre
  }

  /// Keeps points from now on, beginning with where the unit is.
  mutating func beginKeeping(atSecond second: Double) {
    guard !isKeeping else { return }
    isKeeping = true
    let here = position(atSecond: second) ?? base
    kept.append(
      Point(second: second, position: here, activity: last?.activity ?? .offDuty, place: last?.place))
  }

  /// Returns where the unit is: on the straight line to where it travels, at the speed of its mode; `nil` before its
  /// first event.
  func position(atSecond second: Double) -> Coordinate? {
    guard let last else { return nil }
    guard last.activity == .travelling || last.activity == .toCall, let place = last.place else {
      return last.position
    }
    let goal = scenario.crime.places[place].centre
    let needed = scenario.operation.speeds.travelInSeconds(from: last.position, to: goal, by: unit.mode)
    let share = needed > 0 ? min(1, max(0, (second - last.second) / needed)) : 1
    return Coordinate(
      longitude: last.position.longitude + share * (goal.longitude - last.position.longitude),
      latitude: last.position.latitude + share * (goal.latitude - last.position.latitude))
  }

  mutating func take(_ event: LoggedEvent) {
    let second = event.timeInSeconds
    let here = position(atSecond: second) ?? base
    func centre(_ place: Int?) -> Coordinate { place.map { scenario.crime.places[$0].centre } ?? here }
    switch event.kind {
    case .shiftStarted: add(second, last?.activity == .atCall ? here : base, .standingBy)
    case .handoverStarted: add(second, base, .handingOver)
    case .setOut: add(second, here, .travelling, event.place)
    case .arrived: add(second, centre(event.place), .visiting, event.place)
    case .left, .breakEnded, .processingEnded, .callCleared: add(second, here, .standingBy)
    case .redirected: add(second, here, .standingBy)
    case .breakStarted: add(second, here, .onBreak)
    case .processingStarted: add(second, here, .processing)
    case .unitAssigned: add(second, here, .toCall, event.place)
    case .arrivedAtCall: add(second, centre(event.place), .atCall, event.place)
    case .shiftEnded: add(second, here, .offDuty)
    case .offenceHappened, .offenceDeterred, .offenceKnown, .arrest, .callReceived, .callLost, .search, .tip:
      break
    }
  }

  private mutating func add(
    _ second: Double, _ position: Coordinate, _ activity: TrackActivity, _ place: Int? = nil
  ) {
    let point = Point(second: second, position: position, activity: activity, place: place)
    last = point
    guard isKeeping else { return }
    // What is over at the moment at which it began is not drawn.
    if kept.last?.second == second, kept.count > 1 { kept.removeLast() }
    kept.append(point)
  }
}
