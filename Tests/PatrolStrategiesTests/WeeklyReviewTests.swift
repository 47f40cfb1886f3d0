// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolStrategies

@Suite("The weekly review")
struct WeeklyReviewTests {
  /// Runs a board for some weeks on counts from known ratios of tactics, Thompson sampling included.
  ///
  /// - Parameter ratios: What each tactic multiplies crime by.
  private func board(
    ratios: [Double], weeks: Int, places: Int = 20, usual: Double = 4, overdispersion: Double = 0.1,
    _ random: inout RandomStream
  ) -> ReviewBoard {
    var board = ReviewBoard(
      placeCount: places, isInUse: ratios.map { _ in true }, prior: 50, dropError: 0.05)
    let dispersion = 1 + overdispersion * usual
    let draws = draws(places: places, tactics: ratios.count, &random)
    for _ in 0..<weeks {
      let week = (0..<places).map { place in
        let tactic = board.drawTactic(at: place, dispersion: dispersion, draws) { _ in true } ?? 0
        let shock = random.gamma(shape: 1 / overdispersion, scale: overdispersion)
        var hours = ratios.map { _ in 0.0 }
        hours[tactic] = 5
        return ReviewBoard.PlaceWeek(
          place: place, offences: random.poisson(mean: usual * ratios[tactic] * shock), usual: usual,
          hoursByTactic: hours)
      }
      board.review(week, dispersion: dispersion)
    }
    return board
  }

  /// The random numbers of a campaign's reviews.
  private func draws(places: Int, tactics: Int, _ random: inout RandomStream) -> ReviewDraws {
    ReviewDraws(
      RandomStream(seed: random.next(), replication: 1, name: "review test"),
      places: (0..<places).map { "place-\($0)" }, tactics: (0..<tactics).map { "tactic-\($0)" })
  }

  @Test("noise drops a tactic that is as good as the others in one campaign of twenty at most")
  func errorRate() {
    var random = RandomStream(seed: 1, replication: 1, name: "review test")
    let campaigns = 1_000
    let dropped = (0..<campaigns).count { _ in
      board(ratios: [1, 1, 1, 1], weeks: 24, &random).isInUse.contains(false)
    }
    // With a share of .05 more than 79 of 1,000 have a probability of 10⁻⁴.
    #expect(dropped <= 79, "\(dropped) of \(campaigns)")
  }

  @Test(
    "a tactic under which half as much again is reported is starved of visits, often dropped, and no other is"
  )
  func drops() {
    var random = RandomStream(seed: 2, replication: 1, name: "review test")
    let boards = (0..<100).map { _ in board(ratios: [1, 1.5, 1], weeks: 24, &random) }
    let hours = (0..<3).map { tactic in boards.reduce(0) { $0 + $1.tactics[tactic].visitHours } }
    #expect(hours[1] < hours[0] / 4 && hours[1] < hours[2] / 4, "\(hours)")
    // Few visits are few data, so that what is used least is the hardest to convict.
    let dropped = boards.count { !$0.isInUse[1] }
    #expect(dropped > 25, "\(dropped)")
    // With a share of .05 more than 14 of 100 have a probability of 10⁻⁴.
    #expect(boards.count { !$0.isInUse[0] || !$0.isInUse[2] } <= 14)
    #expect(boards.allSatisfy { $0.isInUse.contains(true) })
    let early = board(ratios: [1, 5], weeks: 3, &random)
    #expect(early.isInUse == [true, true], "Nothing is dropped before the fourth review")
  }

  @Test("the better tactic is used more, week by week")
  func learns() {
    var random = RandomStream(seed: 3, replication: 1, name: "review test")
    let boards = (0..<50).map { _ in board(ratios: [1, 0.7], weeks: 12, &random) }
    let (worse, better) = boards.reduce((0.0, 0.0)) {
      ($0.0 + $1.tactics[0].visitHours, $0.1 + $1.tactics[1].visitHours)
    }
    #expect(better > 1.5 * worse)
  }

  @Test(
    "expectations are scaled to the week, so that a season, or what patrol does everywhere, scores nobody")
  func season() {
    var board = ReviewBoard(placeCount: 2, isInUse: [true, true], prior: 50, dropError: 0.05)
    for (first, second) in [(8, 4), (2, 1), (20, 10)] {
      board.review(
        [
          ReviewBoard.PlaceWeek(place: 0, offences: first, usual: 4, hoursByTactic: [3, 1]),
          ReviewBoard.PlaceWeek(place: 1, offences: second, usual: 2, hoursByTactic: [0, 2]),
        ], dispersion: 1)
    }
    for card in board.places + board.tactics { #expect(card.avertedPerVisitHour == 0) }
    #expect(board.tactics[0].visitHours == 12 && board.tactics[1].visitHours == 6)
    #expect(board.places[0].error(dispersion: 1) == 30.0.squareRoot() / 12)
  }

  @Test(
    "visits move to where less than expected was reported for the harm there; none falls below half of an even share"
  )
  func moves() {
    var board = ReviewBoard(placeCount: 3, isInUse: [true], prior: 50, dropError: 0.05)
    for _ in 0..<12 {
      board.review(
        [(0, 10), (1, 10), (2, 25)].map {
          ReviewBoard.PlaceWeek(place: $0, offences: $1, usual: 15, hoursByTactic: [5])
        }, dispersion: 1)
    }
    var random = RandomStream(seed: 4, replication: 1, name: "review test")
    var sums = [0.0, 0, 0]
    for _ in 0..<200 {
      let draws = draws(places: 3, tactics: 1, &random)
      let shares = board.drawShares(of: [0, 1, 2], usualHarm: [10, 20, 10], dispersion: 1, draws)
      #expect(abs(shares.reduce(0, +) - 1) < 1e-9 && shares.allSatisfy { $0 >= 1.0 / 6 - 1e-9 })
      for place in 0..<3 { sums[place] += shares[place] }
    }
    #expect(sums[1] > sums[0] && sums[0] > sums[2] + 10)
  }

  @Test("a chance is that of the binomial: 8 of 10 where half are expected comes with .0547")
  func chance() {
    let (own, others) = (Scorecard(offences: 8, expected: 5), Scorecard(offences: 2, expected: 5))
    // The normal approximation with continuity correction gives .0569.
    #expect(abs(own.chanceOfSoMany(against: others, dispersion: 1) - 0.0569) < 1e-4)
    #expect(own.chanceOfSoMany(against: others, dispersion: 4) > 0.2)
    #expect(Scorecard().chanceOfSoMany(against: others, dispersion: 1) == 1)
  }

  @Test("weekly counts that vary as Poisson counts have dispersion 1; those that are all the same no less")
  func dispersion() {
    #expect(ReviewRecord.dispersion(of: [[3, 3, 3, 3], [1, 1, 1, 1]]) == 1)
    // Mean 4, squares 16 + 16 + 0, over 2 degrees of freedom and the mean.
    #expect(ReviewRecord.dispersion(of: [[0, 8, 4]]) == 4)
    #expect(ReviewRecord.dispersion(of: [[0, 0, 0]]) == 1)
  }

  private func dosage(_ parameters: String, weeks: Int = 8) throws -> Dosage {
    let scenario = IntelligenceLedTests.scenario(campaignWeeks: weeks)
    let names = ["tactic", "places"]
    var values: [String: Double] = [:]
    let entry = try #require(StrategyCatalogue.standard.entry(named: "weekly-review"))
    for (name, word) in zip(names, parameters.split(separator: " ")) {
      let choices = try #require(entry.parameters.first { $0.name == name }?.choices)
      values[name] = Double(try #require(choices.firstIndex(of: String(word))))
    }
    let strategy = try #require(
      StrategyCatalogue.standard.strategy(for: StrategyConfiguration("weekly-review", parameters: values)))
    return try #require(
      ReplicationRunner(scenario: scenario, seed: 6, strategies: [strategy]).run(replication: 1).outcomes
        .first
    ).dosage
  }

  @Test("a tactic that is held is the only one; under review each that units can use is tried")
  func held() throws {
    let index = try #require(Tactic.standard.firstIndex { $0.id == "problem-oriented" })
    let held = try dosage("problem-oriented equal")
    #expect(held.visitsByTactic.indices.allSatisfy { (held.visitsByTactic[$0] > 0) == ($0 == index) })
    // In 80 draws one of seven that are equally likely is left out with a probability of 4 · 10⁻⁶.
    let reviewed = try dosage("review equal", weeks: 20)
    for (tactic, visits) in zip(Tactic.standard, reviewed.visitsByTactic) {
      #expect((visits > 0) == tactic.isOpen(to: .car), "\(tactic.id)")
    }
  }

  @Test("visits follow the shares that are held: equal, or half by harm")
  func shares() throws {
    let equal = try dosage("visible-foot equal").visitsByPlace
    let mean = Double(equal.reduce(0, +)) / 4
    #expect(equal.allSatisfy { abs(Double($0) - mean) < 0.05 * mean })
    let byHarm = try dosage("visible-foot harm").visitsByPlace
    #expect(byHarm != equal && byHarm.allSatisfy { Double($0) > 0.45 * mean })
  }

  @Test(
    "what the review can be scored against are the tactics that units can use, with two ways to share out visits"
  )
  func fixedChoices() {
    let labels = WeeklyReview.fixedChoices(for: SmallTown.scenario()).map(\.label)
    #expect(labels.count == 14 && Set(labels).count == 14, "Its units drive: seven tactics, not cycles")
    #expect(labels[0] == "weekly-review:places=equal,tactic=visible-foot")
    #expect(labels[1] == "weekly-review:places=harm,tactic=visible-foot")
  }
}
