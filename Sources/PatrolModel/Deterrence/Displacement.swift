// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// Where and when a displaced offence is tried again.
///
/// A share χ waits at its place for an exponential time; the others go at once to a place within 3κ,
/// drawn with weight exp(−d²/2κ²). Where no place is in reach, all wait.
public struct Displacement: Sendable {
  private struct Destinations {
    var places: [Int32]
    /// Cumulative weights, the last is 1.
    var cumulative: [Double]
  }

  private let destinations: [Destinations]
  private let waitingShare: Double
  private let meanWaitInSeconds: Double

  public init(parameters: Deterrence, geometry: PlaceGeometry) {
    waitingShare = parameters.waitingShare
    meanWaitInSeconds = parameters.meanWaitInHours * 3_600
    destinations = (0..<geometry.count).map { place in
      let near = geometry.neighbours(of: place, within: 3 * parameters.reachInMetres)
      var sum = 0.0
      let sums = near.map { neighbour -> Double in
        let ratio = neighbour.distanceInMetres / parameters.reachInMetres
        sum += exp(-ratio * ratio / 2)
        return sum
      }
      return Destinations(places: near.map(\.place), cumulative: sums.map { $0 / sum })
    }
  }

  /// Returns where an offence goes from a place and how long it waits.
  ///
  /// - Parameters:
  ///   - place: Where it was deterred.
  ///   - choice: u₃, in `0..<1`.
  ///   - wait: u₄, in `0..<1`.
  public func destination(from place: Int, choice: Double, wait: Double) -> (place: Int, lagInSeconds: Double)
  {
    let reachable = destinations[place]
    if reachable.places.isEmpty || choice < waitingShare {
      return (place, (-meanWaitInSeconds * log(1 - wait)).onTimeGrid)
    }
    let level = (choice - waitingShare) / (1 - waitingShare)
    let index = reachable.cumulative.firstIndex { level < $0 } ?? reachable.places.count - 1
    return (Int(reachable.places[index]), 0)
  }
}
