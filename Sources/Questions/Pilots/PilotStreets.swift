// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// The streets of a pilot in the order in which they would be taken, each with the place that it is matched to.
public struct PilotStreets: Hashable, Sendable {
  /// A street and its control, by index in the scenario.
  public struct Pair: Hashable, Sendable {
    public let street: Int
    public let control: Int
  }

  public let pairs: [Pair]
  /// Offences a year that are to be recorded at each place, of the types that count.
  public let recordedPerYear: [Double]

  /// Chooses streets and controls of a scenario.
  ///
  /// 1. Streets are the scenario's targets, by what is to be recorded there, the most first; then its other places that are neither
  ///    buffer nor control.
  /// 2. A street's control is the one the scenario matches to it; else the place with the nearest record that is neither a
  ///    buffer, nor one of the streets, nor another's control.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - types: The types that count, by index.
  ///   - count: The most streets; fewer where there are not enough places.
  public init(_ scenario: Scenario, types: [Int], count: Int) {
    let places = scenario.crime.places
    let crime = scenario.crime.types
    let record = places.map { place in
      types.reduce(0) { $0 + place.ratesPerYear[$1] * crime[$1].recordedShare }
    }
    func ranked(_ isWanted: (PlaceRole) -> Bool) -> [Int] {
      places.indices.filter { isWanted(places[$0].role) && record[$0] > 0 }
        .sorted { (-record[$0], $0) < (-record[$1], $1) }
    }
    let others = ranked { $0 == .background || $0 == .candidate }
    let order = ranked { $0 == .target } + others
    // Half of the places that are not targets must be left as controls.
    let room = ranked { $0 == .target }.count + max(0, others.count - ranked { $0 == .target }.count) / 2
    let streets = Array(order.prefix(min(count, max(1, room))))
    let isStreet = Set(streets)
    var free = Set((others + ranked { $0 == .control }).filter { !isStreet.contains($0) })
    var pairs: [Pair] = []
    for street in streets {
      let own = free.filter { places[$0].role == .control && places[$0].target == places[street].id }.min()
      let reserved = free.filter { places[$0].role != .control || places[$0].target == nil }
      let nearest = (reserved.isEmpty ? free : reserved).min {
        (abs(record[$0] - record[street]), $0) < (abs(record[$1] - record[street]), $1)
      }
      guard let control = own ?? nearest else { continue }
      free.remove(control)
      pairs.append(Pair(street: street, control: control))
    }
    self.pairs = pairs
    recordedPerYear = record
  }

  /// Returns a scenario of these streets, their controls and buffers alone, with units enough to make the visits.
  ///
  /// - Parameters:
  ///   - scenario: The whole scenario.
  ///   - visitsPerDay: Visits to a street on a day on.
  ///   - rotation: When streets are on.
  ///   - weeks: The weeks of the pilot.
  func scenario(
    _ scenario: Scenario, visitsPerDay: Int, rotation: Timetable.Rotation, weeks: Int
  ) -> Scenario {
    let all = scenario.crime.places
    let streets = pairs.map { all[$0.street] }
    let names = Set(streets.map(\.id))
    var places = streets.map { street in
      var street = street
      street.role = .target
      street.target = nil
      return street
    }
    for pair in pairs {
      var control = all[pair.control]
      control.role = .control
      control.target = all[pair.street].id
      places.append(control)
    }
    places += all.filter { $0.role == .buffer && $0.target.map(names.contains) ?? false }
    var result = scenario
    result.crime.places = places
    result.phases.historyWeeks = PilotStudy.historyWeeks
    result.phases.campaignWeeks = weeks
    result.phases.afterWeeks = 0
    result.phases.secondWave = nil
    result.choice = nil
    result.calls = nil
    result.claims = []
    result.trial = nil
    result.strategies = [StrategyConfiguration("scheduled-visits")]
    let hours = PilotStreets.hours(of: scenario.operation)
    let minutesNeeded =
      Double(pairs.count * visitsPerDay) * (PilotStudy.visitInMinutes + PilotStudy.travelAllowance)
    let units = max(1, Int((minutesNeeded / (Double(hours.length) * 0.8)).rounded(.up)))
    let base = scenario.operation.teams.first?.base ?? streets[0].centre
    var unit = scenario.operation.units.first ?? PatrolUnit(id: "unit", team: "pilot", shift: "pilot")
    (unit.team, unit.shift, unit.isRingfenced, unit.abstraction) = ("pilot", "pilot", true, 0)
    result.operation = PatrolModel.Operation(
      teams: [Team(id: "pilot", base: base, places: streets.map(\.id))],
      shifts: [ShiftPattern(id: "pilot", startMinute: hours.start, lengthInMinutes: hours.length)],
      units: (0..<units).map { index in
        var one = unit
        one.id = "pilot-\(index + 1)"
        return one
      }, visitInMinutes: PilotStudy.visitInMinutes, breakInMinutes: 0, speeds: scenario.operation.speeds,
      tactic: scenario.operation.tactic, familiarity: scenario.operation.familiarity,
      timetable: Timetable(
        on: Timetable.Dose(visitsPerDay: visitsPerDay, visitInMinutes: PilotStudy.visitInMinutes),
        startMinute: hours.start, lengthInMinutes: hours.length, rotation: rotation))
    return result
  }

  /// The hours from the first start of a shift to the last end, at most a day.
  private static func hours(of operation: PatrolModel.Operation) -> (start: Int, length: Int) {
    let starts = operation.shifts.map(\.startMinute)
    let ends = operation.shifts.map { $0.startMinute + $0.lengthInMinutes }
    guard let start = starts.min(), let end = ends.max() else { return (600, 720) }
    return (start, min(1_440, end - start))
  }
}
