// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// Rates that live incidents and tips raise for a while: λ + Σ a·exp(−(t − t₀)/fade), by place.
struct LiftedRates<Base: HarmRates>: HarmRates {
  /// What raises the rate of a place.
  enum Cause: Int, CaseIterable { case incident, tip }

  var base: Base
  /// The clock, in seconds since the start of the run.
  var nowInSeconds = 0.0
  /// By cause.
  private let fadesInHours: [Double]
  /// Extra days of harm an hour as of ``noted``, by cause and place.
  private var extra: [[Double]]
  private var noted: [[Double]]

  init(base: Base, incidentFadeInHours: Double, tipFadeInHours: Double, placeCount: Int) {
    self.base = base
    fadesInHours = [incidentFadeInHours, tipFadeInHours]
    extra = Cause.allCases.map { _ in [Double](repeating: 0, count: placeCount) }
    noted = extra
  }

  mutating func refresh(_ view: OperationView) { base.refresh(view) }

  func rate(at place: Int, hour: Int) -> Double {
    base.rate(at: place, hour: hour) + lift(at: place, .incident) + lift(at: place, .tip)
  }

  /// What a tip raises lasts for days and counts in the week; an incident's wake doesn't.
  func level(at place: Int) -> Double { base.level(at: place) + lift(at: place, .tip) }

  /// Raises what is expected at a place from now on.
  ///
  /// - Parameter harm: All harm that is expected on top until it has faded, in days.
  mutating func lift(_ place: Int, byDaysOfHarm harm: Double, _ cause: Cause) {
    extra[cause.rawValue][place] = lift(at: place, cause) + harm / fadesInHours[cause.rawValue]
    noted[cause.rawValue][place] = nowInSeconds
  }

  /// What a place is raised by now, in days of harm an hour.
  func lift(at place: Int, _ cause: Cause) -> Double {
    let amount = extra[cause.rawValue][place]
    guard amount > 0 else { return 0 }
    let hours = (nowInSeconds - noted[cause.rawValue][place]) / 3_600
    return amount * exp(-hours / fadesInHours[cause.rawValue])
  }
}
