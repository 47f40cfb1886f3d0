// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What follows from a scenario's calls for service and is the same for all replications.
// A class, so that handing it on costs one count of owners and not one for each table.
final class CallTables: Sendable {
  /// A unit of response.
  struct Responder {
    let base: Coordinate
    let mode: TravelMode
    let duty: [DutyPeriod]
    let handoverInSeconds: Double
    let abstraction: Double
  }

  let scenario: CallsForService
  let responders: [Responder]
  let service: ServiceTime
  let targetInSeconds: Double
  /// How many calls can wait.
  let capacity: Int
  /// Calls of other demand an hour where the profile is 1, by place.
  let otherPerHour: [Double]
  /// The weeks of the campaign.
  let otherWeeks: [DemandWeek]
  /// The units to send to each place, first choice first; `nil` where no list names it.
  private let listOfPlace: [Int?]
  private let lists: [[Int]]

  /// - Precondition: The scenario is consistent.
  init?(_ scenario: Scenario, calendar: CivilCalendar) {
    guard let calls = scenario.calls else { return nil }
    self.scenario = calls
    service = ServiceTime(
      law: calls.serviceLaw, meanInSeconds: calls.serviceMeanInMinutes * 60, variation: calls.serviceVariation
    )
    targetInSeconds = calls.targetInMinutes * 60
    capacity = calls.queueCapacity ?? .max
    responders = calls.responseUnits.flatMap { unit in
      let responder = CallTables.responder(unit, scenario, calendar)
      return [Responder](repeating: responder, count: unit.count)
    }
    guard let profile = scenario.crime.hourProfiles.first(where: { $0.name == calls.otherProfile }) else {
      preconditionFailure("There is no hour profile \(calls.otherProfile)")
    }
    otherPerHour = CallTables.perDay(calls.other, scenario.crime.places).map { $0 / 24 }
    otherWeeks = (0..<scenario.phases.campaignWeeks).map {
      DemandWeek(
        calendar, firstDay: scenario.phases.campaignDays.lowerBound + 7 * $0, multipliers: profile.multipliers
      )
    }
    lists = calls.preferences.map { CallTables.units($0.units, scenario) }
    listOfPlace = scenario.crime.places.map { place in
      calls.preferences.firstIndex { $0.places.contains(place.id) || $0.wards.contains(place.ward) }
    }
  }

  /// Returns the list of units for a place, first choice first; `nil` where there is none.
  func preference(ofPlace place: Int) -> [Int]? { listOfPlace[place].map { lists[$0] } }

  /// Returns the grade of other demand that a uniform number stands for.
  func grade(_ uniform: Double) -> CallGrade {
    if uniform < scenario.emergencyShare { return .emergency }
    return uniform < scenario.emergencyShare + scenario.priorityShare ? .priority : .scheduled
  }

  private static func responder(
    _ unit: ResponseUnit, _ scenario: Scenario, _ calendar: CivilCalendar
  ) -> Responder {
    guard let shift = scenario.operation.shifts.first(where: { $0.id == unit.shift }) else {
      preconditionFailure("There is no shift \(unit.shift)")
    }
    let duty = shift.dutyPeriods(calendar: calendar, days: scenario.phases.campaignDays)
    return Responder(
      base: unit.base, mode: unit.mode, duty: duty, handoverInSeconds: shift.handoverInMinutes * 60,
      abstraction: unit.abstraction)
  }

  /// Returns the calls of other demand in a day, by place.
  private static func perDay(_ other: OtherDemand, _ places: [Place]) -> [Double] {
    switch other {
    case .byPlace(let perDay): return perDay
    case .everywhere(let perDay):
      let offences = places.map { $0.ratesPerYear.reduce(0, +) }
      // Added up by size, so that the order of places doesn't matter.
      let total = offences.sorted().reduce(0, +)
      return offences.map { total > 0 ? perDay * $0 / total : perDay / Double(places.count) }
    }
  }

  /// Returns the indices of units by their names: those of the operation first, then those of response.
  private static func units(_ ids: [String], _ scenario: Scenario) -> [Int] {
    let operation = scenario.operation.units
    return ids.flatMap { id -> [Int] in
      if let index = operation.firstIndex(where: { $0.id == id }) { return [index] }
      var first = operation.count
      for unit in scenario.calls?.responseUnits ?? [] {
        if unit.id == id { return Array(first..<first + unit.count) }
        first += unit.count
      }
      preconditionFailure("There is no unit \(id)")
    }
  }
}
