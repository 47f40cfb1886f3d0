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
  /// Where offences stand.
  public let positions: OffencePositions
  private let seed: UInt64
  private let replication: UInt64
  private let expected: [Double]
  private let kernel: NearRepeatKernel

  private static let childStream: StreamName = "near repeats"

  /// Prepares the near repeats of one replication.
  public init(model: PotentialCrimeModel, seed: UInt64, replication: UInt64) {
    positions = OffencePositions(model: model, seed: seed, replication: replication)
    self.seed = seed
    self.replication = replication
    expected = model.nearRepeats
    kernel = model.pattern.nearRepeat
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
    let start = positions.position(of: parent)
    for _ in 0..<count {
      let lag = random.exponential(mean: kernel.meanLagInDays * 86_400).onTimeGrid
      let offset = SIMD2(random.normal(), random.normal()) * kernel.spreadInMetres
      let key = random.next()
      guard parent.timeInSeconds + lag < end else { continue }
      let point = SIMD2<Double>(start) + offset
      let place = positions.geometry.nearestPlace(to: point, near: Int(parent.place))
      let centre = positions.geometry.offset(from: Int(parent.place), to: place)
      children.append(
        PotentialOffence(
          id: OffenceIdentity.ofNearRepeat(key), timeInSeconds: parent.timeInSeconds + lag,
          place: Int32(place), type: parent.type, position: SIMD2<Float>(point - centre)))
    }
  }
}
