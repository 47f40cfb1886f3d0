// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// What patrol finds at each target for an hour that it is there.
///
/// Found offences are divided by the patrol there was to find them, so that patrol which goes where it found something has no
/// bearing on what it learns:
///
///     ρ(h) = (found(h) + m·π̄)/(π(h) + π̄),   m = Σ found/Σ π
///
/// with π(h) the hours of patrol, π̄ their mean over the targets, both with the same exponential forgetting. A place that
/// was hardly visited is taken to be like the others until it has been.
///
/// Source: Ensign et al., "Runaway feedback loops in predictive policing", *PMLR* 81 (2018), 160–171, §4, which keeps a
/// discovery with a probability that falls with that of a visit; a quotient needs no random number. The prior is an assumption.
struct DiscoveryRates: Sendable {
  private let memoryInHours: Double
  private let start: Double
  private var hours: [Double]
  private var found: [Double]
  private var updated: Double
  private var noted = 0

  init(targetCount: Int, memoryInDays: Double, startInSeconds: Double) {
    memoryInHours = memoryInDays * 24
    start = startInSeconds
    hours = [Double](repeating: 0, count: targetCount)
    found = hours
    updated = startInSeconds
  }

  /// Brings all to a moment, and takes note of the visits that have ended since it was last told.
  mutating func note(_ visits: [PastVisit], _ ground: ForecastGround, nowInSeconds now: Double) {
    let decay = exp(-(now - updated) / 3_600 / memoryInHours)
    for rank in hours.indices {
      hours[rank] *= decay
      found[rank] *= decay
    }
    updated = now
    for visit in visits[noted...] {
      guard let rank = ground.rankOfPlace[visit.place] else { continue }
      hours[rank] += visit.minutes / 60 * weight(ofSecond: visit.endInSeconds)
    }
    noted = visits.count
  }

  /// Takes note of harm that patrol found at a target, by its rank.
  mutating func find(_ harm: Double, at rank: Int, second: Double) {
    found[rank] += harm * weight(ofSecond: second)
  }

  /// What would be found at a target with the mean patrol of all, in days of harm an hour.
  func level(of rank: Int) -> Double {
    let patrol = hours.reduce(0, +)
    guard patrol > 0 else { return 0 }
    let mean = patrol / Double(hours.count)
    let rate = (found[rank] + found.reduce(0, +) / patrol * mean) / (hours[rank] + mean)
    let elapsed = (updated - start) / 3_600
    return rate * mean / (memoryInHours * (1 - exp(-elapsed / memoryInHours)))
  }

  private func weight(ofSecond second: Double) -> Double {
    exp(-max(0, updated - second) / 3_600 / memoryInHours)
  }
}
