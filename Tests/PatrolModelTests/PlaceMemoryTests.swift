// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolModel

@Suite("The memory of a place")
struct PlaceMemoryTests {
  /// Police at a place, from and to in minutes, with the factor of their tactic.
  struct Stay {
    var from: Double
    var to: Double
    var tactic = 1.0
  }

  private let effect = PatrolEffect(
    deterrableShare: 1, presenceEffect: 0.3, fastGain: 0.5, fastDecayInHours: 1, slowGain: 0.2,
    slowDecayInDays: 3)

  /// F at a moment, in minutes.
  private func fast(_ stays: [Stay], at time: Double) -> Double {
    let law = DeterrenceLaw(effect)
    var memory = PlaceMemory()
    var now = 0.0
    for stay in stays {
      if stay.from > now { memory.advance(byMinutes: stay.from - now, law) }
      memory.setPresence(stay.tactic, law)
      memory.advance(byMinutes: stay.to - stay.from, law)
      now = stay.to
      if !stays.contains(where: { $0.from == now }) { memory.setPresence(nil, law) }
    }
    memory.advance(byMinutes: time - now, law)
    return memory.levels.fast
  }

  @Test(
    "has the values of the published rule",
    arguments: [
      ([Stay(from: 0, to: 15)], 15.0, 0.458724), ([Stay(from: 0, to: 15)], 75, 0.168755),
      ([Stay(from: 0, to: 15), Stay(from: 20, to: 30)], 30, 0.459099),
      ([Stay(from: 0, to: 8, tactic: 0.7), Stay(from: 8, to: 16)], 16, 0.460498),
      ([Stay(from: 0, to: 540)], 540, 0.496654),
      ([Stay(from: 0, to: 15, tactic: 0.1), Stay(from: 15, to: 30)], 30, 0.494134),
      ([Stay(from: 0, to: 7), Stay(from: 8, to: 16)], 16, 0.194724),
    ])
  func golden(stays: [Stay], time: Double, expected: Double) {
    #expect(abs(fast(stays, at: time) - expected) < 5e-7, "\(stays): \(fast(stays, at: time))")
  }

  @Test(
    "a first visit of any length leaves exactly g·e·r, whatever the tactic",
    arguments: [0.5, 3, 8, 10, 15, 16, 30, 80, 200, 1_440], [0, 0.1, 0.7, 1, 1.6, 2, 7.5])
  func firstVisit(minutes: Double, tactic: Double) {
    let law = DeterrenceLaw(effect)
    var memory = PlaceMemory()
    memory.setPresence(tactic, law)
    memory.advance(byMinutes: minutes, law)
    let curve = VisitCurve.effect(ofMinutes: minutes)
    #expect(abs(memory.levels.fast - min(1, 0.5 * tactic) * curve) < 1e-14)
    #expect(abs(memory.levels.slow - min(1, 0.2 * tactic) * curve) < 1e-14)
  }

  @Test("a weaker tactic in between loses nothing of what a stronger one has reached")
  func weakInterlude() {
    let interrupted = fast(
      [Stay(from: 0, to: 12), Stay(from: 12, to: 13, tactic: 0.3), Stay(from: 13, to: 20)], at: 20)
    let anew = fast([Stay(from: 0, to: 12), Stay(from: 13.000001, to: 20)], at: 20)
    #expect(interrupted > anew + 0.01)
    #expect(interrupted < fast([Stay(from: 0, to: 20)], at: 20))
  }
}

/// Random histories of patrol at two places 100 m apart, and what more patrol does to them.
@Suite("More patrol never deters less")
struct MonotoneDeterrenceTests {
  struct Visit {
    var place: Int
    var from: Double
    var to: Double
    var tactic: Int
  }

  /// The effects of tactics, ascending.
  static let effects = [0.0, 0.1, 0.45, 1, 1.8, 6]

  static func parameters(_ random: inout RandomStream) -> Deterrence {
    var deterrence = Deterrence()
    deterrence.effect = PatrolEffect(
      deterrableShare: 1, presenceEffect: random.uniform(), fastGain: random.uniform(),
      fastDecayInHours: 0.05 + 24 * random.uniform() * random.uniform(), slowGain: random.uniform(),
      slowDecayInDays: 0.05 + 10 * random.uniform())
    deterrence.diffusion = random.uniform() < 0.5 ? 0 : random.uniform()
    deterrence.habituationFloor = 1
    return deterrence
  }

  static func visit(_ random: inout RandomStream) -> Visit {
    let from = 600 * random.uniform()
    let length = random.uniform() < 0.7 ? 40 * random.uniform() : 400 * random.uniform()
    return Visit(
      place: random.uniform(below: 2), from: from, to: from + length, tactic: random.uniform(below: 6))
  }

  private let geometry: PlaceGeometry = {
    let centre = Coordinate(longitude: 0, latitude: 51)
    let places = [0.0, 100].map {
      Place(
        id: "\($0)", name: "", centre: centre.offset(eastInMetres: $0, northInMetres: 0), ratesPerYear: [1])
    }
    return PlaceGeometry(places: places, reachInMetres: 300)
  }()

  /// *q* at both places at some moments, in minutes, ascending.
  private func readings(
    _ visits: [Visit], _ deterrence: Deterrence, at moments: [Double], lookingInBetween: [Double] = []
  ) -> [Double] {
    var field = DeterrenceField(
      parameters: deterrence, campaignStart: 0, effects: Self.effects, geometry: geometry)
    enum Event {
      case arrive(Visit)
      case leave(Visit)
      case read(isKept: Bool)
    }
    var events: [(time: Double, order: Int, event: Event)] = []
    for visit in visits {
      events.append((visit.from, 1, .arrive(visit)))
      events.append((visit.to, 2, .leave(visit)))
    }
    events += moments.map { ($0, 0, .read(isKept: true)) }
    events += lookingInBetween.map { ($0, 0, .read(isKept: false)) }
    var result: [Double] = []
    for (time, _, event) in events.sorted(by: { ($0.time, $0.order) < ($1.time, $1.order) }) {
      let second = time * 60
      switch event {
      case .arrive(let visit): field.arrive(at: visit.place, second: second, tactic: visit.tactic)
      case .leave(let visit): field.leave(visit.place, second: second, tactic: visit.tactic)
      case .read(let isKept):
        let both = (0..<2).map { field.deterrenceProbability(at: $0, second: second) }
        if isKept { result += both }
      }
    }
    return result
  }

  /// 10⁵ histories in all.
  @Test(
    "a visit more, longer or earlier, or a stronger tactic, never lowers q anywhere at any time",
    arguments: 0..<50)
  func monotone(part: UInt64) {
    var random = RandomStream(seed: 18, replication: part, name: "histories")
    var worst = 0.0
    for _ in 0..<2_000 {
      let deterrence = Self.parameters(&random)
      let visits = (0..<1 + random.uniform(below: 6)).map { _ in Self.visit(&random) }
      var more = visits
      let index = random.uniform(below: visits.count)
      switch random.uniform(below: 4) {
      case 0: more.append(Self.visit(&random))
      case 1: more[index].to += 120 * random.uniform()
      case 2: more[index].from *= random.uniform()
      default: more[index].tactic = min(5, more[index].tactic + 1 + random.uniform(below: 3))
      }
      let moments = (0..<8).map { _ in 1_500 * random.uniform() }.sorted()
      let less = readings(visits, deterrence, at: moments)
      let greater = readings(more, deterrence, at: moments)
      for (less, greater) in zip(less, greater) { worst = max(worst, less - greater) }
    }
    #expect(worst < 1e-12)
  }

  @Test("reading in between changes nothing", arguments: 0..<20)
  func readingLeavesAlone(part: UInt64) {
    var random = RandomStream(seed: 19, replication: part, name: "histories")
    for _ in 0..<50 {
      let deterrence = Self.parameters(&random)
      let visits = (0..<1 + random.uniform(below: 6)).map { _ in Self.visit(&random) }
      let moments = [random.uniform() * 1_000, 1_000 + random.uniform()]
      let looks = (0..<20).map { _ in 1_000 * random.uniform() }
      #expect(
        readings(visits, deterrence, at: moments)
          == readings(visits, deterrence, at: moments, lookingInBetween: looks))
    }
  }

  @Test("a stay in two halves without a gap of presence is the same stay", arguments: 0..<20)
  func flow(part: UInt64) {
    var random = RandomStream(seed: 20, replication: part, name: "halves")
    let law = DeterrenceLaw(Self.parameters(&random).effect)
    var memory = PlaceMemory()
    memory.setPresence(1, law)
    memory.advance(byMinutes: 30 * random.uniform(), law)
    memory.setPresence(nil, law)
    memory.advance(byMinutes: 90 * random.uniform(), law)
    memory.setPresence(random.uniform(), law)
    let minutes = 60 * random.uniform()
    let part = minutes * random.uniform()
    let whole = memory.advanced(byMinutes: minutes, law).levels
    let halves = memory.advanced(byMinutes: part, law).advanced(byMinutes: minutes - part, law).levels
    #expect(abs(whole.fast - halves.fast) < 1e-14 && abs(whole.slow - halves.slow) < 1e-14)
  }
}
