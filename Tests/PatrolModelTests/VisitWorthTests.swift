// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("What a visit is worth")
struct VisitWorthTests {
  static let effects = DeterrencePreset.allCases.filter { $0 != .null }.map { Deterrence(preset: $0).effect }

  /// ∫ q/φ dt from now on, in hours, by small steps; the visit ends after some minutes.
  private func integral(
    _ memory: PlaceMemory, _ law: DeterrenceLaw, visit: (minutes: Double, tactic: Double)?, hours: Double
  ) -> Double {
    var memory = memory
    memory.setPresence(visit?.tactic, law)
    var sum = 0.0
    let step = 0.05
    var minute = 0.0
    while minute < hours * 60 {
      if let visit, minute >= visit.minutes - step / 2 { memory.setPresence(nil, law) }
      // Coarser once the visit is over.
      let length = minute < 60 ? step : 1
      let (fast, slow) = memory.advanced(byMinutes: length / 2, law).levels
      sum +=
        length * DeterrenceLaw.share(fast: fast, slow: slow, presence: memory.presenceEffect(law))
      memory.advance(byMinutes: length, law)
      minute += length
    }
    return sum / 60
  }

  @Test(
    "is the integral of what it adds to q, from nothing, after another, and in the middle of one",
    arguments: effects.indices, [(0.0, 15.0, 1.0), (0, 30, 1), (5, 10, 1), (0, 12, 2.5), (15, 5, 0.4)])
  func integral(index: Int, visit: (done: Double, minutes: Double, tactic: Double)) {
    let law = DeterrenceLaw(Self.effects[index])
    for gap in [nil, 0.3, 6] {
      var memory = PlaceMemory()
      if let gap {
        memory.setPresence(1, law)
        memory.advance(byMinutes: 15, law)
        memory.setPresence(nil, law)
        memory.advance(byMinutes: gap * 60, law)
      }
      if visit.done > 0 {
        memory.setPresence(visit.tactic, law)
        memory.advance(byMinutes: visit.done, law)
      }
      let worth = law.worth(ofMinutes: visit.minutes, tactic: visit.tactic, from: memory)
      let hours = 24.0 * 60
      let expected =
        integral(memory, law, visit: (visit.minutes, visit.tactic), hours: hours)
        - integral(memory, law, visit: nil, hours: hours)
      let found = worth.soonInHours + worth.laterInHours
      #expect(
        abs(found - expected) < 2e-3 * expected + 1e-4, "gap \(gap ?? .infinity): \(found), \(expected)")
    }
  }

  @Test("is no less the longer the visit, and 0 for none")
  func length() {
    for effect in Self.effects {
      let law = DeterrenceLaw(effect)
      var last = -1e-12
      for minutes in stride(from: 0.0, through: 300, by: 5) {
        let worth = law.worth(ofMinutes: minutes, tactic: 1, from: PlaceMemory())
        if minutes == 0 { #expect(abs(worth.soonInHours) + abs(worth.laterInHours) < 1e-12) }
        #expect(worth.soonInHours + worth.laterInHours >= last)
        last = worth.soonInHours + worth.laterInHours
      }
    }
  }

  @Test("is less the sooner the next visit comes, and approaches that without one")
  func gap() {
    let law = DeterrenceLaw(PatrolEffect.believed)
    func worth(_ gap: Double?) -> Double {
      let worth = law.worth(
        ofMinutes: 15, tactic: 1, from: PlaceMemory(),
        followedBy: gap.map { RegularVisits(gapInHours: $0, minutes: 15) })
      return worth.soonInHours + worth.laterInHours
    }
    let gaps = [0.5, 2, 8, 48, 1e6]
    for (shorter, longer) in zip(gaps, gaps.dropFirst()) { #expect(worth(shorter) < worth(longer)) }
    #expect(abs(worth(1e6) - worth(nil)) < 1e-9)
  }

  @Test(
    "the parts of a visit are worth what the whole is, however soon the next comes",
    arguments: effects.indices)
  func parts(index: Int) {
    let law = DeterrenceLaw(Self.effects[index])
    for gap in [2.0, 8, 48] {
      let later = RegularVisits(gapInHours: gap, minutes: 15)
      func worth(_ minutes: Double, from memory: PlaceMemory) -> Double {
        let worth = law.worth(ofMinutes: minutes, tactic: 1, from: memory, followedBy: later)
        return worth.soonInHours + worth.laterInHours
      }
      let whole = worth(15, from: PlaceMemory())
      for first in [3.0, 10, 14] {
        var begun = PlaceMemory()
        begun.setPresence(1, law)
        begun.advance(byMinutes: first, law)
        let sum = worth(first, from: PlaceMemory()) + worth(15 - first, from: begun)
        // The next visit is as far from the end of a part as from the end of the whole.
        #expect(abs(sum - whole) < 0.1 * whole, "\(first) + \(15 - first), gap \(gap): \(sum), \(whole)")
      }
    }
  }

  @Test("the share kept is the mean of q in the long run of regular visits", arguments: effects.indices)
  func steadyState(index: Int) {
    let law = DeterrenceLaw(Self.effects[index])
    for (gap, minutes) in [(0.5, 8.0), (1, 15), (4, 15), (24, 30), (72, 15)] {
      var memory = PlaceMemory()
      let cycles = Int(400 / gap) + 40
      for _ in 0..<cycles {
        memory.setPresence(1, law)
        memory.advance(byMinutes: minutes, law)
        memory.setPresence(nil, law)
        memory.advance(byMinutes: gap * 60 - minutes, law)
      }
      let mean = integral(memory, law, visit: (minutes, 1), hours: gap) / gap
      let kept = law.shareKept(gapInHours: gap, minutes: minutes, tactic: 1)
      #expect(abs(kept - mean) < 2e-3 * mean, "gap \(gap): \(kept), \(mean)")
    }
  }

  @Test("the share kept never falls as visits come closer, to that of police who stay")
  func closer() {
    for effect in Self.effects {
      let law = DeterrenceLaw(effect)
      var last = 0.0
      for gap in [168.0, 24, 8, 3, 1, 0.5, 0.3, 0.25, 0.1] {
        let kept = law.shareKept(gapInHours: gap, minutes: 15, tactic: 1)
        #expect(kept >= last)
        last = kept
      }
      #expect(
        last
          == DeterrenceLaw.share(
            fast: effect.fastGain * VisitCurve.full, slow: effect.slowGain * VisitCurve.full,
            presence: effect.presenceEffect))
    }
  }
}
