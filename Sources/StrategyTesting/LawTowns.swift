// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Made-up towns in which strategies are held to laws. Nothing in them is fitted to anything.
enum LawTowns {
  /// A town over some weeks in which everything that a strategy is asked for comes about: tips, calls that it
  /// dispatches, stops, arrests that take units off patrol, shifts that it may move.
  ///
  /// No two places have the same rates, or the same distance to a third, so that what is equal is rarely equal by
  /// chance.
  ///
  /// - Parameter targets: How many places are patrolled, by two teams in turn; with one, by a single team.
  static func eventful(targets: Int = 12) -> Scenario {
    let types = CrimeType.policeUK
    let places = (0..<targets + 6).map { place($0, role: $0 < targets ? .target : .background, types.count) }
    let teamCount = min(2, targets)
    var operation = Operation(
      teams: (0..<teamCount).map { team in
        Team(
          id: "team-\(team + 1)", base: point(1_000 + team),
          places: places.indices.filter { $0 < targets && $0 % teamCount == team }.map { places[$0].id })
      },
      shifts: [
        ShiftPattern(id: "day", startMinute: 480, lengthInMinutes: 540, handoverInMinutes: 10),
        ShiftPattern(id: "late", startMinute: 960, lengthInMinutes: 600),
      ],
      units: [
        PatrolUnit(id: "day-car", team: "team-1", shift: "day", isRingfenced: false),
        PatrolUnit(id: "day-foot", team: "team-1", shift: "day", mode: .foot),
        PatrolUnit(id: "late-car", team: "team-\(teamCount)", shift: "late", abstraction: 0.1),
        PatrolUnit(
          id: "late-cycle", team: "team-\(teamCount)", shift: "late", mode: .cycle, isRingfenced: false),
      ],
      timetable: Timetable(on: Timetable.Dose(visitsPerDay: 3), startMinute: 480, lengthInMinutes: 840))
    operation.arrestProcessingInHours = 1
    operation.shiftFlexibilityInMinutes = 60
    var scenario = Scenario(
      name: "Town of the laws",
      phases: Phases(
        campaignStart: CivilDate(year: 2024, month: 3, day: 18), historyWeeks: 8, campaignWeeks: 2,
        afterWeeks: 1),
      crime: CrimePattern(places: places), operation: operation)
    var stops = Stops()
    (stops.searchesPer100Hours, stops.arrestsPer100Hours) = (40, 10)
    scenario.stops = stops
    var tips = Tips()
    tips.perPlaceAndWeek = 2
    scenario.tips = tips
    scenario.makesPacks = true
    var calls = CallsForService(types: types)
    calls.other = .everywhere(perDay: 12)
    calls.dispatch = .strategy
    calls.responseUnits = [ResponseUnit(id: "response", count: 2, base: point(2_000), shift: "day")]
    scenario.calls = calls
    return scenario
  }

  /// A scenario without the crime of its places.
  static func withoutCrime(_ scenario: Scenario) -> Scenario {
    var scenario = scenario
    for place in scenario.crime.places.indices {
      let rates = scenario.crime.places[place].ratesPerYear
      scenario.crime.places[place].ratesPerYear = rates.map { _ in 0 }
      scenario.crime.places[place].rateErrorsPerYear = rates.map { _ in 0 }
    }
    return scenario
  }

  /// A scenario whose units are all taken away, on every shift.
  static func withoutUnits(_ scenario: Scenario) -> Scenario {
    var scenario = scenario
    for unit in scenario.operation.units.indices { scenario.operation.units[unit].abstraction = 1 }
    return scenario
  }

  private static func place(_ index: Int, role: PlaceRole, _ typeCount: Int) -> Place {
    Place(
      id: "place-\(index + 1)", name: "Place \(index + 1)", centre: point(index),
      ward: "ward-\(index % 4 + 1)",
      kind: PlaceKind.allCases[index % PlaceKind.allCases.count], role: role,
      ratesPerYear: (0..<typeCount).map { type in 5 + 115 * fraction(index * typeCount + type, 0.754_877_666)
      })
  }

  /// Points that fill a square of 20 km evenly, no two of them alike.
  ///
  /// Source: Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018.
  private static func point(_ index: Int) -> Coordinate {
    Coordinate(longitude: -0.13, latitude: 51.51).offset(
      eastInMetres: 20_000 * fraction(index, 0.754_877_666),
      northInMetres: 20_000 * fraction(index, 0.569_840_291))
  }

  private static func fraction(_ index: Int, _ step: Double) -> Double {
    (0.5 + step * Double(index + 1)).truncatingRemainder(dividingBy: 1)
  }
}
