// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolModel
import RandomVariates
import Testing

/// How an urn learns from what it sees.
enum UrnRule {
  /// Every discovered offence is a ball of its place.
  case discovered
  /// A discovered offence counts with the probability that the *other* place had been visited.
  case corrected
}

/// Patrols one of two places at a time, with the share of each in what is known of crime.
///
/// A visit lasts an hour; then each place gets at most one ball for what was discovered there, and one for what
/// was reported. It starts from one ball each.
///
/// Source: Ensign et al., "Runaway feedback loops in predictive policing", *PMLR* 81 (2018), 160–171, §3 and §4.
struct UrnPatrol: DeploymentStrategy {
  let rule: UrnRule
  private var balls = [1.0, 1.0]
  private var visited = 0
  private var seen = 0
  private var random = RandomStream(seed: 0, replication: 0, name: "strategy")

  init(_ rule: UrnRule) { self.rule = rule }

  mutating func campaignBegins(_ view: OperationView, random: RandomStream) { self.random = random }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    learn(view.record[seen...])
    seen = view.record.count
    visited = random.uniform() < share ? 0 : 1
    return .visit(place: visited, minutes: 60)
  }

  private var share: Double { balls[0] / (balls[0] + balls[1]) }

  private mutating func learn(_ known: ArraySlice<KnownOffence>) {
    let shares = [share, 1 - share]
    for place in 0...1 {
      // Type 0 is discovered by patrol only, type 1 is reported only.
      if known.contains(where: { $0.place == Int32(place) && $0.type == 0 }) {
        if rule == .discovered || random.uniform() < 1 - shares[place] { balls[place] += 1 }
      }
      if known.contains(where: { $0.place == Int32(place) && $0.type == 1 }) { balls[place] += 1 }
    }
  }
}

@Suite("Patrol that learns from what it finds agrees with the theory of urns", .tags(.theory))
struct FeedbackValidationTests {
  /// Two places patrolled around the clock by one unit that travels in no time; patrol deters nothing.
  ///
  /// - Parameters:
  ///   - discovered: The chance that an hour's visit discovers something, by place.
  ///   - reported: The chance that something is reported in an hour, by place.
  private func town(discovered: [Double], reported: [Double] = [0, 0], weeks: Int) -> Scenario {
    func yearly(_ chance: Double) -> Double { -log(1 - chance) * 8_766 }
    let centre = Coordinate(longitude: 0, latitude: 51.5)
    let places = (0...1).map { index in
      Place(
        id: "place-\(index)", name: "Place",
        centre: centre.offset(eastInMetres: Double(index) * 1_000, northInMetres: 0),
        role: .target, ratesPerYear: [yearly(discovered[index]), yearly(reported[index])])
    }
    let types = [
      CrimeType(
        id: "found", name: "Found", harmInDays: 1, recordedShare: 0, discoveryProbability: 1,
        overdispersion: 0),
      CrimeType(id: "told", name: "Told", harmInDays: 1, recordedShare: 1, overdispersion: 0),
    ]
    return Scenario(
      name: "Urn",
      phases: Phases(
        timeZone: "UTC", campaignStart: CivilDate(year: 2024, month: 1, day: 1), historyWeeks: 1,
        campaignWeeks: weeks, afterWeeks: 0),
      crime: CrimePattern(places: places, types: types, seriesKinds: []),
      deterrence: Deterrence(preset: .null),
      knowledge: Knowledge(reportDelayMedianInMinutes: 1e-3, reportDelayVariation: 0),
      operation: Operation(
        teams: [Team(id: "team", base: centre, places: places.map(\.id))],
        shifts: [ShiftPattern(id: "always", startMinute: 0, lengthInMinutes: 1_440)],
        units: [PatrolUnit(id: "unit", team: "team", shift: "always")], breakInMinutes: 0,
        speeds: TravelSpeeds(foot: 1e9, cycle: 1e9, car: 1e9)))
  }

  /// What the unit did and found, by replication.
  private func logs(_ scenario: Scenario, _ rule: UrnRule, _ replications: Int, seed: UInt64)
    -> [[LoggedEvent]]
  {
    let strategy = LabelledStrategy(label: "urn", strategy: UrnPatrol(rule))
    let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: [strategy])
    return (1...replications).map {
      runner.run(replication: $0, recording: RecordingOptions(keepsEvents: true)).outcomes[0].events
    }
  }

  /// The places visited, by replication.
  private func visits(_ scenario: Scenario, _ rule: UrnRule, _ replications: Int, seed: UInt64) -> [[Int]] {
    logs(scenario, rule, replications, seed: seed).map {
      $0.compactMap { $0.kind == .arrived ? $0.place : nil }
    }
  }

  /// The visits of an urn that is only an urn.
  private func urn(
    discovered: [Double], reported: [Double] = [0, 0], _ rule: UrnRule, visits: Int,
    _ random: inout RandomStream
  ) -> [Int] {
    var balls = [1.0, 1.0]
    return (0..<visits).map { _ in
      let share = balls[0] / (balls[0] + balls[1])
      let place = random.uniform() < share ? 0 : 1
      let isFound = random.uniform() < discovered[place]
      let counts = rule == .discovered || random.uniform() < (place == 0 ? 1 - share : share)
      for other in 0...1 where random.uniform() < reported[other] { balls[other] += 1 }
      if isFound, counts { balls[place] += 1 }
      return place
    }
  }

  private func lateShare(_ visits: [Int], _ late: Int) -> Double {
    Double(visits.suffix(late).count { $0 == 0 }) / Double(late)
  }

  @Test("equal rates: any share is as likely as any other, though the places are alike")
  func uniform() {
    // Of N balls, the first place has found 0 to N with equal chance: a uniform number between it and the next is uniform.
    var random = RandomStream(seed: 31, replication: 0, name: "between")
    let levels = logs(town(discovered: [0.3, 0.3], weeks: 2), .discovered, 500, seed: 31).map { log in
      var found = [0, 0]
      var isNew = false
      for event in log {
        if event.kind == .arrived { isNew = true }
        guard isNew, event.kind == .offenceKnown, event.type == 0, let place = event.place else { continue }
        found[place] += 1
        isNew = false
      }
      #expect(found[0] + found[1] > 50)
      return (Double(found[0]) + random.uniform()) / Double(found[0] + found[1] + 1)
    }
    #expect(kolmogorovSmirnovPValue(levels) { $0 } >= 1e-4)
  }

  @Test(
    "rates of .6 and .4, only what patrol discovers: patrol runs away to the first place, as the urn does")
  func runaway() {
    let chances = [0.6, 0.4]
    let books = visits(town(discovered: chances, weeks: 6), .discovered, 200, seed: 32)
    var random = RandomStream(seed: 32, replication: 0, name: "urn reference")
    let reference = (0..<4_000).map { _ in
      lateShare(urn(discovered: chances, .discovered, visits: 1_008, &random), 200)
    }
    let late = Tally(books.map { lateShare($0, 200) })
    let theory = Tally(reference)
    let error = (late.variance / Double(late.count) + theory.variance / Double(theory.count)).squareRoot()
    #expect(abs(late.mean - theory.mean) < 3.89 * error)
    let early = Tally(books.map { lateShare(Array($0.prefix(100)), 100) })
    #expect(early.mean < late.mean && late.mean > 0.75, "The share of a place with .6 of crime goes on to 1")
  }

  @Test("the correction brings patrol to the share of crime, .600")
  func corrected() {
    let books = visits(town(discovered: [0.6, 0.4], weeks: 12), .corrected, 300, seed: 33)
    let late = Tally(books.map { lateShare($0, 1_008) })
    #expect(abs(late.mean - 0.6) < 3.89 * late.standardError)
  }

  @Test("reported and discovered in equal weight settle at −2 + √7 = .64575")
  func reportedAndDiscovered() {
    let books = visits(
      town(discovered: [0.6, 0.4], reported: [0.6, 0.4], weeks: 12), .discovered, 300, seed: 34)
    let late = Tally(books.map { lateShare($0, 1_008) })
    #expect(abs(late.mean - (7.0.squareRoot() - 2)) < 3.89 * late.standardError)
  }
}
