// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// A unit of ordinary response as its control room sees it.
public struct ResponseUnitView: Hashable, Sendable {
  public let mode: TravelMode
  /// Where it is, or where it set out from: its base or the place of its last call.
  public internal(set) var position: Coordinate
  /// Whether it is on shift and has no call.
  public internal(set) var isAvailable = false

  init(mode: TravelMode, position: Coordinate) {
    self.mode = mode
    self.position = position
  }
}

// Who can be sent to a call. Here units are counted through: those of the operation, then those of response.
extension OperationView {
  /// The index of the first unit of response, where units are counted through.
  public var firstResponseUnit: Int { plan.unitTeams.count }

  /// The indices of all units, counted through.
  public var unitsForCalls: Range<Int> { 0..<firstResponseUnit + responseUnits.count }

  /// Returns whether a unit can be sent to a call now.
  ///
  /// A unit of the operation can if it isn't ringfenced and travels to a visit, makes one or stands by; a unit that
  /// answers a call stays with it.
  public func isAvailableForCall(_ unit: Int) -> Bool {
    guard unit < firstResponseUnit else { return responseUnits[unit - firstResponseUnit].isAvailable }
    // Without patrol the operation has no units.
    guard unit < units.count, !units[unit].isRingfenced else { return false }
    switch units[unit].activity {
    case .travelling, .visiting, .standingBy: return true
    case .offDuty, .onBreak, .processingArrest, .responding, .handingOver: return false
    }
  }

  /// Returns the time that a unit needs to a call at a place, in seconds, by distance for a unit of response.
  public func travelToCallInSeconds(of unit: Int, at place: Int) -> Double {
    guard unit >= firstResponseUnit else { return travelInSeconds(of: unit, to: place) }
    let state = responseUnits[unit - firstResponseUnit]
    return plan.operation.speeds.travelInSeconds(
      from: state.position, to: plan.places[place].centre, by: state.mode)
  }

  /// Returns the available unit that is first at a place; `nil` where none is available.
  ///
  /// Of several that are there at the same time it is a unit of response, then the first in the scenario's order.
  ///
  /// - Complexity: O(units).
  public func closestAvailableUnit(to place: Int) -> Int? {
    let response = closestAvailable(of: firstResponseUnit..<unitsForCalls.upperBound, to: place)
    let operation = closestAvailable(of: 0..<units.count, to: place)
    return operation.seconds < response.seconds ? operation.unit : response.unit
  }

  /// Returns the available unit of some that is first at a place, and when; at infinity where none is available.
  private func closestAvailable(of candidates: Range<Int>, to place: Int) -> (unit: Int?, seconds: Double) {
    var closest: (unit: Int?, seconds: Double) = (nil, .infinity)
    for unit in candidates where isAvailableForCall(unit) {
      let seconds = travelToCallInSeconds(of: unit, at: place)
      if seconds < closest.seconds { closest = (unit, seconds) }
    }
    return closest
  }
}
