// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// The rule that a unit can get to each place of its team, visit it and be back within its shift, and
/// that its break leaves time for that.
enum ReachCheck {
  /// - Parameters:
  ///   - unitFields: Where each unit stands in the file, in the order of the units.
  ///   - places: The places by id.
  static func check(_ operation: Operation, unitFields: [Field], places: [String: PlaceEntry]) {
    for (unit, field) in zip(operation.units, unitFields) {
      guard let team = operation.teams.firstIndex(where: { $0.id == unit.team }),
        let shift = operation.shifts.first(where: { $0.id == unit.shift })
      else { continue }
      let needs = operation.teams[team].places.enumerated().compactMap { index, id in
        places[id].flatMap { $0.centreField == nil ? nil : $0.place.centre }.map { centre in
          let travel = roundTripInSeconds(operation, team: team, place: index, centre: centre, by: unit.mode)
          let minutes = travel / 60 + operation.visitInMinutes + 2 * shift.handoverInMinutes
          return (place: id, minutes: minutes)
        }
      }
      let outOfReach = needs.filter { $0.minutes > Double(shift.lengthInMinutes) }
      if let worst = outOfReach.max(by: { $0.minutes < $1.minutes }) {
        field.report(
          .outOfReach(
            place: worst.place, neededMinutes: Int(min(worst.minutes.rounded(.up), 1e9)),
            shiftMinutes: shift.lengthInMinutes, others: outOfReach.count - 1))
      } else if operation.breakInMinutes + 2 * shift.handoverInMinutes >= Double(shift.lengthInMinutes) {
        field.report(
          .rule(
            "has a shift of \(shift.lengthInMinutes) min, which a break of "
              + "\(DecimalText.exact(operation.breakInMinutes)) min uses up"))
      }
    }
  }

  /// The time from the base of a team to the place at a position in its list, and back.
  private static func roundTripInSeconds(
    _ operation: Operation, team: Int, place: Int, centre: Coordinate, by mode: TravelMode
  ) -> Double {
    if let there = operation.tabulatedTravelInSeconds(team: team, from: 0, to: place + 1, by: mode),
      let back = operation.tabulatedTravelInSeconds(team: team, from: place + 1, to: 0, by: mode)
    {
      return there + back
    }
    return 2 * operation.speeds.travelInSeconds(from: operation.teams[team].base, to: centre, by: mode)
  }
}
