// SPDX-License-Identifier: GPL-3.0-or-later

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

  public init(pattern: CrimePattern, geometry: PlaceGeometry, seed: UInt64, replication: UInt64) {
    self.geometry = geometry
    self.seed = seed
    self.replication = replication
    expected = pattern.types.map(\.nearRepeats)
    kernel = pattern.nearRepeat
  }

  /// Calls back with each child of an offence, placed from where and when the parent happened.
  ///
  /// A child belongs to the place whose centre is nearest to it.
  public func forEachChild(of parent: PotentialOffence, _ body: (PotentialOffence) -> Void) {
    let mean = expected[Int(parent.type)]
    guard mean > 0 else { return }
    var random = RandomStream(seed: seed, replication: replication, name: "near repeats", entity: parent.id)
    for _ in 0..<random.poisson(mean: mean) {
      let lag = random.exponential(mean: kernel.meanLagInDays * 86_400)
      let east = parent.east + Float(kernel.spreadInMetres * random.normal())
      let north = parent.north + Float(kernel.spreadInMetres * random.normal())
      let key = random.next()
      let place = geometry.nearestPlace(to: SIMD2(Double(east), Double(north)), near: Int(parent.place))
      body(
        PotentialOffence(
          id: key | OffenceIdentity.nearRepeat, timeInSeconds: parent.timeInSeconds + lag,
          place: Int32(place), type: parent.type, east: east, north: north))
    }
  }
}
