// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Questions
import Testing

@testable import Pages

/// Results of a small town whose names are what nobody should be called, and what draws pages of them.
enum HarmfulTown {
  /// Names that would be markup, formulas or in the way if they were taken as more than text.
  static let names = [
    "<script>window.attacked = true</script>", "\"Quotes\" & 'apostrophes' </title>", "🚓 Station 👮🏽‍♀️",
    "شارع الملك", "=HYPERLINK(\"https://example.org\")",
    "</script><img src=x onerror=\"window.attacked=true\">",
  ]

  static func scenario() -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 4, afterWeeks: 2)
    scenario.name = "Town <b>of</b> \(names[3])"
    for index in scenario.crime.places.indices {
      scenario.crime.places[index].name = names[index]
      scenario.crime.places[index].ward = index < 3 ? names[5] : names[2]
      scenario.crime.places[index].borough = names[0]
    }
    (scenario.trust, scenario.stops) = (Trust(), Stops())
    scenario.calls = SmallTown.calls(in: scenario)
    return scenario
  }

  /// What a report of the town is made from.
  static func source(replications: Int = 4, scenario: Scenario = scenario()) throws -> ReportSource {
    let strategies = ["fixed-rota", "dynamic-re-task", "oracle"].map { StrategyConfiguration($0) }
    let experiment = try Experiment(
      scenario: scenario, strategies: strategies, replications: replications, jobs: 2)
    let study = Study(experiment, command: ["patrolsim", "compare", "a town.yaml"])
    var source: ReportSource?
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-pages-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try study.run(
      folder: folder,
      pages: {
        source = $0
        return []
      })
    return try #require(source)
  }

  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Stand-ins for the programs of others, where a test is not about drawing.
  static let blank = PageAssets(
    chartScript: "/* charts */", mapScript: "/* a map </script> */",
    mapStyle: ".a { background: url(images/x.png) }", notices: "Licences <of> others")

  /// What draws pages; `nil` where `bash setup.sh` has not put it there.
  static let assets: PageAssets? = {
    func text(_ name: String) -> String? {
      try? String(contentsOf: checkout.appendingPathComponent(".venv-report/page/\(name)"), encoding: .utf8)
    }
    guard let charts = text("vega.js"), let map = text("leaflet.js"), let style = text("leaflet.css"),
      let notices = text("notices.txt")
    else { return nil }
    return PageAssets(chartScript: charts, mapScript: map, mapStyle: style, notices: notices)
  }()

  private static let python = checkout.appendingPathComponent(".venv-tests/bin/python")

  /// Whether pages can be opened in a browser.
  static var canBeOpened: Bool {
    assets != nil && FileManager.default.isExecutableFile(atPath: python.path)
      && FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")
  }
  static let missing: Comment =
    "there is no .venv-report, .venv-tests or chromium; bash setup.sh test brings them"

  /// Opens pages in a browser and returns what was found in each.
  static func check<Finding: Decodable>(
    _ kind: String, _ pages: [String], as type: Finding.Type
  ) throws -> [Finding] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try pages.enumerated().map { index, html in
      let url = folder.appendingPathComponent("page-\(index).html")
      try Data(html.utf8).write(to: url)
      return url.path
    }
    let process = Process()
    process.executableURL = python
    process.arguments =
      [
        checkout.appendingPathComponent("Tests/PagesTests/Browser/check_pages.py").path, kind,
      ] + paths
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "the browser ended with \(process.terminationStatus)")
    return try JSONDecoder().decode([Finding].self, from: bytes)
  }
}
