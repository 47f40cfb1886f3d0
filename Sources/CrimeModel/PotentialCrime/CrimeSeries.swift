// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// A few offenders who raise some types of crime at one place until they stop or are arrested.
public struct CrimeSeries: Hashable, Sendable {
  /// Index of the place.
  public let place: Int32
  /// Index of the kind in the crime pattern.
  public let kind: Int32
  /// First second, since the start of the run; below 0 where it was under way.
  public let startInSeconds: Double
  /// Last second, if no arrest ends it earlier.
  public let endInSeconds: Double

  private static let streamName: StreamName = "series"

  /// Appends all series of a replication, in order of place and kind, then of time.
  ///
  /// Series start as a Poisson process at each place and last an exponential time. The process runs
  /// for eight mean lengths before the run, so that it starts in its steady state.
  static func draw(
    pattern: CrimePattern, endInSeconds end: Double, seed: UInt64, replication: UInt64,
    into all: inout [CrimeSeries]
  ) {
    for place in pattern.places.indices {
      for (index, kind) in pattern.seriesKinds.enumerated() where kind.startsPerPlaceAndYear > 0 {
        var random = RandomStream(
          seed: seed, replication: replication, name: streamName,
          entity: UInt64(place * pattern.seriesKinds.count + index))
        let meanGap = 365.25 * 86_400 / kind.startsPerPlaceAndYear
        let meanLength = kind.meanLengthInDays * 86_400
        var start = -8 * meanLength + random.exponential(mean: meanGap)
        while start < end {
          let stop = start + random.exponential(mean: meanLength)
          if stop > 0 {
            all.append(
              CrimeSeries(
                place: Int32(place), kind: Int32(index), startInSeconds: start, endInSeconds: stop))
          }
          start += random.exponential(mean: meanGap)
        }
      }
    }
  }
}

extension CrimeSeries {
  private static let offenderStream: StreamName = "offender"

  /// Returns which of the offenders of its series commits an offence.
  ///
  /// Each is equally likely, in a slot of the offence's own, so that it is the same one under every strategy.
  ///
  /// - Parameters:
  ///   - offence: An offence that belongs to a series.
  ///   - count: How many offenders the series has; at least 1.
  ///   - seed: The seed of the experiment.
  ///   - replication: The replication.
  /// - Returns: In `0..<count`.
  /// - Complexity: O(1); nothing is drawn where there is one.
  public static func offender(
    of offence: PotentialOffence, among count: Int, seed: UInt64, replication: UInt64
  ) -> Int {
    guard count > 1 else { return 0 }
    let slots = UniformSlots(
      seed: seed, replication: replication, name: offenderStream, entity: offence.id)
    // The product can round up to the count itself.
    return min(Int(slots.uniform(0) * Double(count)), count - 1)
  }
}
