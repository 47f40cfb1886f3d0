// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// Rates that live incidents and tips raise for a while: λ + a·exp(−(t − t₀)/fade), by place.
struct LiftedRates<Base: HarmRates>: HarmRates {
  var base: Base
  /// The clock, in seconds since the start of the run.
  var nowInSeconds = 0.0
  private let fadeInSeconds: Double
  /// Extra days of harm an hour by place, as of ``noted``.
  private var extra: [Double]
  private var noted: [Double]

  init(base: Base, fadeInHours: Double, placeCount: Int) {
    self.base = base
    fadeInSeconds = fadeInHours * 3_600
    extra = [Double](repeating: 0, count: placeCount)
    noted = extra
  }

  mutating func refresh(_ view: OperationView) { base.refresh(view) }
  func rate(at place: Int, hour: Int) -> Double { base.rate(at: place, hour: hour) + lift(at: place) }
  func level(at place: Int) -> Double { base.level(at: place) }

  /// Raises what is expected at a place from now on, in days of harm an hour.
  mutating func lift(_ place: Int, by amount: Double) {
    extra[place] = lift(at: place) + amount
    noted[place] = nowInSeconds
  }

  /// What a place is raised by now, in days of harm an hour.
  func lift(at place: Int) -> Double {
    guard extra[place] > 0 else { return 0 }
    return extra[place] * exp(-(nowInSeconds - noted[place]) / fadeInSeconds)
  }
}
