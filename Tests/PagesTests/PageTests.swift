// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Questions
import Testing

@testable import Pages

@Suite("Pages")
struct PageTests {
  @Test("Texts put into markup are escaped, pieces are not escaped twice, and what acts unseen is shown")
  func escaping() {
    let name = "<b> & \"x\" 'y' \u{7} \u{202E}"
    let piece: HTML = "<p>\(name)</p>"
    #expect(piece.text == "<p>&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39; \\u{7} \\u{202e}</p>")
    #expect(("\(piece)" as HTML).text == piece.text)
    #expect(HTML.prose("see `--preset` & go").text == "see <code>--preset</code> &amp; go")
    #expect(HTML.prose("one ` alone").text == "one ` alone")
  }

  @Test("Data for scripts can't end their element, whatever a name holds")
  func scriptData() throws {
    let text = JSONValue.string("</script><!-- \u{2028}").scriptText.text
    #expect(!text.contains("<"))
    #expect(try JSONDecoder().decode(String.self, from: Data(text.utf8)) == "</script><!-- \\u{2028}")
  }

  @Test("A report holds everything itself, and its policy allows just what is in it")
  func selfContained() throws {
    let html = try ReportPage(HarmfulTown.source()).html(HarmfulTown.blank)
    #expect(html.contains("default-src &#39;none&#39;"))
    #expect(!html.contains("unsafe"))
    #expect(
      html.matches(of: #/'sha256-[A-Za-z0-9+\/]{43}='|&#39;sha256-[A-Za-z0-9+\/]{43}=&#39;/#).count == 5)
    #expect(!html.contains("url(") && !html.contains("@import"))
    #expect(html.firstMatch(of: #/(src|href)="(https?:)?\/\//#) == nil)
    // What a program of others holds can't end its element either.
    #expect(html.contains("a map <\\/script> "))
    for name in HarmfulTown.names where name.contains("<") { #expect(!html.contains(name)) }
    #expect(html.contains("&lt;script&gt;window.attacked = true&lt;/script&gt;"))
  }

  @Test("A report is the same bytes each time, and when it is made from stored results")
  func stored() throws {
    let study = Study(
      try Experiment(
        scenario: HarmfulTown.scenario(), strategies: [StrategyConfiguration("data-led")], replications: 2,
        jobs: 1)
    )
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-stored-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var first: [(path: String, bytes: [UInt8])] = []
    _ = try study.run(
      folder: folder,
      pages: {
        first = ReportFiles.all($0, assets: HarmfulTown.blank)
        return first
      })
    let again = ReportFiles.all(try ReportSource(folder: folder), assets: HarmfulTown.blank)
    #expect(first.map(\.path) == again.map(\.path))
    for (a, b) in zip(first, again) {
      #expect(a.bytes == b.bytes, "\(a.path)")
      #expect(FileManager.default.contents(atPath: folder + "/" + a.path) == Data(a.bytes))
    }
    #expect(first.contains { $0.path == "report.html" } && first.contains { $0.path == "public.html" })
  }

  @Test("Results that can't be reported on are refused with the reason")
  func refused() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-refused-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: UnreadableResults.noFolder(folder)) { try ReportSource(folder: folder) }
    let study = Study(
      try Experiment(
        scenario: SmallTown.scenario(), strategies: [StrategyConfiguration("random")], replications: 1,
        jobs: 1))
    _ = try study.run(folder: folder)
    func message() -> String {
      do {
        _ = try ReportSource(folder: folder)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message().isEmpty)
    let scenario = try String(contentsOfFile: folder + "/scenario.yaml", encoding: .utf8)
    try scenario.replacing("after_weeks: 2", with: "after_weeks: 3")
      .write(toFile: folder + "/scenario.yaml", atomically: true, encoding: .utf8)
    #expect(message().contains("is not the scenario that was run"))
    try scenario.write(toFile: folder + "/scenario.yaml", atomically: true, encoding: .utf8)
    try "{\"format\": 99}".write(toFile: folder + "/report.json", atomically: true, encoding: .utf8)
    #expect(message().contains("has format 99, but this version of PatrolSim reads format 1"))
    try "{".write(toFile: folder + "/report.json", atomically: true, encoding: .utf8)
    #expect(message().contains("report.json can't be read"))
    let manifest = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
    try manifest.replacing("\"seed\" :", with: "\"units\" : [2],\n  \"seed\" :")
      .write(toFile: folder + "/manifest.json", atomically: true, encoding: .utf8)
    #expect(message().contains("results by number of units"))
    try manifest.write(toFile: folder + "/manifest.json", atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: folder + "/report.json")
    #expect(message().contains("it is missing"))
    try FileManager.default.removeItem(atPath: folder + "/manifest.json")
    #expect(message().contains("has no readable manifest.json"))
  }

  @Test(
    "The answer names the best that a force can choose, its interval, displacement, cost and the naive claim")
  func answer() throws {
    let source = try HarmfulTown.source()
    let text = AnswerPart.sentences(source).joined(separator: " ")
    let best = try #require(source.data.best)
    #expect(best != "oracle")
    #expect(text.contains("4 simulated campaigns of 4 weeks from 4 March 2024"))
    #expect(text.contains("\(best) did best: it averted"))
    #expect(text.contains("but it knows the true crime rates and no force does"))
    for part in [
      "were displaced: they happened elsewhere or later", "The patrols cost £",
      "A before-and-after comparison of recorded crime",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let effect = source.data.comparison.strategies.first { $0.strategy == best }?.effect(
      on: .harm, in: .targets)
    let percent = try #require(effect?.percent.value)
    #expect(text.contains("it averted \(NumberText.number(percent, decimals: 1))% ("))
  }

  @Test("Where patrol deters nothing, the answer says that nothing was averted and ranks nobody")
  func nothingAverted() throws {
    var scenario = HarmfulTown.scenario()
    scenario.deterrence = scenario.deterrence.replacing(preset: .null)
    (scenario.stops, scenario.trust) = (nil, nil)
    let text = AnswerPart.sentences(try HarmfulTown.source(scenario: scenario)).joined(separator: " ")
    #expect(text.contains("No strategy had an effect beyond chance."))
    #expect(text.contains("everywhere is no more than chance could explain"))
    #expect(!text.contains("did best") && !text.contains("indistinguishable") && !text.contains("of −"))
  }

  @Test("The section of strategies has the plain sentence of each, variants of one strategy once")
  func plainSentences() throws {
    let source = try HarmfulTown.source()
    let section = try #require(StrategyPart.section(source))
    let sentences = StrategySection.sentences(source.manifest.strategies + ["fixed-rota:focus=0.5"])
    #expect(sentences.count == source.manifest.strategies.count)
    for (name, summary) in sentences {
      #expect(section.content.text.contains("<b>\(name)</b>: \(HTML.escaped(summary))"))
    }
  }

  @Test("Every chart states its schema, title, description and data, and no number in it is missing")
  func specifications() throws {
    let charts = try ReportPage(HarmfulTown.source()).specifications()
    #expect(Set(charts.map(\.name)).count == charts.count)
    let expected = [
      "averted-harm-targets", "averted-crime-targets", "averted-harm-everywhere", "differences",
      "probability-of-being-best", "dosage", "hours", "response-times", "hours-crime", "hours-presence",
      "hours-mismatch", "methods", "no-effect", "weeks", "weeks-campaign", "weeks-buffers",
      "cost-per-crime-targets", "harm-averted-by-ward", "searches-by-ward",
    ]
    for name in expected { #expect(charts.contains { $0.name == "\(name).vl.json" }, "\(name)") }
    for (name, bytes) in charts {
      let chart = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      #expect((chart["$schema"] as? String)?.contains("vega-lite/v6") == true, "\(name)")
      #expect((chart["description"] as? String)?.isEmpty == false, "\(name)")
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("NaN") && !text.contains("inf"), "\(name)")
    }
  }

  @Test("A cell of the map holds what is nearer to its place than to any other")
  func cells() {
    let centre = Coordinate(longitude: -0.1, latitude: 51.5)
    let places = [(0.0, 0.0), (400, 0), (0, 300), (400, 400), (401, 400)].enumerated().map { index, at in
      Place(
        id: "p\(index)", name: "", centre: centre.offset(eastInMetres: at.0, northInMetres: at.1),
        radiusInMetres: 100, ratesPerYear: [])
    }
    let cells = PlaceCells.cells(of: places)
    for (index, cell) in cells.enumerated() {
      #expect(cell.count >= 3)
      for corner in cell {
        let own = corner.distanceInMetres(to: places[index].centre)
        for other in places { #expect(own <= corner.distanceInMetres(to: other.centre) + 2.5) }
      }
    }
    #expect(PlaceCells.cells(of: []).isEmpty)
  }

  @Test("A background is read from every kind of line, and anything else is refused with the reason")
  func background() throws {
    func read(_ text: String) throws(InvalidBackground) -> JSONValue {
      try GeoJSONLines.read(Array(text.utf8))
    }
    let line = #"{"type":"LineString","coordinates":[[-0.1,51.5],[-0.2,51.6,12]]}"#
    #expect(try read(line) == [[[51.5, -0.1], [51.6, -0.2]]])
    let feature =
      #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":\#(line)},{"type":"Feature","geometry":null}]}"#
    #expect(try read(feature) == [[[51.5, -0.1], [51.6, -0.2]]])
    let polygons =
      #"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[2,2],[3,2],[3,3],[2,2]]]]}"#
    #expect(
      try read(polygons) == [[[0, 0], [0, 1], [1, 1], [0, 0]], [[2, 2], [2, 3], [3, 3], [2, 2]]])
    for (text, reason) in [
      ("{", "not GeoJSON"), (#"{"type":"Point","coordinates":[1,2]}"#, "no line"),
      (#"{"type":"LineString","coordinates":[[530000,180000],[530100,180000]]}"#, "WGS 84"),
      (#"{"type":"LineString","coordinates":[["a",2],[1,2]]}"#, "not GeoJSON"),
      (#"{"type":"LineString","coordinates":[[1e19,2],[1,2]]}"#, "WGS 84"),
      (#"{"type":"LineString","coordinates":[[1,2],[1e999,2]]}"#, "not GeoJSON: coordinates"),
      (#"{"type":"Polygon","coordinates":[[]]}"#, "no line"),
      (#"{"type":"Polygon","coordinates":[[[1,2],[]]]}"#, "geometry 1 has a position that is not"),
      (
        #"{"type":"LineString","coordinates":\#(String(repeating: "[", count: 99_999))"#,
        "lists or objects lie in each other"
      ),
    ] {
      let error = #expect(throws: InvalidBackground.self) { try read(text) }
      #expect(error?.description.contains(reason) == true, "\(text)")
    }
  }

  @Test("The command that makes the numbers again is quoted so that a shell takes it as it was")
  func command() throws {
    var manifest = try HarmfulTown.source(replications: 1).manifest
    #expect(
      MethodPart.command(manifest)
        == "patrolsim compare scenario.yaml --seed 1 --replications 1 --strategy fixed-rota "
        + "--strategy dynamic-re-task --strategy oracle")
    manifest.strategies = ["no-extra-patrol", "external:mine"]
    let program = #"{"strategy": "external:mine", "command": ["python3", "it's mine.py"], "files": {}}"#
    manifest.programs = [try JSONDecoder().decode(Manifest.Program.self, from: Data(program.utf8))]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "for word in \(MethodPart.command(manifest)); do echo \"$word\"; done"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(words.hasSuffix("\n--strategy\nexternal:name=mine python3 'it'\\''s mine.py'\n"))
  }

  @Test("With one campaign, or without a strategy, the report says so and shows no empty chart")
  func little() throws {
    let source = try HarmfulTown.source(replications: 1)
    let html = ReportPage(source).html(HarmfulTown.blank)
    #expect(html.contains("One campaign was simulated"))
    let nothing = Study(
      try Experiment(scenario: SmallTown.scenario(), strategies: [], replications: 2, jobs: 1))
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-nothing-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try nothing.run(folder: folder)
    let alone = try ReportSource(folder: folder)
    #expect(AnswerPart.sentences(alone).joined().contains("nothing to compare"))
    #expect(ReportPage(alone).html(HarmfulTown.blank).contains("Method"))
  }
}
