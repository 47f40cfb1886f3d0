// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// A few offenders who raise some types of crime at one place until they stop or are arrested.
public struct CrimeSeries: Hashable, Sendable {
  /// Its identity: the same series has the same offences.
  public let id: UInt64
  /// Index of the place.
  public let place: Int32
  /// Index of the kind in the crime pattern.
  public let kind: Int32
  /// First second, since the start of the run; below 0 where it was under way.
  public let startInSeconds: Double
  /// Last second, if no arrest ends it earlier.
  public let endInSeconds: Double

  /// Starts are drawn by spans of 52 weeks, counted from 1 January 1970.
  private static let spanInSeconds = 364.0 * 86_400
  /// No series lasts longer; one in e⁴⁰, or 2 · 10¹⁷, would.
  private static let longestInMeanLengths = 40.0

  /// Appends all series of a replication, in order of place, then of time.
  ///
  /// Series start as a Poisson process at each place and last an exponential time. Those that start before the run are drawn
  /// too, as far back as one of them can still be under way.
  static func draw(
    model: PotentialCrimeModel, seed: UInt64, replication: UInt64, into all: inout [CrimeSeries]
  ) {
    for place in model.pattern.places.indices {
      let first = all.count
      for (kind, law) in model.pattern.seriesKinds.enumerated() where law.startsPerPlaceAndYear > 0 {
        draw(law, kind: kind, place: place, model: model, seed: seed, replication: replication, into: &all)
      }
      all[first...].sort { ($0.startInSeconds, $0.id) < ($1.startInSeconds, $1.id) }
    }
  }

  private static func draw(
    _ law: SeriesKind, kind: Int, place: Int, model: PotentialCrimeModel, seed: UInt64, replication: UInt64,
    into all: inout [CrimeSeries]
  ) {
    let (origin, end) = (model.calendar.startInUnixSeconds, model.calendar.endInSeconds)
    let meanGap = 365.25 * 86_400 / law.startsPerPlaceAndYear
    let meanLength = law.meanLengthInDays * 86_400
    let firstSpan = Int(((origin - longestInMeanLengths * meanLength) / spanInSeconds).rounded(.down))
    let lastSpan = Int(((origin + end) / spanInSeconds).rounded(.down))
    for span in firstSpan...lastSpan {
      var random = RandomStream(
        seed: seed, replication: replication, name: model.streams.series[kind],
        entity: model.streams.places[place], part: CrimeBlocks.part(span))
      let spanStart = Double(span) * spanInSeconds - origin
      var offset = random.exponential(mean: meanGap)
      while offset < spanInSeconds {
        let start = spanStart + offset.onTimeGrid
        let length = min(random.exponential(mean: 1), longestInMeanLengths) * meanLength
        let stop = start + length.onTimeGrid
        let id = random.next()
        if start < end, stop > 0 {
          all.append(
            CrimeSeries(
              id: id, place: Int32(place), kind: Int32(kind), startInSeconds: start, endInSeconds: stop))
        }
        offset += random.exponential(mean: meanGap)
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
