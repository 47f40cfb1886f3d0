// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
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

  @Test(
    "a unit's tactic counts: a visit that deters half as much is worth half, and fills memories half as much")
  func tactic() {
    var value = VisitValue(placeCount: 1, effects: [1, 0.5])
    func worth(_ tactic: Int, at time: Double) -> Double {
      value.harmPrevented(at: 0, second: time, rate: 1, level: 1, minutes: 15, tactic: tactic)
    }
    let fresh = worth(0, at: 0)
    #expect(abs(worth(1, at: 0) - 0.5 * fresh) < 1e-12)
    value.note([PastVisit(place: 0, endInSeconds: 900, minutes: 15, tactic: 1)])
    let afterWeak = worth(0, at: 3_000)
    value.note([
      PastVisit(place: 0, endInSeconds: 900, minutes: 15, tactic: 1),
      PastVisit(place: 0, endInSeconds: 9e6, minutes: 15, tactic: 0),
    ])
    #expect(worth(0, at: 9e6 + 2_100) < afterWeak && afterWeak < fresh)
  }

  @Test("what a visit leaves is worth less the sooner the next comes, and no less than while nothing comes")
  func gap() {
    let value = VisitValue(placeCount: 1)
    func worth(_ gap: Double) -> Double {
      value.harmPrevented(at: 0, second: 0, rate: 1, level: 1, minutes: 15, gapInHours: gap)
    }
    let gaps = [0.5, 2, 8, 48, 1e6]
    for (shorter, longer) in zip(gaps, gaps.dropFirst()) { #expect(worth(shorter) < worth(longer)) }
    #expect(abs(worth(1e6) - worth(.infinity)) < 1e-9)
  }

  @Test("the share kept away is what steady visits come to, minute by minute, in the model's own field")
  func steadyState() {
    let value = VisitValue(placeCount: 1)
    for gap in [1.0, 4, 24] {
      var deterrence = Deterrence(preset: .parallelTrials)
      deterrence.diffusion = 0
      let place = Place(
        id: "p", name: "P", centre: Coordinate(longitude: 0, latitude: 51), ratesPerYear: [1])
      var field = DeterrenceField(
        parameters: deterrence, campaignStart: 0,
        geometry: PlaceGeometry(places: [place], reachInMetres: 300))
      var (sum, count) = (0.0, 0)
      let visits = Int(24 * 40 / gap)
      for visit in 0..<visits {
        let start = Double(visit) * gap * 3_600
        field.arrive(at: 0, second: start)
        for minute in 0..<Int(gap * 60) {
          let second = start + 60 * Double(minute)
          if minute == 15 { field.leave(0, second: second) }
          guard visit >= visits / 2 else { continue }
          sum += field.deterrenceProbability(at: 0, second: second + 30)
          count += 1
        }
      }
      let kept = value.shareKept(gapInHours: gap, minutes: 15, tactic: 0)
      // The formula takes both memories as if they moved independently of each other, and of presence.
      #expect(abs(kept - sum / Double(count)) < 0.05 * kept, "gap \(gap)")
    }
  }
}
