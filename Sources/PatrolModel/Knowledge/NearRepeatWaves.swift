// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Where waves of near repeats are under way.
///
/// A wave of a type is under way at a place from a near repeat of it that happens there until the mean lag 1/ω after the
/// last of them. That length is an assumption.
struct NearRepeatWaves {
  private let lengthInSeconds: Double
  private let typeCount: Int
  /// The end of the last wave, by place, then type, in seconds; empty where nobody asks.
  private var ends: [Double]

  /// - Parameter isWatched: Whether anything depends on waves.
  init(pattern: CrimePattern, isWatched: Bool) {
    lengthInSeconds = pattern.nearRepeat.meanLagInDays * 86_400
    typeCount = pattern.types.count
    ends = isWatched ? [Double](repeating: -.infinity, count: pattern.places.count * typeCount) : []
  }

  /// Forgets all waves.
  mutating func reset() {
    for index in ends.indices { ends[index] = -.infinity }
  }

  /// An offence happened.
  @inline(__always)
  mutating func note(_ offence: PotentialOffence) {
    guard !ends.isEmpty, offence.isNearRepeat else { return }
    ends[Int(offence.place) * typeCount + Int(offence.type)] = offence.timeInSeconds + lengthInSeconds
  }

  /// Whether a wave is under way.
  func isUnderWay(at place: Int, type: Int, second time: Double) -> Bool {
    ends[place * typeCount + type] > time
  }
}
