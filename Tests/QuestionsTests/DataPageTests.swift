// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@testable import Questions

@Suite("The pages on loading results")
struct DataPageTests {
  /// Names that would do harm if they were taken as more than text.
  private static let names = [
    "=1+1", "-\"quoted\", with a comma", "@SUM(A1)", "two\r\nlines, \"'\"", "شارع 🚓",
    "<script>alert(1)</script>",
  ]
  /// Strategies, and what they are called where names are to do harm.
  private static let hostile = [
    (old: "random", new: "+44, \"random\""), (old: "fixed-rota", new: "@rota\nشارع"),
    (old: "data-led", new: "\t🚓 data"),
  ]

  /// Calls a function with a folder of results, and what it should say.
  ///
  /// - Parameter isHostile: Whether strategies have harmful names too; places always have.
  private static func withResults(
    isHostile: Bool = false, _ body: (String, ExperimentResult, Study) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-data-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var scenario = SmallTown.scenario()
    for index in names.indices {
      scenario.crime.places[index].name = names[index]
      scenario.crime.places[index].ward = names[(index + 1) % names.count]
      scenario.crime.places[index].borough = names[(index + 2) % names.count]
    }
    scenario.crime.places[0].corridor = names[3]
    let strategies = isHostile ? hostile.map(\.new) : hostile.map(\.old)
    var catalogue = StrategyCatalogue.standard
    for (old, new) in hostile {
      for index in catalogue.entries.indices where isHostile && catalogue.entries[index].name == old {
        catalogue.entries[index].name = new
      }
    }
    let experiment = try Experiment(
      scenario: scenario, strategies: strategies.map { StrategyConfiguration($0) }, replications: 6, jobs: 2,
      catalogue: catalogue)
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
    let ties = try #require(comparison.ranking(by: .crime, in: .targets)).strategies.filter(
      \.isIndistinguishable)
    #expect(printed.contains("statistically indistinguishable from the best: \(ties.count)"))
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
    import csv, gzip, json, sqlite3
    import frictionless, pyogrio
    package = json.load(open("datapackage.json", encoding="utf-8"))
    report = frictionless.validate("datapackage.json")
    errors = [e.message for e in report.errors] + [e.message for t in report.tasks for e in t.errors]
    texts, formulas, tables = {}, [], {}
    for resource in package["resources"]:
        opened = gzip.open if resource["path"].endswith(".gz") else open
        with opened(resource["path"], "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        fields = resource["schema"]["fields"]
        assert rows[0] == [f["name"] for f in fields], resource["path"]
        assert all(len(row) == len(rows[0]) for row in rows), resource["path"]
        tables[resource["name"]] = [dict(zip(rows[0], row)) for row in rows[1:]]
        for index, field in enumerate(fields):
            if field["type"] == "string":
                cells = {row[index] for row in rows[1:]}
                formulas += [c for c in cells if c[:1] in ("=", "+", "-", "@", "\\t", "\\r")]
                texts.setdefault(field["name"], {})[resource["path"]] = sorted(cells - {""})
    info = pyogrio.read_info("places.geojson")
    geo = json.load(open("places.geojson", encoding="utf-8"))
    types = {f["name"]: f["type"] for r in package["resources"] if r["name"] == "places" for f in r["schema"]["fields"]}
    differing = []
    shown = lambda text: text.replace("\\r", "\\\\u{d}").replace("\\t", " ")
    for row, feature in zip(tables["places"], geo["features"], strict=True):
        own = feature["properties"]
        if own.keys() != row.keys() | {"radius_m"} or not own["radius_m"] > 0: differing.append("columns")
        for name, cell in row.items():
            value = own[name]
            if cell == "": same = value is None
            elif types[name] == "string": same = shown(value) == cell or "'" + shown(value) == cell
            else: same = isinstance(value, (int, float)) and value == float(cell)
            if not same: differing.append(f"{name}: {cell} {value}")
    points = [f["geometry"]["coordinates"] for f in geo["features"]]
    box = [min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)]
    if geo["bbox"] != box: differing.append("bbox")
    with sqlite3.connect("results.sqlite") as database:
        weeks = database.execute("SELECT * FROM weekly_named").fetchall()
    plain = lambda cell: cell[1:] if cell[:1] == "'" else cell
    stored = [(plain(r["strategy"]), r["phase"], int(r["week"]), r["week_starts"], r["place"], int(r["happened"]),
               int(r["recorded"]), float(r["harm"])) for r in tables["weekly"]]
    if sorted((shown(w[0]), *w[1:]) for w in weeks) != sorted(stored): differing.append("weekly")
    print(json.dumps({
        "errors": errors, "formulas": formulas, "texts": texts, "features": info["features"],
        "geometry": info["geometry_type"], "crs": info["crs"], "differing": differing,
        "geoNames": sorted({f["properties"]["name"] for f in geo["features"]}),
    }))
    """

  private struct Reading: Decodable {
    let errors: [String]
    let formulas: [String]
    /// The texts of each column, by its name and the file.
    let texts: [String: [String: [String]]]
    let features: Int
    let geometry: String
    let crs: String
    /// What the map, or the weeks of the database, have otherwise than the tables.
    let differing: [String]
    let geoNames: [String]
  }

  @Test(
    "The data package is valid with all its tables, no text is a formula, and every name comes out as it was or as codes",
    .enabled(if: Tools.isThere(Tools.python), "there is no .venv-tests; bash setup.sh test makes it"))
  func package() throws {
    try DataPageTests.withResults(isHostile: true) { folder, result, study in
      let printed = try Tools.run(Tools.python, ["-c", DataPageTests.reading], in: folder)
      let reading = try JSONDecoder().decode(Reading.self, from: Data(printed.utf8))
      #expect(reading.errors == [])
      #expect(reading.formulas == [])
      #expect(reading.differing == [])
      let names = Set(DataPageTests.names)
      #expect(Set(reading.geoNames) == names)
      // In a table a text that could be a formula has an apostrophe in front, and what acts on a terminal is shown.
      func shown(_ text: String) -> String {
        text.replacing("\r\n", with: "\\u{d}\n").replacing("\t", with: " ")
      }
      func guarded(_ texts: some Sequence<String>) -> Set<String> {
        Set(
          texts.map { text in
            let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
            return (isFormula ? "'" : "") + shown(text)
          })
      }
      let labels = study.experiment.labels
      let strategies = try #require(reading.texts["strategy"])
      #expect(strategies.count == 12)
      for (file, found) in strategies {
        #expect(guarded(labels + ["history"]).isSuperset(of: found), "\(file)")
      }
      for file in ["comparison.csv", "replications.csv", "places.csv", "wards.csv"] {
        #expect(strategies[file].map(Set.init) == guarded(labels), "\(file)")
      }
      // Without patrol nothing is spent.
      #expect(strategies["costs.csv"].map(Set.init) == guarded(labels.dropFirst()))
      for (column, file) in [
        ("name", "places.csv"), ("ward", "places.csv"), ("borough", "places.csv"), ("ward", "wards.csv"),
        ("borough", "wards.csv"),
      ] {
        #expect(reading.texts[column]?[file].map(Set.init) == guarded(names), "\(column) of \(file)")
      }
      let corridors = reading.texts["corridor"]?["places.csv"]
      #expect(corridors == [shown(DataPageTests.names[3])])
      #expect(reading.features == 6 * result.comparison.strategies.count)
      #expect(reading.geometry == "Point" && reading.crs == "EPSG:4326")
    }
  }

  @Test("Every column has a type that its cells keep, by the header of its table")
  func types() throws {
    try DataPageTests.withResults { folder, _, study in
      for table in ResultTables.files(of: study.experiment.scenario) {
        #expect(Set(table.key).isSubset(of: table.fields.map(\.name)), "\(table.file)")
        #expect(
          table.fields.allSatisfy { $0.unit.isEmpty || $0.type == .number || $0.type == .integer },
          "\(table.file)")
      }
      let text = try String(contentsOfFile: folder + "/datapackage.json", encoding: .utf8)
      #expect(text.contains("\"scenarioDigest\" : \"\(study.digest)\""))
    }
  }
}
