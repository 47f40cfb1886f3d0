// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import Testing

@testable import PatrolStrategies

@Suite("What a control room believes of deterrence")
struct BelievedDeterrenceTests {
  private func value(after visits: [PastVisit], at time: Double) -> Double {
    var beliefs = BelievedDeterrence(.believed, placeCount: 1)
    beliefs.note(visits)
    return beliefs.harmPrevented(at: 0, second: time, rate: 1, level: 1, minutes: 15)
  }

  @Test("coming back at once is worth far less than a first visit, coming back later nearly as much")
  func diminishing() {
    let visit = PastVisit(place: 0, endInSeconds: 10_000, minutes: 15)
    let first = value(after: [], at: 10_000)
    #expect(value(after: [visit], at: 10_000) < 0.25 * first)
    #expect(value(after: [visit], at: 10_000 + 60 * 86_400) > 0.99 * first)
    #expect(
      value(after: [PastVisit(place: 0, endInSeconds: 10_000, minutes: 4)], at: 20_000) > 0.95 * first)
  }

  @Test("a visit under way is worth what is left of it, from its first minute on as much as before it")
  func underWay() {
    let beliefs = BelievedDeterrence(.believed, placeCount: 1)
    func worth(done: Double) -> Double {
      beliefs.harmPrevented(at: 0, second: 0, rate: 1, level: 1, minutes: 15, done: done)
    }
    #expect(worth(done: 0) == value(after: [], at: 0))
    #expect(worth(done: 14) < 0.1 * worth(done: 0))
    #expect(worth(done: 5) > 0.85 * worth(done: 0), "The first five minutes alone leave little behind")
  }

  @Test("visits that overlap count once: as one that lasts from the first start to the last end")
  func overlap() {
    let one = value(after: [PastVisit(place: 0, endInSeconds: 2_000, minutes: 25)], at: 5_000)
    let two = value(
      after: [
        PastVisit(place: 0, endInSeconds: 1_400, minutes: 15),
        PastVisit(place: 0, endInSeconds: 2_000, minutes: 20),
      ], at: 5_000)
    #expect(two >= one)
    #expect(two < 1.05 * one)
  }

  @Test("a weaker tactic is worth less, and leaves more for the next visit to do")
  func tactic() {
    var beliefs = BelievedDeterrence(.believed, placeCount: 2, effects: [1, 0.5])
    func worth(_ tactic: Int, at place: Int, _ time: Double) -> Double {
      beliefs.harmPrevented(at: place, second: time, rate: 1, level: 1, minutes: 15, tactic: tactic)
    }
    let (strong, weak) = (worth(0, at: 0, 0), worth(1, at: 0, 0))
    #expect(0.4 * strong < weak && weak < 0.7 * strong)
    beliefs.note([
      PastVisit(place: 0, endInSeconds: 900, minutes: 15, tactic: 1),
      PastVisit(place: 1, endInSeconds: 900, minutes: 15, tactic: 0),
    ])
    #expect(worth(0, at: 1, 3_000) < worth(0, at: 0, 3_000) && worth(0, at: 0, 3_000) < strong)
  }
}
