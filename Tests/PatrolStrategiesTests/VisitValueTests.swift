// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import Testing

@testable import PatrolStrategies

@Suite("What a visit is believed to be worth")
struct VisitValueTests {
  private func value(after visit: PastVisit?, at time: Double) -> Double {
    var value = VisitValue(placeCount: 1)
    value.note(visit.map { [$0] } ?? [])
    return value.harmPrevented(at: 0, second: time, rate: 1, level: 1, minutes: 15)
  }

  @Test("staying on is worth far less than a first visit, coming back later nearly as much")
  func diminishing() {
    let visit = PastVisit(place: 0, endInSeconds: 10_000, minutes: 15)
    let first = value(after: nil, at: 10_000)
    #expect(value(after: visit, at: 10_000) < 0.25 * first)
    #expect(value(after: visit, at: 10_000 + 7 * 86_400) > 0.9 * first)
    #expect(value(after: PastVisit(place: 0, endInSeconds: 10_000, minutes: 4), at: 20_000) > 0.95 * first)
  }

  @Test("a visit under way is worth what is left of it, from its first minute on as much as before it")
  func underWay() {
    let value = VisitValue(placeCount: 1)
    func worth(done: Double) -> Double {
      value.harmPrevented(at: 0, second: 0, rate: 1, level: 1, minutes: 15, done: done)
    }
    #expect(worth(done: 0) == self.value(after: nil, at: 0))
    #expect(worth(done: 14) < 0.1 * worth(done: 0))
    #expect(worth(done: 5) > 0.9 * worth(done: 0), "The first five minutes alone leave little behind")
  }
}
