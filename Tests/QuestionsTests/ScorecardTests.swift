// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("Scorecards")
struct ScorecardsTests {
  private static func experiment(_ change: (inout Scenario) -> Void = { _ in }) throws -> Experiment {
    var scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 6)
    (scenario.stops, scenario.trust) = (Stops(), Trust())
    scenario.stops?.searchesPer100Hours = 60
    scenario.calls = SmallTown.calls(in: scenario)
    change(&scenario)
    return try Experiment(
      scenario: scenario, strategies: [StrategyConfiguration("fixed-rota")], replications: 1, seed: 3, jobs: 1
    )
  }

  @Test("count what the record and the log of the same replication hold")
  func agreement() throws {
    let experiment = try Self.experiment()
    let cards = try #require(try Scorecards(experiment, replication: 2))
    let outcome = try #require(try experiment.single(replication: 2).outcomes.last)
    let history = try experiment.single(replication: 2).history
    #expect(cards.weeks.count == 6 * 2)
    for row in cards.weeks {
      func recorded(_ table: WeeklyTable, _ week: Int) -> Int {
        (0..<table.typeCount).reduce(0) { sum, type in
          sum + Int(table.recorded[table.index(week: week, place: row.place, type: type)])
        }
      }
      #expect(row.recorded == recorded(outcome.weekly, row.week - 1))
      #expect(row.yearBefore == recorded(history.weekly, 60 - 52 + row.week - 1))
      #expect(row.groups.reduce(0, +) == row.recorded)
    }
    for place in cards.hotspots.indices {
      let rows = cards.weeks.filter { $0.place == 2 * place }
      #expect(rows.reduce(0) { $0 + $1.visits } == outcome.dosage.visitsByPlace[2 * place])
    }
    let minutes = cards.weeks.reduce(0) { $0 + $1.minutes }
    #expect(abs(minutes - 60 * outcome.dosage.visitHours) < 0.01 * minutes, "But for calls attended")
    let contact = try #require(outcome.contact)
    #expect(cards.weeks.reduce(0) { $0 + $1.searches } == contact.total(\.searches))
    #expect(cards.weeks.reduce(0) { $0 + $1.hits } == contact.total { $0[.searchArrest] })
    #expect(contact.total(\.searches) > 0)
    // Two units by shifts of 9 hours, seven days: 16 covered hours a day of 2 hours' gap.
    #expect(cards.weeks.allSatisfy { $0.plannedVisits == 7 * 8 })
    #expect(cards.weeks.contains { $0.responseInMinutes != nil })
  }

  @Test("know nothing of crime that is never recorded")
  func noTruth() throws {
    let experiment = try Self.experiment { scenario in
      for type in scenario.crime.types.indices {
        scenario.crime.types[type].recordedShare = 0
        scenario.crime.types[type].discoveryProbability = 0
      }
    }
    let cards = try #require(try Scorecards(experiment, replication: 1))
    #expect(cards.weeks.allSatisfy { $0.recorded == 0 && $0.harm == 0 && $0.status == .noBasis })
    #expect(cards.months.allSatisfy { $0.recorded.total == nil })
  }

  @Test("months withhold what the table of the same month could give away, year before included")
  func months() throws {
    let cards = try #require(try Scorecards(try Self.experiment(), replication: 1))
    #expect(cards.months.map(\.from.description) == ["2024-03-04", "2024-04-01"])
    #expect(cards.months.map(\.to.description) == ["2024-03-31", "2024-04-14"])
    let rows = String(decoding: cards.monthlyCSV(), as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    for month in 0..<2 {
      for column in [4, 5] {
        let cells = rows[(3 * month)..<(3 * month + 3)].map { Int($0[column]) }
        let hidden = cells.dropLast().count { $0 == nil }
        #expect(cells.allSatisfy { $0 ?? 5 >= 5 })
        #expect(cells.last == .some(nil) || hidden != 1, "One alone would be the rest of the total")
      }
    }
  }

  @Test("a shorter campaign's months are published alike: no later month changes an earlier one")
  func releases() throws {
    let long = try #require(try Scorecards(try Self.experiment(), replication: 1))
    let short = try #require(
      try Scorecards(try Self.experiment { $0.phases.campaignWeeks = 4 }, replication: 1))
    #expect(short.months == Array(long.months.prefix(1)))
  }

  @Test("are the same bytes again, and are written whole into an empty folder alone")
  func files() throws {
    let first = try #require(try Scorecards(try Self.experiment(), replication: 1))
    let second = try #require(try Scorecards(try Self.experiment(), replication: 1))
    #expect(first.weeklyCSV() == second.weeklyCSV())
    #expect(first.monthlyCSV() == second.monthlyCSV())
    try withTemporaryFolder { folder in
      let target = folder + "/cards"
      try Scorecards.write([("weekly.csv", first.weeklyCSV())], to: target)
      #expect(throws: ResultsError.holdsOthers(path: target, names: ["weekly.csv"], count: 1)) {
        try Scorecards.write([("weekly.csv", first.weeklyCSV())], to: target)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["cards"])
    }
  }
}
