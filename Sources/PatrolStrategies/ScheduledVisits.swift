// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import RandomVariates

/// Delivers the dose of a timetable: the visits that the operation prescribes, at moments drawn for each day.
///
/// Every day the visits of each team are drawn and put in the order in which they are due. A free unit takes the first of its
/// team's that is left, sets out so as to arrive when it is due, and stays for the length prescribed. A visit
/// that no unit was free for is made later, but not begun once the hours of patrol are over. Without a timetable its units
/// stand by.
public struct ScheduledVisits: DeploymentStrategy {
  private struct Due {
    let place: Int
    let second: Double
    let lengthInMinutes: Double
    /// When it is too late to begin it, in seconds.
    let lapses: Double
  }

  private var draw: TimetableDraw?
  /// The places of the timetable, by index.
  private var places: [Int] = []
  /// The team that visits each of them: the first that lists it.
  private var teams: [Int] = []
  /// The visits of each team that are left, in the order in which they are due.
  private var due: [[Due]] = []
  /// The first of them that no unit has taken.
  private var next: [Int] = []
  /// The first day that is not drawn yet, counted from the start of the run.
  private var day = 0

  public init() {}

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    let plan = view.plan
    due = plan.teamPlaces.map { _ in [] }
    next = plan.teamPlaces.map { _ in 0 }
    places = Timetable.places(ofTeams: plan.teamPlaces)
    teams = places.map { place in plan.teamPlaces.firstIndex { $0.contains(place) } ?? 0 }
    day = view.calendar.day(atSecond: plan.campaignStartInSeconds)
    let ids = places.map { plan.places[$0].id }
    draw = plan.operation.timetable.map { TimetableDraw($0, places: ids, random: random) }
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    guard draw != nil else { return .standBy(minutes: 60) }
    while day < view.calendar.dayCount, view.calendar.dayStartInSeconds[day] <= view.nowInSeconds {
      drawNextDay(view.calendar)
    }
    let team = view.units[unit].team
    while next[team] < due[team].count, due[team][next[team]].lapses <= view.nowInSeconds { next[team] += 1 }
    let midnight = view.calendar.dayStartInSeconds[min(day, view.calendar.dayCount)]
    guard next[team] < due[team].count else { return waiting(until: midnight, view) }
    let visit = due[team][next[team]]
    let departure = visit.second - view.travelInSeconds(of: unit, to: visit.place)
    // Half a second is nothing to a visit, and a unit that waits for less would never be done waiting.
    guard departure <= view.nowInSeconds + 0.5 else { return waiting(until: min(departure, midnight), view) }
    // One that this unit can't finish before its shift ends is left to the next.
    let end = view.nowInSeconds + visit.second - departure + visit.lengthInMinutes * 60
    guard end <= view.units[unit].shiftEndInSeconds + 0.5 else { return .standBy(minutes: 60) }
    next[team] += 1
    return .visit(place: visit.place, minutes: visit.lengthInMinutes)
  }

  /// Stands by until a moment, for a minute at least where it is past.
  private func waiting(until second: Double, _ view: OperationView) -> Tasking {
    let seconds = second - view.nowInSeconds
    return .standBy(minutes: seconds > 0 ? seconds / 60 : 1)
  }

  /// Draws the visits of the next day; those of earlier days whose hours are not over stay.
  private mutating func drawNextDay(_ calendar: CivilCalendar) {
    guard var draw else { return }
    draw.drawDay()
    let timetable = draw.timetable
    if timetable.days.contains(calendar.start.adding(days: day).weekday) {
      let start = calendar.second(onDay: day, minute: timetable.startMinute)
      let end = start + Double(timetable.lengthInMinutes) * 60
      for team in due.indices {
        due[team].removeSubrange(..<next[team])
        next[team] = 0
      }
      for visit in draw.drawVisits() {
        due[teams[visit.position]].append(
          Due(
            place: places[visit.position], second: start + visit.minute * 60,
            lengthInMinutes: visit.lengthInMinutes, lapses: end))
      }
    }
    self.draw = draw
    day += 1
  }

  static let entry = StrategyEntry(
    name: "scheduled-visits",
    summary: "Follows a timetable, as a published trial prescribed it.",
    choosesPlaces: false, needsTimetable: true
  ) { _ in ScheduledVisits() }
}
