// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// What a control room believes a visit is worth: the harm it prevents, given when it was last there.
///
/// Uses the model's own equations with the defaults of `parallel-trials` as the belief; what is true
/// in a scenario may differ. Memories are kept from the visits that were delivered, with their length and the effect *e* of
/// their tactic; a visit under way counts only once it is over.
struct VisitValue: Sendable {
  private let belief = Deterrence(preset: .parallelTrials)
  /// The effect of each tactic, by its index.
  private let effects: [Double]
  private var fast: [Double]
  private var slow: [Double]
  private var updated: [Double]
  /// Minutes of the last stay at each place, which ended at ``updated``.
  private var stayMinutes: [Double]
  /// How many visits it has taken note of.
  private var noted = 0

  init(placeCount: Int, effects: [Double] = [1]) {
    self.effects = effects
    fast = [Double](repeating: 0, count: placeCount)
    slow = fast
    updated = fast.map { _ in -.infinity }
    stayMinutes = fast
  }

  /// The harm that a visit is expected to prevent, in days.
  ///
  /// φ·(1 − F)(1 − S)·[p₀·e·L·λ + g_F·e·r·τ_F·λ + g_S·e·r·τ_S·λ̄], with λ now for presence and the fast memory, and the
  /// week's mean λ̄ for the slow one. Where the place is visited again after a gap *G*, and again, a memory is worth less than its
  /// decay time τ, since later visits would have filled what it leaves: τ·(1 − e⁻ˣ)/(1 − (1 − g·e)·e⁻ˣ) with x = G/τ.
  ///
  /// - Parameters:
  ///   - rate: Days of harm an hour while the unit is there.
  ///   - level: Days of harm an hour over the week.
  ///   - minutes: Length of the visit.
  ///   - tactic: How it is made, by its index.
  ///   - gapInHours: The time to the next visit, and from that to the one after; infinite for none.
  ///   - done: Minutes of it that have passed already.
  func harmPrevented(
    at place: Int, second time: Double, rate: Double, level: Double, minutes: Double, tactic: Int = 0,
    gapInHours: Double = .infinity, done: Double = 0
  ) -> Double {
    let (fastNow, slowNow) = memories(at: place, second: time)
    let open = (1 - fastNow) * (1 - slowNow)
    let before = stay(at: place, second: time) + done
    let growth =
      VisitCurve.effect(ofMinutes: before + minutes - done) - VisitCurve.effect(ofMinutes: before)
    let present = presence(tactic) * (minutes - done) / 60 * rate
    let (fastGain, slowGain) = gains(tactic)
    let afterwards =
      fastGain * growth * rate * span(belief.fastDecayInHours, gain: fastGain, gap: gapInHours)
      + slowGain * growth * level * span(belief.slowDecayInDays * 24, gain: slowGain, gap: gapInHours)
    return belief.deterrableShare * open * (present + afterwards)
  }

  /// The share of harm that visits of a length keep away from a place in the long run, if one comes every so many hours.
  ///
  /// φ·[1 − (1 − F̄)(1 − S̄)(1 − p₀·e·L/G)], with the mean F̄ of a memory that gains g·e·r each gap *G*, f = g·e·r/(1 − (1 −
  /// g·e·r)·e⁻ˣ) right after a visit, hence F̄ = f·(1 − e⁻ˣ)/x with x = G/τ.
  ///
  /// - Parameter countsSlow: Whether the slow memory counts; it doesn't where hours are compared, which it outlasts.
  func shareKept(gapInHours gap: Double, minutes: Double, tactic: Int, countsSlow: Bool = true) -> Double {
    let reach = VisitCurve.effect(ofMinutes: minutes)
    let (fastGain, slowGain) = gains(tactic)
    func mean(_ gain: Double, _ decay: Double) -> Double {
      let x = gap / decay
      guard gain > 0, x > 0 else { return gain > 0 ? 1 : 0 }
      let peak = gain / (1 - (1 - gain) * exp(-x))
      return peak * (1 - exp(-x)) / x
    }
    let fast = mean(fastGain * reach, belief.fastDecayInHours)
    let slow = countsSlow ? mean(slowGain * reach, belief.slowDecayInDays * 24) : 0
    let present = presence(tactic) * min(1, minutes / 60 / gap)
    return belief.deterrableShare * (1 - (1 - fast) * (1 - slow) * (1 - present))
  }

  private func presence(_ tactic: Int) -> Double { min(1, belief.presenceEffect * effects[tactic]) }

  private func gains(_ tactic: Int) -> (fast: Double, slow: Double) {
    (min(1, belief.fastGain * effects[tactic]), min(1, belief.slowGain * effects[tactic]))
  }

  /// How long a gain is worth having, in hours, where the next visits come every so many hours.
  private func span(_ decay: Double, gain: Double, gap: Double) -> Double {
    guard gap.isFinite else { return decay }
    let left = exp(-gap / decay)
    return decay * (1 - left) / (1 - (1 - gain) * left)
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
      let (fastGain, slowGain) = gains(visit.tactic)
      fast[place] = fastNow + (1 - fastNow) * fastGain * growth
      slow[place] = slowNow + (1 - slowNow) * slowGain * growth
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
