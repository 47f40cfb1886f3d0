// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// A town small enough to simulate in a test.
public enum SmallTown {
  /// Two targets with a buffer each, two controls and one team of two units, over a few weeks.
  ///
  /// - Parameters:
  ///   - historyWeeks: Weeks before the campaign.
  ///   - campaignWeeks: Weeks of the campaign.
  ///   - deterrence: How strongly patrol deters.
  public static func scenario(
    historyWeeks: Int = 8, campaignWeeks: Int = 4, afterWeeks: Int = 2, deterrence: Deterrence = Deterrence()
  ) -> Scenario {
    let centre = Coordinate(longitude: -0.13, latitude: 51.51)
    func place(_ id: String, east: Double, role: PlaceRole, target: String? = nil, rate: Double) -> Place {
      Place(
        id: id, name: id.capitalized, centre: centre.offset(eastInMetres: east, northInMetres: 0),
        radiusInMetres: 80, ward: "Ward", borough: "Borough", role: role, target: target,
        ratesPerYear: CrimeType.policeUK.map { _ in rate })
    }
    let places = [
      place("high-street", east: 0, role: .target, rate: 60),
      place("high-street-ring", east: 200, role: .buffer, target: "high-street", rate: 20),
      place("station", east: 1500, role: .target, rate: 40),
      place("station-ring", east: 1700, role: .buffer, target: "station", rate: 15),
      place("market", east: 4000, role: .control, target: "high-street", rate: 55),
      place("park", east: 6000, role: .control, target: "station", rate: 35),
    ]
    return Scenario(
      name: "Small town",
      phases: Phases(
        campaignStart: CivilDate(year: 2024, month: 3, day: 4), historyWeeks: historyWeeks,
        campaignWeeks: campaignWeeks, afterWeeks: afterWeeks),
      crime: CrimePattern(places: places), deterrence: deterrence,
      operation: Operation(
        teams: [Team(id: "town", base: centre, places: ["high-street", "station"])],
        shifts: [
          ShiftPattern(id: "day", startMinute: 600, lengthInMinutes: 540),
          ShiftPattern(id: "late", startMinute: 1020, lengthInMinutes: 540),
        ],
        units: [
          PatrolUnit(id: "town-day", team: "town", shift: "day"),
          PatrolUnit(id: "town-late", team: "town", shift: "late"),
        ],
        // For the strategy that follows one; no other looks at it.
        timetable: Timetable(
          on: Timetable.Dose(visitsPerDay: 24), off: Timetable.Dose(visitsPerDay: 12), startMinute: 600,
          lengthInMinutes: 900, rotation: .drawnDaily(places: 1))))
  }

  /// Calls for service in a town, with some units of response by day.
  ///
  /// - Parameters:
  ///   - perDay: Calls a day of other demand.
  ///   - queueCapacity: How many calls can wait; `nil` for any number.
  ///   - units: How many units of response there are.
  public static func calls(
    in scenario: Scenario, perDay: Double = 40, queueCapacity: Int? = nil, units: Int = 1
  ) -> CallsForService {
    var calls = CallsForService(types: scenario.crime.types)
    calls.other = .everywhere(perDay: perDay)
    calls.queueCapacity = queueCapacity
    calls.responseUnits = [
      ResponseUnit(id: "car", count: units, base: scenario.crime.places[0].centre, shift: "day")
    ]
    return calls
  }
}
