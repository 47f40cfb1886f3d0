// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import GRDB
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("The database of results")
struct DatabaseTests {
  @Test("the database says what each of its tables, views and columns is, and of no others")
  func documentation() throws {
    try withTemporaryFolder { folder in
      let stored = try Study(Towns.experiment(replications: 2)).run(folder: folder + "/town")
      let queue = try DatabaseQueue(path: stored.folder + "/results.sqlite")
      try queue.read { (database: Database) throws -> Void in
        let sql = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
        let tables = try String.fetchAll(database, sql: sql)
        let named = try String.fetchAll(database, sql: "SELECT name FROM documentation ORDER BY name")
        #expect(tables == named && tables.count > 20)
        for table in tables {
          let columns = try database.columns(in: table).map(\.name)
          let documented = try String.fetchAll(
            database, sql: "SELECT name FROM column_documentation WHERE table_name = ? AND meaning <> ''",
            arguments: [table])
          #expect(documented.sorted() == columns.sorted(), "\(table)")
          _ = try Row.fetchOne(database, sql: "SELECT * FROM \(table)")
        }
      }
    }
  }

  @Test("the preset null is no-effect, since readers take null for nothing; manifests of before are read")
  func nullPreset() throws {
    try withTemporaryFolder { folder in
      let experiment = try Experiment(
        scenario: SmallTown.scenario(
          historyWeeks: 1, campaignWeeks: 1, afterWeeks: 0, deterrence: Deterrence(preset: .null)),
        strategies: [StrategyConfiguration("fixed-rota")], replications: 1, seed: 7, jobs: 1)
      let stored = try Study(experiment).run(folder: folder + "/town")
      let queue = try DatabaseQueue(path: stored.folder + "/results.sqlite")
      #expect(try queue.read { try String.fetchAll($0, sql: "SELECT preset FROM run") } == ["no-effect"])
      #expect(Manifest(folder: stored.folder)?.preset == "no-effect")
      let path = stored.folder + "/manifest.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("\"no-effect\"", with: "\"null\"").write(
        toFile: path, atomically: true, encoding: .utf8)
      #expect(Manifest(folder: stored.folder)?.preset == "null")
    }
  }

  @Test("the views on wards and methods hold what the comparison does")
  func views() throws {
    try withTemporaryFolder { folder in
      let experiment = try Towns.experiment(replications: 4)
      let stored = try Study(experiment).run(folder: folder + "/town")
      let queue = try DatabaseQueue(path: stored.folder + "/results.sqlite")
      try queue.read { (database: Database) throws -> Void in
        let ward = try #require(
          try Row.fetchOne(database, sql: "SELECT * FROM ward_summary WHERE strategy = 'data-led'"))
        let strategy = try #require(stored.result.comparison.strategies.first { $0.strategy == "data-led" })
        let effect = try #require(strategy.effects.first { $0.outcome == .crime && $0.area == .everywhere })
        #expect(ward["places"] == 6 && ward["targets"] == 2)
        let (averted, without): (Double, Double) = (ward["crime_averted"], ward["crime_without"])
        #expect(abs(averted - (effect.averted.value ?? .nan)) < 1e-9)
        #expect(abs(without - (effect.without.value ?? .nan)) < 1e-9)
        let percent: Double = ward["crime_averted_percent"]
        #expect(averted != 0 && abs(percent - 100 * averted / without) < 1e-9)
        var found = 0
        for strategy in stored.result.comparison.strategies {
          for method in strategy.methods {
            let row = try Row.fetchOne(
              database, sql: "SELECT * FROM method_summary WHERE strategy = ? AND method = ?",
              arguments: [strategy.strategy, method.method.rawValue])
            for (name, estimate) in [
              ("mean_fall_percent", method.claim), ("mean_true_percent", method.truth),
              ("falls_found", method.fallsFound),
            ] {
              let stored: Double? = row?[name]
              guard let value = estimate.value else { continue }
              #expect(
                abs((stored ?? .nan) - value) < 1e-9, "\(name) of \(strategy.strategy) \(method.method)")
              found += 1
            }
          }
        }
        #expect(found > 10)
      }
    }
  }

  @Test("the truth beside a method's claims is that of the campaigns in which it has a result")
  func truthOfSameCampaigns() throws {
    try withTemporaryFolder { folder in
      let stored = try Study(Towns.experiment(replications: 4)).run(folder: folder + "/town")
      let queue = try DatabaseQueue(path: stored.folder + "/results.sqlite")
      try queue.write { (database: Database) throws -> Void in
        let truth = "SELECT avg(crime_percent_targets) FROM effect_by_replication WHERE strategy = 'data-led'"
        let all = try #require(try Double.fetchOne(database, sql: truth))
        let others = try #require(try Double.fetchOne(database, sql: truth + " AND replication > 1"))
        #expect(all != others)
        try database.execute(sql: "UPDATE method_estimate SET fall_percent = NULL WHERE replication = 1")
        let sql = "SELECT * FROM method_summary WHERE strategy = 'data-led' AND method = 'before-after'"
        let row = try #require(try Row.fetchOne(database, sql: sql))
        let found: Double = row["mean_true_percent"]
        #expect(row["campaigns"] == 3 && abs(found - others) < 1e-9)
      }
    }
  }

  @Test("the weeks of the database add up to the offences of each phase")
  func weeks() throws {
    try withTemporaryFolder { folder in
      let stored = try Study(Towns.experiment(replications: 3)).run(folder: folder + "/town")
      let queue = try DatabaseQueue(path: stored.folder + "/results.sqlite")
      try queue.read { (database: Database) throws -> Void in
        for (phase, column) in [("campaign", "crime_everywhere"), ("after", "crime_after_everywhere")] {
          let weeks = try Int.fetchAll(
            database,
            sql: "SELECT sum(happened) FROM weekly WHERE phase = ? GROUP BY strategy ORDER BY strategy",
            arguments: [phase])
          let summary = try Int.fetchAll(
            database,
            sql: "SELECT sum(\(column)) FROM replication_summary GROUP BY strategy ORDER BY strategy")
          #expect(weeks == summary && weeks.count == 3 && weeks.allSatisfy { $0 > 0 }, "\(phase)")
        }
        let history = "SELECT min(week), max(week), count(DISTINCT phase) FROM weekly WHERE strategy IS NULL"
        #expect(
          try Row.fetchOne(database, sql: history) == [
            "min(week)": -2, "max(week)": -1, "count(DISTINCT phase)": 1,
          ])
      }
    }
  }
}
