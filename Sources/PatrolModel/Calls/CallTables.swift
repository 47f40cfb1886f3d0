// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import RandomVariates

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
  /// Calls of other demand in an hour of the week.
  let otherPerHour: [Double]
  /// The hour of the week of each physical hour of the run.
  let hourOfWeek: [UInt8]
  /// The first physical hour after the campaign.
  let endHour: Int
  let otherPlaces: AliasTable
  /// The units to send to each place, first choice first; `nil` where no list names it.
  private let listOfPlace: [Int?]
  private let lists: [[Int]]

  /// - Precondition: The scenario is consistent.
  init?(_ scenario: Scenario, calendar: CivilCalendar, campaignEnd: Double) {
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
    let weights = CallTables.weights(calls.other, scenario.crime.places)
    let perDay = if case .everywhere(let perDay) = calls.other { perDay } else { weights.reduce(0, +) }
    guard let profile = scenario.crime.hourProfiles.first(where: { $0.name == calls.otherProfile }) else {
      preconditionFailure("There is no hour profile \(calls.otherProfile)")
    }
    otherPerHour = profile.multipliers.map { perDay / 24 * $0 }
    hourOfWeek = calendar.hourOfWeek
    endHour = Int(campaignEnd / 3_600)
    otherPlaces = AliasTable(weights: weights.contains { $0 > 0 } ? weights : weights.map { _ in 1 })
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

  /// Returns the shares of other demand by place, in proportion.
  private static func weights(_ other: OtherDemand, _ places: [Place]) -> [Double] {
    if case .byPlace(let perDay) = other { return perDay }
    return places.map { $0.ratesPerYear.reduce(0, +) }
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
