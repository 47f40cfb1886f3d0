// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What a control room believes that patrol has done and will do: the model's own rule with the parameters that it believes in.
///
/// These are a scenario's `beliefs`, and may differ from what is true there. Memories follow from the visits that were
/// delivered; a visit under way counts only once it is over.
struct BelievedDeterrence: Sendable {
  private let law: DeterrenceLaw
  /// φ.
  private let deterrableShare: Double
  /// The effect of each tactic, by its index.
  private let effects: [Double]
  /// The length of the visits that are planned, in minutes.
  private let visitInMinutes: Double
  /// What each place remembers, as it was when the last visit to it was about to end.
  private var memories: [PlaceMemory]
  /// When the memory of each place was last brought up to date, in seconds.
  private var updated: [Double]
  /// How many visits it has taken note of.
  private var noted = 0

  init(_ beliefs: PatrolEffect, placeCount: Int, effects: [Double] = [1], visitInMinutes: Double = 15) {
    law = DeterrenceLaw(beliefs)
    deterrableShare = beliefs.deterrableShare
    self.effects = effects
    self.visitInMinutes = visitInMinutes
    memories = [PlaceMemory](repeating: PlaceMemory(), count: placeCount)
    updated = [Double](repeating: -.infinity, count: placeCount)
  }

  /// The harm that a visit is expected to prevent, in days.
  ///
  /// - Parameters:
  ///   - rate: Days of harm an hour while the unit is there.
  ///   - level: Days of harm an hour over the week.
  ///   - minutes: Length of the visit.
  ///   - tactic: How it is made, by its index.
  ///   - gapInHours: The time to the next planned visit, and from that to the one after; infinite for none.
  ///   - done: Minutes of it that have passed already.
  func harmPrevented(
    at place: Int, second time: Double, rate: Double, level: Double, minutes: Double, tactic: Int = 0,
    gapInHours: Double = .infinity, done: Double = 0
  ) -> Double {
    var memory = memory(at: place, second: time - done * 60)
    if done > 0 {
      memory.setPresence(effects[tactic], law)
      memory.advance(byMinutes: done, law)
    }
    let later =
      gapInHours.isFinite ? RegularVisits(gapInHours: gapInHours, minutes: visitInMinutes) : nil
    let worth = law.worth(
      ofMinutes: minutes - done, tactic: effects[tactic], from: memory, followedBy: later)
    return deterrableShare * (worth.soonInHours * rate + worth.laterInHours * level)
  }

  /// The share of crime that visits of a length keep away from a place in the long run, if one comes every so many hours.
  ///
  /// - Parameter countsSlow: Whether the slow memory counts; it doesn't where hours are compared, which it outlasts.
  func shareKept(gapInHours gap: Double, minutes: Double, tactic: Int, countsSlow: Bool = true) -> Double {
    deterrableShare
      * law.shareKept(
        gapInHours: gap, minutes: minutes, tactic: effects[tactic], countsSlow: countsSlow)
  }

  /// Takes note of the visits that have ended since it was last told.
  ///
  /// Of visits to the same place that overlap, the one that ends later goes on with the other, with its own tactic. What of it lies before
  /// the other's end is the other's, and what lies before the other's beginning is left out: visits are told when they end.
  ///
  /// - Parameter visits: All that have ended in the campaign, in order.
  mutating func note(_ visits: [PastVisit]) {
    for visit in visits[noted...] {
      let place = visit.place
      let start = visit.endInSeconds - visit.minutes * 60
      if start >= updated[place] {
        memories[place] = memory(at: place, second: start)
        updated[place] = start
      }
      memories[place].setPresence(effects[visit.tactic], law)
      memories[place].advance(byMinutes: max(0, visit.endInSeconds - updated[place]) / 60, law)
      updated[place] = max(visit.endInSeconds, updated[place])
    }
    noted = visits.count
  }

  /// What a place remembers at a moment, as far as visits that are over tell.
  private func memory(at place: Int, second time: Double) -> PlaceMemory {
    guard updated[place].isFinite else { return PlaceMemory() }
    var memory = memories[place]
    memory.setPresence(nil, law)
    memory.advance(byMinutes: max(0, time - updated[place]) / 60, law)
    return memory
  }
}
