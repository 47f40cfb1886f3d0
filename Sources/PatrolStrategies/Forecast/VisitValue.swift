// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// What a control room believes a visit is worth: the harm it prevents, given when it was last there.
///
/// Uses the model's own equations with the defaults of `parallel-trials` as the belief; what is true
/// in a scenario may differ. Memories are kept from the visits that were delivered, with their length; a
/// visit under way counts only once it is over.
struct VisitValue {
  private let belief = Deterrence(preset: .parallelTrials)
  private var fast: [Double]
  private var slow: [Double]
  private var updated: [Double]
  /// Minutes of the last stay at each place, which ended at ``updated``.
  private var stayMinutes: [Double]
  /// How many visits it has taken note of.
  private var noted = 0

  init(placeCount: Int) {
    fast = [Double](repeating: 0, count: placeCount)
    slow = fast
    updated = fast.map { _ in -.infinity }
    stayMinutes = fast
  }

  /// The harm that a visit is expected to prevent, in days.
  ///
  /// φ·λ·[p₀·L·(1 − F)(1 − S) + g_F·r·τ_F·(1 − F)(1 − S) + g_S·r·τ_S·(1 − S)·(1 − F)], with λ now for
  /// presence and the fast memory, and the week's mean for the slow one.
  ///
  /// - Parameters:
  ///   - rate: Days of harm an hour while the unit is there.
  ///   - level: Days of harm an hour over the week.
  ///   - minutes: Length of the visit.
  ///   - done: Minutes of it that have passed already.
  func harmPrevented(
    at place: Int, second time: Double, rate: Double, level: Double, minutes: Double, done: Double = 0
  ) -> Double {
    let (fastNow, slowNow) = memories(at: place, second: time)
    let open = (1 - fastNow) * (1 - slowNow)
    let before = stay(at: place, second: time) + done
    let growth =
      VisitCurve.effect(ofMinutes: before + minutes - done) - VisitCurve.effect(ofMinutes: before)
    let present = belief.presenceEffect * (minutes - done) / 60 * rate
    let afterwards =
      belief.fastGain * growth * belief.fastDecayInHours * rate
      + belief.slowGain * growth * belief.slowDecayInDays * 24 * level
    return belief.deterrableShare * open * (present + afterwards)
  }

  /// Takes note of the visits that have ended since it was last told.
  ///
  /// - Parameter visits: All that have ended in the campaign, in order.
  mutating func note(_ visits: [PastVisit]) {
    for visit in visits[noted...] {
      let place = visit.place
      let (fastNow, slowNow) = memories(at: place, second: visit.endInSeconds)
      let before = stay(at: place, second: visit.endInSeconds - visit.minutes * 60)
      stayMinutes[place] = before + visit.minutes
      let growth =
        VisitCurve.effect(ofMinutes: stayMinutes[place]) - VisitCurve.effect(ofMinutes: before)
      fast[place] = fastNow + (1 - fastNow) * belief.fastGain * growth
      slow[place] = slowNow + (1 - slowNow) * belief.slowGain * growth
      updated[place] = visit.endInSeconds
    }
    noted = visits.count
  }

  /// Minutes of the stay that a visit which starts now would go on with: visits within ten minutes are one stay,
  /// so that staying on gains little.
  private func stay(at place: Int, second time: Double) -> Double {
    time - updated[place] <= 600 ? stayMinutes[place] : 0
  }

  private func memories(at place: Int, second time: Double) -> (fast: Double, slow: Double) {
    guard updated[place].isFinite else { return (0, 0) }
    let elapsed = max(0, time - updated[place])
    return (
      fast[place] * exp(-elapsed / (belief.fastDecayInHours * 3_600)),
      slow[place] * exp(-elapsed / (belief.slowDecayInDays * 86_400))
    )
  }
}
