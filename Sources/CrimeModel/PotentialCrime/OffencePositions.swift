// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import RandomVariates

/// Where exactly the offences of one replication stand.
///
/// A near repeat stands where its parent put it. Any other offence is given a micro-place of its place by the
/// micro-places' shares for its type, and stands there; or, for the share that is left, at a uniform point of the
/// place's disc. Each number is in a slot of the offence's own, so that an offence stands at the same point
/// under every strategy, as long as it is not displaced to another place.
public struct OffencePositions: Sendable {
  public let geometry: PlaceGeometry
  private let seed: UInt64
  private let replication: UInt64
  private let radii: [Double]
  private let microPlaces: MicroPlaceTable

  private static let positionStream: StreamName = "position"
  private static let microPlaceStream: StreamName = "micro-place"

  init(model: PotentialCrimeModel, seed: UInt64, replication: UInt64) {
    geometry = model.geometry
    self.seed = seed
    self.replication = replication
    radii = model.radii
    microPlaces = model.microPlaces
  }

  /// Returns the micro-place at which an offence stands, by its index in its place's list.
  ///
  /// - Returns: -1 for the rest of the disc, and for a near repeat where its parent put it.
  /// - Complexity: O(1); nothing is drawn for a place without micro-places.
  public func microPlace(of offence: PotentialOffence) -> Int32 {
    let place = Int(offence.place)
    guard offence.position == nil, microPlaces.hasAny(at: place) else { return -1 }
    let slots = UniformSlots(
      seed: seed, replication: replication, name: OffencePositions.microPlaceStream, entity: offence.id)
    return microPlaces.choose(place: place, type: Int(offence.type), uniform: slots.uniform(0))
  }

  /// Returns where exactly an offence stands, in metres east and north of the centre of its place.
  ///
  /// A uniform point of a disc is *R*√*u* from the centre in the direction 2π*v*.
  public func position(of offence: PotentialOffence) -> SIMD2<Float> {
    if let position = offence.position { return position }
    let place = Int(offence.place)
    let microPlace = microPlace(of: offence)
    if microPlace >= 0 { return microPlaces.position(of: microPlace, place: place) }
    let uniforms = UniformSlots(
      seed: seed, replication: replication, name: OffencePositions.positionStream, entity: offence.id)
    let distance = radii[place] * uniforms.uniform(0).squareRoot()
    let angle = 2 * Double.pi * uniforms.uniform(1)
    return SIMD2<Float>(distance * SIMD2(cos(angle), sin(angle)))
  }
}

/// The micro-places of all places, and how crime is shared out among them.
struct MicroPlaceTable: Sendable {
  /// Where the micro-places of each place begin in ``positions``; one more than there are places.
  private var first: [Int32] = [0]
  /// Metres east and north of the centre of their place.
  private var positions: [SIMD2<Float>] = []
  /// Where the tables of each place begin in ``tables``, one for each type; -1 for a place without micro-places.
  private var firstTable: [Int32] = []
  /// The micro-places of a place, then the rest of it.
  private var tables: [AliasTable] = []

  init(pattern: CrimePattern) {
    for place in pattern.places {
      firstTable.append(place.microPlaces.isEmpty ? -1 : Int32(tables.count))
      positions += place.microPlaces.map { SIMD2<Float>(place.centre.offsetInMetres(to: $0.coordinate)) }
      first.append(Int32(positions.count))
      guard !place.microPlaces.isEmpty else { continue }
      for type in pattern.types.indices {
        let shares = place.microPlaces.map { $0.shares[type] }
        // Shares that add up to 1 may miss it by a rounding.
        let rest = 1 - shares.reduce(0, +)
        tables.append(AliasTable(weights: shares + [rest < 1e-9 ? 0 : rest]))
      }
    }
  }

  /// Whether a place has micro-places.
  func hasAny(at place: Int) -> Bool { firstTable[place] >= 0 }

  /// Returns the index of a micro-place in its place's list; -1 for the rest of the place.
  ///
  /// - Precondition: The place has micro-places.
  func choose(place: Int, type: Int, uniform: Double) -> Int32 {
    let index = Int32(tables[Int(firstTable[place]) + type].draw(uniform))
    return index < first[place + 1] - first[place] ? index : -1
  }

  /// Returns where a micro-place lies.
  func position(of microPlace: Int32, place: Int) -> SIMD2<Float> {
    positions[Int(first[place] + microPlace)]
  }
}
