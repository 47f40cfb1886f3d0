// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Experiments

/// The tools that read results, where `bash setup.sh test` has put them.
private enum Tools {
  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let python = checkout.appendingPathComponent(".venv-tests/bin/python").path
  static let r = "/usr/bin/Rscript"

  static func isThere(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Runs a program in a folder and returns what it printed.
  static func run(_ executable: String, _ arguments: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["LC_ALL": "C.UTF-8", "MPLCONFIGDIR": folder]) { _, own in own }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(executable) ended with \(process.terminationStatus)")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the code of an article, its blocks one after the other.
  static func code(of article: String, language: String) throws -> String {
    let path = checkout.appendingPathComponent("Sources/Experiments/Experiments.docc/\(article).md")
    let text = try String(contentsOf: path, encoding: .utf8)
    return text.matches(of: #/(?s)```(\w+)\n(.*?)```/#).filter { $0.1 == language }.map { String($0.2) }
      .joined(separator: "\n")
  }
}

@Suite("The pages on loading results")
struct DataPageTests {
  /// Calls a function with a folder of results, and what it should say.
  private static func withResults(_ body: (String, ExperimentResult, Study) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-data-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var scenario = SmallTown.scenario()
    // Names that would do harm if they were taken as more than text.
    let names = [
      "=1+1", "-\"quoted\", with a comma", "@SUM(A1)", "two\nlines", "شارع 🚓", "<script>alert(1)</script>",
    ]
    for index in names.indices { scenario.crime.places[index].name = names[index] }
    let strategies = ["random", "fixed-rota", "data-led"].map { StrategyConfiguration($0) }
    let experiment = try Experiment(scenario: scenario, strategies: strategies, replications: 6, jobs: 2)
    let study = Study(experiment, keepsWeeks: true)
    let stored = try study.run(folder: folder)
    try body(folder, stored.result, study)
  }

  /// Checks what the code of a page printed.
  private static func check(_ printed: String, _ result: ExperimentResult) throws {
    let comparison = result.comparison
    let names = try #require(comparison.ranking(by: .crime, in: .targets)).strategies.map(\.strategy)
    let difference = try #require(
      comparison.difference(of: names[0], over: names[1], on: .crime, in: .targets)?.percentagePoints)
    let line = try #require(printed.firstMatch(of: #/over .*: (-?[\d.]+) ± ([\d.]+) percentage points/#))
    let (mean, half) = (try #require(Double(line.1)), try #require(Double(line.2)))
    // Counts are stored with three decimals, which are exact here.
    #expect(abs(mean - (difference.value ?? .nan)) < 2e-6)
    #expect(abs(half - (difference.halfWidth ?? .nan)) < 2e-6)
    #expect(printed.contains("6 replications of 4 strategies"))
    let best = try #require(comparison.ranking(by: .harm, in: .targets)?.strategies.first)
    #expect(printed.contains("best by harm: \(best.strategy), "))
  }

  @Test(
    "The code of the page on pandas runs as it stands and finds what Swift found",
    .enabled(if: Tools.isThere(Tools.python), "there is no .venv-tests; bash setup.sh test makes it"))
  func pandas() throws {
    try DataPageTests.withResults { folder, result, _ in
      let code = try Tools.code(of: "LoadingInPandas", language: "python")
      try DataPageTests.check(try Tools.run(Tools.python, ["-c", code], in: folder), result)
      #expect(FileManager.default.fileExists(atPath: folder + "/weeks.png"))
    }
  }

  @Test(
    "The code of the page on R runs as it stands and finds what Swift found",
    .enabled(if: Tools.isThere(Tools.r), "there is no R; bash setup.sh test installs it"))
  func r() throws {
    try DataPageTests.withResults { folder, result, _ in
      let code = try Tools.code(of: "LoadingInR", language: "r")
      try code.write(toFile: folder + "/page.R", atomically: true, encoding: .utf8)
      try DataPageTests.check(try Tools.run(Tools.r, ["page.R"], in: folder), result)
      #expect(FileManager.default.fileExists(atPath: folder + "/weeks-r.png"))
    }
  }

  /// Checks a folder with the reference implementation of Frictionless, with Python's own reader of CSV, and with GDAL.
  private static let reading = """
    import csv, gzip, json
    import frictionless, pyogrio
    package = json.load(open("datapackage.json", encoding="utf-8"))
    report = frictionless.validate("datapackage.json")
    errors = [e.message for e in report.errors] + [e.message for t in report.tasks for e in t.errors]
    names, formulas = set(), []
    for resource in package["resources"]:
        opened = gzip.open if resource["path"].endswith(".gz") else open
        with opened(resource["path"], "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == [f["name"] for f in resource["schema"]["fields"]], resource["path"]
        assert all(len(row) == len(rows[0]) for row in rows), resource["path"]
        numbers = {f["name"] for f in resource["schema"]["fields"] if f["type"] != "string"}
        for row in rows[1:]:
            for name, cell in zip(rows[0], row):
                if name not in numbers and cell[:1] in ("=", "+", "-", "@", "\\t", "\\r"):
                    formulas.append(cell)
        if resource["name"] == "places":
            names = sorted({row[rows[0].index("name")] for row in rows[1:]})
    info = pyogrio.read_info("places.geojson")
    geo = json.load(open("places.geojson", encoding="utf-8"))
    print(json.dumps({
        "errors": errors, "formulas": formulas, "names": names, "features": info["features"],
        "geometry": info["geometry_type"], "crs": info["crs"],
        "geoNames": sorted({f["properties"]["name"] for f in geo["features"]}),
    }))
    """

  private struct Reading: Decodable {
    let errors: [String]
    let formulas: [String]
    let names: [String]
    let features: Int
    let geometry: String
    let crs: String
    let geoNames: [String]
  }

  @Test(
    "The data package is valid with all its tables, no text is a formula, and every name comes out as it was",
    .enabled(if: Tools.isThere(Tools.python), "there is no .venv-tests; bash setup.sh test makes it"))
  func package() throws {
    try DataPageTests.withResults { folder, result, study in
      let printed = try Tools.run(Tools.python, ["-c", DataPageTests.reading], in: folder)
      let reading = try JSONDecoder().decode(Reading.self, from: Data(printed.utf8))
      #expect(reading.errors == [])
      #expect(reading.formulas == [])
      let names = Set(study.experiment.scenario.crime.places.map(\.name))
      #expect(Set(reading.geoNames) == names)
      // In a table a name that could be a formula has an apostrophe in front.
      #expect(Set(reading.names.map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 }) == names)
      #expect(reading.features == 6 * result.comparison.strategies.count)
      #expect(reading.geometry == "Point" && reading.crs == "EPSG:4326")
    }
  }

  @Test("Every column has a type that its cells keep, by the header of its table")
  func types() throws {
    try DataPageTests.withResults { folder, _, study in
      for table in DataDictionary.tables(of: study.experiment.scenario) {
        #expect(Set(table.key).isSubset(of: table.columns.map(\.name)), "\(table.file)")
        #expect(table.columns.allSatisfy { $0.unit.isEmpty || $0.type == .number }, "\(table.file)")
      }
      let text = try String(contentsOfFile: folder + "/datapackage.json", encoding: .utf8)
      #expect(text.contains("\"scenarioDigest\" : \"\(study.digest)\""))
    }
  }
}
