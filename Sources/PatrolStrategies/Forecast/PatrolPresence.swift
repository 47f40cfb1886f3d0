// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// How much patrol each target has had of late, by which what patrol discovers is weighed.
///
/// A discovered offence counts with the mean patrol time of the targets over that of its own, π̄/π(h): offences found for an hour
/// of patrol are compared, and not offences found. Patrol that goes where it found something then has no bearing on what
/// it learns.
///
/// Source: Ensign et al., "Runaway feedback loops in predictive policing", *PMLR* 81 (2018), 160–171, §4, which keeps a discovery
/// with a probability that falls with that of a visit; here it is a weight, which needs no random number.
struct PatrolPresence: Sendable {
  /// The mean of the exponential weight of past patrol, in days: an assumption.
  static let memoryInDays = 28.0
  /// The least patrol time of a target, as a share of the mean: a target that hardly saw patrol does not count for more than 20.
  static let leastShare = 0.05

  private let ground: ForecastGround
  private var minutes: [Double]
  private var updated: Double
  private var noted = 0

  init(ground: ForecastGround, startInSeconds: Double) {
    self.ground = ground
    minutes = [Double](repeating: 0, count: ground.targets.count)
    updated = startInSeconds
  }

  /// Takes note of the visits that have ended since it was last told.
  mutating func note(_ visits: [PastVisit], nowInSeconds: Double) {
    let memory = PatrolPresence.memoryInDays * 86_400
    let decay = exp(-(nowInSeconds - updated) / memory)
    for rank in minutes.indices { minutes[rank] *= decay }
    for visit in visits[noted...] {
      guard let rank = ground.rankOfPlace[visit.place] else { continue }
      minutes[rank] += visit.minutes * exp(-(nowInSeconds - visit.endInSeconds) / memory)
    }
    noted = visits.count
    updated = nowInSeconds
  }

  /// Returns the weight of an offence that patrol found, (π̄/π)^correction; 1 before there was any patrol.
  func weight(ofDiscoveryAt place: Int, correction: Double) -> Double {
    let mean = minutes.reduce(0, +) / Double(max(1, minutes.count))
    guard mean > 0, let rank = ground.rankOfPlace[place] else { return 1 }
    return pow(mean / max(PatrolPresence.leastShare * mean, minutes[rank]), correction)
  }
}
