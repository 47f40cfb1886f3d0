// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

/// What a forecast knows of the places beforehand: where they lie to each other, and whose area they are in.
package struct ForecastGround: Sendable {
  /// How far a place can lie from a target and still lend it strength.
  static let reachInMetres = 600.0

  /// A place that lends strength to a target.
  struct Neighbour: Sendable {
    /// By its index in ``sources``.
    let source: Int
    let metres: Double
  }

  /// The places that a unit may be sent to, by index, ascending.
  package let targets: [Int]
  /// The places whose record feeds that of a target, by index, ascending; targets too.
  let sources: [Int]
  /// The index in ``sources`` of each place; `nil` where it is too far from every target.
  let sourceOfPlace: [Int?]
  /// The index in ``targets`` of each place.
  let rankOfPlace: [Int?]
  /// What feeds each target, itself included.
  let neighbours: [[Neighbour]]
  /// The area that each source lies in, which is that of the team of the nearest target.
  let areaOfSource: [Int]
  /// The area of each target.
  let areaOfTarget: [Int]
  let areaCount: Int
  /// Days of harm, by type.
  package let harms: [Double]
  /// The hour of the week of each hour of the run.
  let hourOfWeek: [UInt8]

  package init(_ view: OperationView) {
    self.init(
      centres: view.plan.places.map(\.centre), teamPlaces: view.plan.teamPlaces,
      harms: view.plan.types.map(\.harmInDays), hourOfWeek: view.calendar.hourOfWeek)
  }

  /// - Parameters:
  ///   - centres: Where each place is.
  ///   - teamPlaces: The places that each team may be sent to, by index.
  ///   - harms: Days of harm by type; 1 each to forecast offences.
  ///   - hourOfWeek: The hour of the week of each hour of the run.
  /// - Complexity: O(targets × places).
  package init(centres: [Coordinate], teamPlaces: [[Int]], harms: [Double], hourOfWeek: [UInt8]) {
    var teamOfTarget: [Int?] = centres.map { _ in nil }
    for (team, places) in teamPlaces.enumerated() {
      for place in places where teamOfTarget[place] == nil { teamOfTarget[place] = team }
    }
    let targets = centres.indices.filter { teamOfTarget[$0] != nil }
    var nearest: [(metres: Double, team: Int)?] = centres.map { _ in nil }
    let near = targets.map { target in
      centres.indices.compactMap { place -> (place: Int, metres: Double)? in
        // Nearly all places of a country are told by their latitude.
        let north = abs(centres[target].latitude - centres[place].latitude) * Coordinate.leastMetresPerDegree
        guard north <= ForecastGround.reachInMetres else { return nil }
        let metres = centres[target].distanceInMetres(to: centres[place])
        guard metres <= ForecastGround.reachInMetres else { return nil }
        if metres < nearest[place]?.metres ?? .infinity {
          nearest[place] = (metres, teamOfTarget[target] ?? 0)
        }
        return (place, metres)
      }
    }
    let sources = centres.indices.filter { nearest[$0] != nil }
    var sourceOfPlace: [Int?] = centres.map { _ in nil }
    for (index, place) in sources.enumerated() { sourceOfPlace[place] = index }
    var rankOfPlace: [Int?] = centres.map { _ in nil }
    for (rank, place) in targets.enumerated() { rankOfPlace[place] = rank }
    self.targets = targets
    self.sources = sources
    self.sourceOfPlace = sourceOfPlace
    self.rankOfPlace = rankOfPlace
    neighbours = near.map { list in
      list.compactMap { entry in
        sourceOfPlace[entry.place].map { Neighbour(source: $0, metres: entry.metres) }
      }
    }
    areaOfSource = sources.map { nearest[$0]?.team ?? 0 }
    areaOfTarget = targets.map { teamOfTarget[$0] ?? 0 }
    areaCount = max(1, teamPlaces.count)
    self.harms = harms
    self.hourOfWeek = hourOfWeek
  }

  /// The weights with which its neighbours feed each target; they add up to 1.
  ///
  /// A Gaussian kernel: exp(−d²/2b²) for a place *d* metres away and a bandwidth *b*; with a bandwidth of 0 a target stands
  /// alone.
  func weights(bandwidthInMetres bandwidth: Double) -> [[(source: Int, weight: Double)]] {
    neighbours.map { list in
      let raw = list.compactMap { neighbour -> (source: Int, weight: Double)? in
        if neighbour.metres == 0 { return (neighbour.source, 1) }
        guard bandwidth > 0 else { return nil }
        let weight = exp(-neighbour.metres * neighbour.metres / (2 * bandwidth * bandwidth))
        return weight > 1e-3 ? (neighbour.source, weight) : nil
      }
      let total = raw.reduce(0) { $0 + $1.weight }
      return raw.map { ($0.source, $0.weight / total) }
    }
  }
}
