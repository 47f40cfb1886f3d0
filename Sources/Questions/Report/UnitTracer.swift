// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Follows a unit through its events.
struct UnitTracer {
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
