// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import GRDB
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Questions
@testable import Sweeps

@Suite("What a study keeps on request")
struct KeptTests {
  /// The town of ``Studies/kept(design:points:)``: four weeks before, two of the campaign and one after it.
  private static let town = SmallTown.scenario(historyWeeks: 4, campaignWeeks: 2, afterWeeks: 1)

  /// A study that keeps everything, of four cells by default.
  private static func batch(
    design: SweepDesign = .grid, points: Int? = nil, keep: Set<KeptTable> = Set(KeptTable.allCases),
    replications: Int = 3
  ) throws -> Batch {
    let range = SweptParameter.Range(lower: 0.2, upper: 0.9, unit: "", isLogarithmic: false, steps: 2)
    var file = Studies.file(
      [
        SweptParameter("deterrence.fast_gain", .range(range)),
        SweptParameter(
          "deterrence.slow_decay",
          design == .grid
            ? .list(["12 h", "2 d"])
            : .range(SweptParameter.Range(lower: 0.5, upper: 5, unit: "d", isLogarithmic: true, steps: nil))),
      ], design: design, points: points, replications: replications)
    file.keep = keep
    return try Studies.batch(file, scenario: town)
  }

  @Test("has the same bytes on one worker or many, whole, in merged parts, and after interruptions")
  func sameBytes() throws {
    try withTemporaryFolder { folder in
      let batch = try KeptTests.batch()
      let whole = try Studies.run(batch, in: folder + "/whole")
      #expect(
        Set(whole.keys).isSuperset(of: [
          "methods.csv", "weeks.csv.gz", "visits.csv.gz", "differences.csv", "datapackage.json",
        ]))
      try Studies.expect(whole, of: batch, below: folder)
      // Fewer replications first, and the rest of them later.
      let few = try KeptTests.batch(replications: 2)
      #expect(few.digest == batch.digest)
      _ = try Studies.run(few, in: folder + "/more")
      #expect(try Studies.run(batch, in: folder + "/more") == whole)
      // And from the database alone.
      let again = try Batch.read(database: folder + "/whole/batch.sqlite")
      #expect(try Studies.run(again, in: folder + "/again") == whole)
    }
  }

  @Test("makes it another study, since its work holds more, and is the same in whatever order it is named")
  func digest() throws {
    #expect(try KeptTests.batch().digest != KeptTests.batch(keep: []).digest)
    let (a, b) = (
      try KeptTests.batch(keep: [.weeks, .visits]), try KeptTests.batch(keep: [.visits, .weeks])
    )
    #expect(a.digest == b.digest && a.text.contains("keep: [weeks, visits]"), "\(a.text)")
    try withTemporaryFolder { folder in
      let without = try Studies.run(KeptTests.batch(keep: []), in: folder + "/without")
      let with = try Studies.run(KeptTests.batch(), in: folder + "/with")
      // What is measured anyway is the same.
      for name in ["effects.csv", "differences.csv", "tornado.csv", "replications.csv.gz", "cells.csv"] {
        #expect(without[name] == with[name], "\(name)")
      }
      #expect(without["methods.csv"] == nil && without["visits.csv.gz"] == nil)
    }
  }

  @Test("are the methods, differences, weeks and visits of a comparison with the cell's parameters")
  func equalsComparison() throws {
    try withTemporaryFolder { folder in
      let batch = try KeptTests.batch()
      _ = try Studies.run(batch, in: folder)
      // Cell 4 is fast_gain 0.9 with slow_decay 2 d.
      let scenario = try batch.bases[0].template.scenario(setting: [
        ScenarioSetting("deterrence.fast_gain", "0.9"), ScenarioSetting("deterrence.slow_decay", "2 d"),
      ])
      let experiment = try Experiment(
        scenario: scenario, strategies: ["fixed-rota", "data-led"].map { StrategyConfiguration($0) },
        replications: 3, seed: 5)
      _ = try Study(experiment).run(folder: folder + "/compared")
      try KeptTests.expectSame("methods.csv", key: ["strategy", "method"], folder)
      try KeptTests.expectSame(
        "differences.csv", key: ["outcome", "area", "first", "second"],
        named: [
          "estimate": "difference", "lower": "difference_lower", "upper": "difference_upper",
          "standard_error": "difference_standard_error", "unit": "",
        ], folder,
        where: {
          ["crime", "harm"].contains($0["outcome"]) && ["targets", "everywhere"].contains($0["area"])
        })
      try KeptTests.checkWeeks(folder, scenario, experiment)
      try KeptTests.checkVisits(folder, scenario, experiment)
    }
  }

  /// Checks that a table of cell 4 has all rows and columns of the comparison's table of that name, to the last digit.
  ///
  /// - Parameter named: Columns that have another name in the study's table, or none.
  private static func expectSame(
    _ name: String, key: [String], named: [String: String] = [:], _ folder: String,
    where isMeant: ([String: String]) -> Bool = { _ in true }
  ) throws {
    let own = try StoredTable(path: "\(folder)/\(name)")
    let other = try StoredTable(path: "\(folder)/compared/\(name)")
    let columns = other.header.filter { named[$0] != "" }
    #expect(Set(own.header).isSuperset(of: columns.map { named[$0] ?? $0 }), "\(name): \(own.header)")
    let meant = other.rows.filter(isMeant)
    #expect(!meant.isEmpty && own.rows(["cell": "4"]).count == meant.count, "\(name)")
    for row in meant {
      let names = Dictionary(uniqueKeysWithValues: key.map { ($0, row[$0] ?? "") })
      let found = own.rows(names.merging(["cell": "4"]) { first, _ in first })
      #expect(found.count == 1, "\(name): \(row)")
      for column in columns {
        #expect(found[0][named[column] ?? column] == row[column], "\(name) \(column): \(row)")
      }
    }
  }

  private static func checkWeeks(_ folder: String, _ scenario: Scenario, _ experiment: Experiment) throws {
    let weeks = try StoredTable(path: folder + "/weeks.csv.gz").rows(["cell": "4"])
    let places = try StoredTable(path: folder + "/compared/weekly.csv").rows
    let targets = Set(scenario.crime.places.filter { $0.role == .target }.map(\.id))
    // The history, and each strategy from the start of the campaign, in four areas.
    #expect(weeks.count == (4 + 3 * (2 + 1)) * 4)
    for week in weeks where ["targets", "everywhere"].contains(week["area"]) {
      let own = places.filter {
        $0["strategy"] == week["strategy"] && $0["week"] == week["week"]
          && (week["area"] == "everywhere" || targets.contains($0["place"] ?? ""))
      }
      #expect(!own.isEmpty && own.allSatisfy { $0["phase"] == week["phase"] }, "\(week)")
      #expect(own.allSatisfy { $0["week_starts"] == week["week_starts"] })
      for figure in ["happened", "recorded", "harm"] {
        let sum = own.compactMap { Double($0[figure] ?? "") }.reduce(0, +)
        let mean = try #require(Double(week[figure] ?? ""))
        // Sums of harm have two decimals a place.
        #expect(abs(mean - sum / 3) < 0.05, "\(figure) of \(week)")
      }
    }
  }

  private static func checkVisits(_ folder: String, _ scenario: Scenario, _ experiment: Experiment) throws {
    let visits = try StoredTable(path: folder + "/visits.csv.gz")
    var count = 0
    for replication in 1...3 {
      let single = try experiment.single(replication: replication)
      for outcome in single.outcomes {
        let rows = visits.rows([
          "cell": "4", "replication": "\(replication)", "strategy": outcome.strategy,
        ])
        for (index, place) in scenario.crime.places.enumerated() {
          let row = rows.first { $0["place"] == place.id }
          #expect(Int(row?["visits"] ?? "0") == outcome.dosage.visitsByPlace[index])
          let minutes = try #require(Double(row?["present_minutes"] ?? "0"))
          #expect(abs(minutes - outcome.dosage.presentMinutesByPlace[index]) < 1e-6)
        }
        count += rows.count
      }
    }
    #expect(count > 0 && visits.rows(["cell": "4"]).count == count)
  }

  @Test("stands in rows that say where they are in the design, with swept values as numbers in one unit")
  func places() throws {
    try withTemporaryFolder { folder in
      let batch = try KeptTests.batch(design: .sobol, points: 2, replications: 1)
      _ = try Studies.run(batch, in: folder)
      let tables = BatchTables(batch: batch, summary: [])
      for table in tables.files where !["tornado", "sobol"].contains(table.name) {
        let stored = try StoredTable(path: "\(folder)/\(table.file)")
        for name in ["cell", "scenario", "base_point", "matrix", "deterrence.slow_decay"] {
          #expect(stored.header.contains(name), "\(table.file) \(name)")
        }
        let decay = try #require(table.fields.first { $0.name == "deterrence.slow_decay" })
        #expect(decay.unit == "d" && decay.type == .number)
        for row in stored.rows {
          let cell = try #require(Int(row["cell"] ?? ""))
          #expect(row["base_point"] == "\((cell - 1) / 4 + 1)", "\(table.file)")
          #expect(row["matrix"] == ["A", "B", "AB_1", "AB_2"][(cell - 1) % 4], "\(table.file)")
          let value = try #require(Double(row["deterrence.slow_decay"] ?? ""))
          #expect((0.5...5).contains(value), "\(table.file)")
        }
      }
      // A with the first parameter from B.
      let cells = try StoredTable(path: folder + "/cells.csv").rows
      #expect(cells[2]["deterrence.fast_gain"] == cells[1]["deterrence.fast_gain"])
      #expect(cells[2]["deterrence.slow_decay"] == cells[0]["deterrence.slow_decay"])
      // The database says the same of replications and visits.
      let queue = try DatabaseQueue(path: folder + "/batch.sqlite")
      for (view, file) in [("replications", "replications.csv.gz"), ("visits", "visits.csv.gz")] {
        let rows = try queue.read { try Row.fetchAll($0, sql: "SELECT * FROM \(view)") }
        let stored = try StoredTable(path: "\(folder)/\(file)")
        #expect(rows.count == stored.rows.count && !rows.isEmpty)
        #expect(Set(rows[0].columnNames).isSuperset(of: stored.header), "\(view)")
        #expect(rows.allSatisfy { ($0["matrix"] as String?) != nil })
      }
    }
  }

  @Test("has values in different units in one: 12 h and 2 d are 12 and 48")
  func units() throws {
    try withTemporaryFolder { folder in
      let batch = try KeptTests.batch()
      _ = try Studies.run(batch, in: folder)
      for file in [
        "cells.csv", "effects.csv", "differences.csv", "methods.csv", "weeks.csv.gz", "visits.csv.gz",
      ] {
        let stored = try StoredTable(path: "\(folder)/\(file)")
        #expect(Set(stored.rows.compactMap { $0["deterrence.slow_decay"] }) == ["12", "48"], "\(file)")
        #expect(stored.rows.allSatisfy { $0["matrix"] == "" && $0["base_point"] == $0["cell"] }, "\(file)")
      }
      let bar = try #require(
        StoredTable(path: folder + "/tornado.csv").rows.first { $0["parameter"] == "deterrence.slow_decay" })
      #expect(bar["unit"] == "h" && bar["low_from"] == "12" && bar["high_to"] == "48")
      #expect(bar["low_values"] == "12 h" && bar["high_values"] == "2 d")
    }
  }

  /// Checks a folder with the reference implementation of Frictionless.
  private static let reading = """
    import json
    import frictionless
    package = json.load(open("datapackage.json", encoding="utf-8"))
    report = frictionless.validate("datapackage.json")
    errors = [e.message for e in report.errors] + [e.message for t in report.tasks for e in t.errors]
    print(json.dumps({"errors": errors, "names": [r["name"] for r in package["resources"]]}))
    """

  @Test(
    "has a data package that is valid with all its tables",
    .enabled(if: Tools.isThere(Tools.python), "there is no .venv-tests; bash setup.sh test makes it"))
  func package() throws {
    struct Reading: Decodable {
      let errors: [String]
      let names: [String]
    }
    try withTemporaryFolder { folder in
      let batch = try KeptTests.batch(design: .sobol, points: 2, replications: 2)
      _ = try Studies.run(batch, in: folder)
      let printed = try Tools.run(Tools.python, ["-c", KeptTests.reading], in: folder)
      let reading = try JSONDecoder().decode(Reading.self, from: Data(printed.utf8))
      #expect(reading.errors == [])
      #expect(
        reading.names == [
          "cells", "effects", "differences", "tornado", "sobol", "methods", "weeks", "visits", "replications",
        ])
      let text = try String(contentsOfFile: folder + "/datapackage.json", encoding: .utf8)
      #expect(text.contains("\"studyDigest\" : \"\(batch.digest)\"") && text.contains("\"unit\" : \"d\""))
    }
  }

  @Test("has every column of every table described in the database")
  func described() throws {
    try withTemporaryFolder { folder in
      _ = try Studies.run(try KeptTests.batch(), in: folder)
      try DatabaseQueue(path: folder + "/batch.sqlite").read { database in
        let described = try Set(
          Row.fetchAll(database, sql: "SELECT table_name, name FROM column_documentation").map {
            "\($0[0]!).\($0[1]!)" as String
          })
        let names = try String.fetchAll(
          database,
          sql:
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%documentation'"
        )
        #expect(Set(names).isSuperset(of: ["methods", "weeks", "visits", "visit", "place", "differences"]))
        for table in names {
          for column in try database.columns(in: table).map(\.name) {
            #expect(described.contains("\(table).\(column)"), "\(table).\(column)")
          }
        }
      }
    }
  }

  @Test("of visits fails in a cell that has other places than its scenario, says why, and leaves the rest")
  func otherPlaces() throws {
    try withTemporaryFolder { folder in
      let named = Set(Studies.town.crime.places.compactMap(\.target))
      let free = try #require(
        Studies.town.crime.places.first { $0.role != .target && !named.contains($0.id) })
      var file = Studies.file(
        [SweptParameter("places[\(free.id)].id", .list([free.id, "elsewhere"]))], replications: 1)
      file.keep = [.visits]
      let (batch, study) = (try Studies.batch(file), BatchFolder(path: folder))
      #expect(try batch.work(in: study).failed == 1)
      let result = try batch.results(from: [study], to: study)
      #expect(result.cells.map(\.status) == [.done, .failed])
      #expect(result.cells[1].error?.contains("the cell has other places than the scenario") == true)
    }
  }

  @Test("is bounded: a replication of which more would be kept than fits into a line fails, and says why")
  func excess() throws {
    var record = JournalRecord(numbers: [[1]])
    record.visits = [[Double](repeating: 0, count: JournalRecord.mostKept)]
    #expect(record.excess == nil)
    record.weeks = [[1]]
    #expect(
      record.excess?.contains(
        "are 300001 numbers, and at most 300000 are kept: leave one of them out of `keep`") == true)
  }
}
