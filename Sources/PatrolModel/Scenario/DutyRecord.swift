// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// A visit that a force says a unit made, from its own records.
public struct DeliveredVisit: Hashable, Sendable {
  /// The id of the unit.
  public var unit: String
  /// The id of the place, one of its team's.
  public var place: String
  public var arrives: CivilMoment
  /// Later than it arrives, and no later than the unit's next visit begins.
  public var leaves: CivilMoment

  public init(unit: String, place: String, arrives: CivilMoment, leaves: CivilMoment) {
    self.unit = unit
    self.place = place
    self.arrives = arrives
    self.leaves = leaves
  }
}

/// A shift of a unit, from a force's rota.
public struct RotaShift: Hashable, Sendable {
  /// The id of the unit.
  public var unit: String
  public var starts: CivilMoment
  /// Later than it starts, at most a day, and no later than the unit's next shift starts.
  public var ends: CivilMoment

  public init(unit: String, starts: CivilMoment, ends: CivilMoment) {
    self.unit = unit
    self.starts = starts
    self.ends = ends
  }
}

extension RotaShift {
  /// The days from the first of some shifts to the last.
  static func dayCount(_ rota: [RotaShift]) -> Int {
    let days = rota.map(\.starts.date.dayNumber)
    return (days.max() ?? 0) - (days.min() ?? 0) + 1
  }

  /// Returns the hours a day in which one of some units is on duty, by the clock, as the mean over the days of a rota.
  static func coveredHoursPerDay(_ rota: [RotaShift], of units: Set<String>) -> Double {
    guard let first = rota.map(\.starts).min() else { return 0 }
    var (seconds, covered) = (0, 0)
    for shift in rota.filter({ units.contains($0.unit) }).sorted(by: { $0.starts < $1.starts }) {
      let start = max(covered, shift.starts.clockSeconds(since: first))
      let end = shift.ends.clockSeconds(since: first)
      seconds += max(0, end - start)
      covered = max(covered, end)
    }
    return Double(seconds) / 3_600 / Double(dayCount(rota))
  }
}

extension Operation {
  /// Officers' hours on duty in a week: by shift patterns units × officers × shift length × days, by a rota the mean over its
  /// days.
  public var officerHoursPerWeek: Double {
    let officers = Dictionary(units.map { ($0.id, Double($0.officers)) }) { first, _ in first }
    if let rota {
      let hours = rota.reduce(0) {
        $0 + Double($1.ends.clockSeconds(since: $1.starts)) / 3_600 * (officers[$1.unit] ?? 0)
      }
      return 7 * hours / Double(RotaShift.dayCount(rota))
    }
    return units.reduce(0) { sum, unit in
      guard let shift = shifts.first(where: { $0.id == unit.shift }) else { return sum }
      return sum + Double(unit.officers * shift.lengthInMinutes * shift.days.count) / 60
    }
  }
}

/// A visit in the time of the run.
public struct PlannedVisit: Hashable, Sendable {
  /// By its index.
  public let place: Int
  /// Seconds since the start of the run.
  public let arrivesInSeconds: Double
  /// Seconds since the start of the run.
  public let leavesInSeconds: Double
}

extension Scenario {
  /// The shifts of each unit by the rota, in order; `nil` where there is none.
  func rotaDuty(_ calendar: CivilCalendar) -> [[DutyPeriod]]? {
    guard let rota = operation.rota else { return nil }
    let units = indices(operation.units.map(\.id))
    var duty = [[DutyPeriod]](repeating: [], count: operation.units.count)
    for shift in rota.sorted(by: { $0.starts < $1.starts }) {
      guard let unit = units[shift.unit] else { preconditionFailure("There is no unit \(shift.unit)") }
      let start = calendar.second(of: shift.starts)
      let end = periodEnd(calendar, startingOn: shift.starts.date)
      duty[unit].append(
        DutyPeriod(start: start, end: min(end, calendar.second(of: shift.ends)), planned: shift.starts))
    }
    // A clock change can leave nothing of a shift, or push it into the next.
    return duty.map { periods in
      periods.indices.compactMap { index in
        let next = index + 1 < periods.count ? periods[index + 1].start : .infinity
        let (start, end) = (periods[index].start, min(periods[index].end, next))
        return start < end ? DutyPeriod(start: start, end: end, planned: periods[index].planned) : nil
      }
    }
  }

  /// Visits as a force delivered them, by unit, in order; `nil` where it gave none.
  func deliveredVisits(_ calendar: CivilCalendar) -> [[PlannedVisit]]? {
    guard let delivered = operation.delivered else { return nil }
    let (units, places) = (indices(operation.units.map(\.id)), indices(crime.places.map(\.id)))
    var visits = [[PlannedVisit]](repeating: [], count: operation.units.count)
    for visit in delivered.sorted(by: { $0.arrives < $1.arrives }) {
      guard let unit = units[visit.unit], let place = places[visit.place] else {
        preconditionFailure("There is no unit \(visit.unit), or no place \(visit.place)")
      }
      let (arrives, leaves) = (calendar.second(of: visit.arrives), calendar.second(of: visit.leaves))
      // A clock change can leave nothing of a visit.
      guard arrives < leaves else { continue }
      visits[unit].append(
        PlannedVisit(place: place, arrivesInSeconds: arrives, leavesInSeconds: leaves))
    }
    return visits
  }

  /// When the campaign, or the time after it, ends for a shift that starts on a day.
  private func periodEnd(_ calendar: CivilCalendar, startingOn date: CivilDate) -> Double {
    let day = date.dayNumber - calendar.start.dayNumber
    return calendar.dayStartInSeconds[
      day < phases.campaignDays.upperBound ? phases.campaignDays.upperBound : calendar.dayCount]
  }

  private func indices(_ ids: [String]) -> [String: Int] {
    Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
  }
}
