// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import RandomVariates

/// Draws the near repeats that an offence starts.
///
/// Each offence that happens starts Poisson(θ) children of its type. Number, lags and offsets come
/// from the parent's own stream, so the same children exist under every strategy, and stand at the
/// same time and place wherever the parent was not displaced.
///
/// Source: the cluster form of a self-exciting process, Hawkes and Oakes, *Journal of Applied
/// Probability* 11 (1974), 493–503; lag and spread, Johnson et al. 2007.
public struct NearRepeats: Sendable {
  public let geometry: PlaceGeometry
  let seed: UInt64
  let replication: UInt64
  let expected: [Double]
  let kernel: NearRepeatKernel
  let radii: [Double]

  private static let childStream: StreamName = "near repeats"
  private static let positionStream: StreamName = "position"

  public init(pattern: CrimePattern, geometry: PlaceGeometry, seed: UInt64, replication: UInt64) {
    self.geometry = geometry
    self.seed = seed
    self.replication = replication
    expected = pattern.types.map(\.nearRepeats)
    kernel = pattern.nearRepeat
    radii = pattern.places.map(\.radiusInMetres)
  }

  /// Appends the children of an offence that are due before a moment, placed from where and when it happened.
  ///
  /// A child belongs to the place whose centre is nearest to it.
  public func appendChildren(
    of parent: PotentialOffence, dueBefore end: Double, to children: inout [PotentialOffence]
  ) {
    let mean = expected[Int(parent.type)]
    guard mean > 0 else { return }
    var random = RandomStream(
      seed: seed, replication: replication, name: NearRepeats.childStream, entity: parent.id)
    let count = random.poisson(mean: mean)
    guard count > 0 else { return }
    let start = position(of: parent)
    for _ in 0..<count {
      let lag = random.exponential(mean: kernel.meanLagInDays * 86_400)
      let offset = SIMD2(random.normal(), random.normal()) * kernel.spreadInMetres
      let key = random.next()
      guard parent.timeInSeconds + lag < end else { continue }
      let position = start + SIMD2<Float>(offset)
      let place = geometry.nearestPlace(to: SIMD2<Double>(position), near: Int(parent.place))
      children.append(
        PotentialOffence(
          id: key | OffenceIdentity.nearRepeat, timeInSeconds: parent.timeInSeconds + lag,
          place: Int32(place), type: parent.type, position: position))
    }
  }

  /// Returns where exactly an offence stands, in metres east and north of the centre of all places.
  ///
  /// A near repeat stands where its parent put it; any other at a uniform point of its place's disc,
  /// *R*√*u* from the centre in the direction 2π*v*, from slots of its own.
  public func position(of offence: PotentialOffence) -> SIMD2<Float> {
    if let position = offence.position { return position }
    let uniforms = UniformSlots(
      seed: seed, replication: replication, name: NearRepeats.positionStream, entity: offence.id)
    let distance = radii[Int(offence.place)] * uniforms.uniform(0).squareRoot()
    let angle = 2 * Double.pi * uniforms.uniform(1)
    return SIMD2<Float>(
      geometry.positions[Int(offence.place)] + distance * SIMD2(cos(angle), sin(angle)))
  }
}
