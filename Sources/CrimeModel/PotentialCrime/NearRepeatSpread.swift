// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// At which places the near repeats of an offence are to be expected, knowing no more of it than its place.
///
/// The share of a place's near repeats that belongs to each place round it: an offence stands at a uniform point
/// of its place's disc, a near repeat is off by a normal law of spread σ in both directions and belongs to the place
/// whose centre is nearest. Taken over 64 points of a four-dimensional lattice, so a share is right to a few hundredths.
/// Micro-places are left out.
///
/// Source of the lattice: Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018 (generalised golden
/// ratio).
public struct NearRepeatSpread: Sendable {
  /// A place and the share of near repeats that belongs to it.
  public struct Share: Hashable, Sendable {
    public let place: Int32
    /// In `0...1`; the shares of a place add up to 1.
    public let share: Double
  }

  private static let pointCount = 64
  /// Where the shares of each place begin in ``shares``; one more than there are places.
  private var first: [Int32] = [0]
  private var shares: [Share] = []

  /// - Complexity: O(places in reach) for each of 64 points a place; nothing where no type has near repeats.
  public init(model: PotentialCrimeModel) {
    guard model.nearRepeats.contains(where: { $0 > 0 }) else { return }
    let offsets = NearRepeatSpread.offsets(spreadInMetres: model.pattern.nearRepeat.spreadInMetres)
    for place in model.pattern.places.indices {
      var found = offsets.map { offset in
        Int32(
          model.geometry.nearestPlace(
            to: model.radii[place] * offset.parent + offset.child, near: place))
      }
      found.sort()
      var start = 0
      while start < found.count {
        let end = found[start...].firstIndex { $0 != found[start] } ?? found.count
        shares.append(
          Share(place: found[start], share: Double(end - start) / Double(NearRepeatSpread.pointCount)))
        start = end
      }
      first.append(Int32(shares.count))
    }
  }

  /// Returns the same with shares of some places alone, which then don't add up to 1.
  public func restricted(to isKept: [Bool]) -> NearRepeatSpread {
    var kept = self
    (kept.first, kept.shares) = ([0], [])
    for place in 0..<(first.count - 1) {
      kept.shares += self[place].filter { isKept[Int($0.place)] }
      kept.first.append(Int32(kept.shares.count))
    }
    return kept
  }

  /// The places that the near repeats of an offence at a place belong to; none where no type has near repeats.
  public subscript(place: Int) -> ArraySlice<Share> {
    shares.isEmpty ? [] : shares[Int(first[place])..<Int(first[place + 1])]
  }

  /// Points of the unit disc, each with an offset of a near repeat in metres.
  private static func offsets(spreadInMetres: Double) -> [(parent: SIMD2<Double>, child: SIMD2<Double>)] {
    // The root of x⁵ = x + 1.
    let ratio = 1.1673039782614187
    let steps = (1...4).map { pow(ratio, -Double($0)) }
    return (0..<pointCount).map { index in
      let u = steps.map { (0.5 + Double(index + 1) * $0).truncatingRemainder(dividingBy: 1) }
      func direction(_ turn: Double) -> SIMD2<Double> { SIMD2(cos(2 * .pi * turn), sin(2 * .pi * turn)) }
      return (
        u[0].squareRoot() * direction(u[1]),
        spreadInMetres * (-2 * log(1 - u[2])).squareRoot() * direction(u[3])
      )
    }
  }
}
