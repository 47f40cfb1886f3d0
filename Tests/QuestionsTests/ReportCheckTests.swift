// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import Questions

/// A folder of results that is changed value by value.
struct ChangedResults {
  let folder: String

  /// Calls a function with a folder of results.
  static func with(_ body: (ChangedResults) throws -> Void) throws {
    try withTemporaryFolder { folder in
      _ = try Study(Towns.experiment(replications: 3)).run(folder: folder + "/results")
      let results = ChangedResults(folder: folder + "/results")
      try results.forgetChecksum()
      try body(results)
    }
  }

  /// Takes from the manifest what `report.json` held, as a stranger would who has changed both.
  private func forgetChecksum() throws {
    let path = folder + "/manifest.json"
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    let line = try #require(lines.firstIndex { $0.contains("\"report.json\" :") })
    lines[line] = "\"report.json\" : null" + (lines[line].hasSuffix(",") ? "," : "")
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Puts JSON in the place of a value of `report.json`, takes a value away where there is none, and calls a function.
  func changing(_ path: String, to json: String?, _ body: () throws -> Void) throws {
    let file = folder + "/report.json"
    let whole = try #require(FileManager.default.contents(atPath: file))
    defer { try? whole.write(to: URL(fileURLWithPath: file)) }
    let keys = path.split(separator: ".").map(String.init)
    let changed = try ChangedResults.changing(
      try JSONSerialization.jsonObject(with: whole), keys[...], to: json == nil ? nil : "@here@")
    let text = String(decoding: try JSONSerialization.data(withJSONObject: changed), as: UTF8.self)
    try text.replacing("\"@here@\"", with: json ?? "").write(toFile: file, atomically: true, encoding: .utf8)
    try body()
  }

  private static func changing(_ value: Any, _ path: ArraySlice<String>, to new: Any?) throws -> Any {
    let key = try #require(path.first)
    let rest = path.dropFirst()
    if var object = value as? [String: Any] {
      object[key] = rest.isEmpty ? new : try changing(try #require(object[key]), rest, to: new)
      return object
    }
    var list = try #require(value as? [Any])
    let index = try #require(Int(key))
    if rest.isEmpty {
      if let new { list[index] = new } else { list.remove(at: index) }
    } else {
      list[index] = try changing(list[index], rest, to: new)
    }
    return list
  }
}

@Suite("What report.json says")
struct ReportCheckTests {
  /// A value, what is put in its place (`nil` takes it away), and what has to be said of it.
  private static let slips: [(path: String, value: String?, said: String)] = [
    ("rankedBy", "\"luck\"", "rankedBy has a value that is not allowed"),
    ("assumptions", nil, "assumptions is missing"), ("costs", "7", "costs is not a list"),
    ("truthInformed", "[\"magic\"]", "truthInformed[0] is \"magic\"; it must be one of"),
    ("comparison.replicationCount", "4", "comparison.replicationCount is 4; manifest.json has 3"),
    ("comparison.level", "1", "comparison.level is 1.0; it must be from 0.5"),
    ("comparison.strategies.0", nil, "comparison.strategies[0] is"),
    ("comparison.strategies.1.strategy", "\"magic\"", "comparison.strategies[1] is magic; it must be"),
    ("comparison.strategies.1.isCounterfactual", "true", "the first strategy alone"),
    ("comparison.strategies.0.effects.3", nil, "comparison.strategies[0].effects"),
    ("comparison.strategies.1.effects.0.percent", "{}", "has neither a value nor a reason"),
    ("comparison.strategies.1.effects.0.percent", "{\"value\": 1, \"lower\": 1}", "has one bound"),
    (
      "comparison.strategies.1.effects.0.percent", "{\"value\": 1, \"lower\": 2, \"upper\": 1}",
      "has the bounds 2.0 and 1.0"
    ),
    (
      "comparison.strategies.1.deterred.value", "-1",
      "deterred.value is -1.0; it must be from 0.0 to 1000000000000000.0"
    ),
    ("comparison.strategies.1.deterred.value", "1e308", "deterred.value is 1e+308"),
    ("comparison.strategies.1.methods.2", nil, "comparison.strategies[1].methods"),
    ("comparison.strategies.1.causes.0.cause", "\"luck\"", "causes[0].cause has a value that is not allowed"),
    ("comparison.differences.0.second", "\"magic\"", "comparison.differences[0].second is \"magic\""),
    ("comparison.rankings.0.strategies.0.rank", "0", "rankings[0].strategies[0].rank is 0"),
    ("comparison.rankings.0.strategies.0", nil, "must have each strategy that deploys units once"),
    ("comparison.baseline.weekCount", "9223372036854775807", "comparison.baseline is not the window"),
    ("costs.0", nil, "costs"), ("costs.0.costPerHour.pounds", "-1", "costs[0].costPerHour.pounds is -1.0"),
    ("fairness.0.wards.0", nil, "fairness[0].wards"),
    ("fairness.1.benefitAgainstNeed", "{\"value\": 2}", "is 2.0"),
    ("dosage.0.aimed", "1e19", "dosage[0].aimed is 1e+19"),
    ("weeks.series.0.firstWeek", "-9223372036854775808", "weeks.series[0].firstWeek is -9223372036854775808"),
    ("weeks.series.0.mean.0", nil, "weeks.series[0].mean has"),
    ("weeks.series.4.deviation", "[1]", "deviation has 1 entries"),
    ("weeks.series.0.strategy", "\"magic\"", "weeks.series[0].strategy is \"magic\""),
    ("places.indices.0", "-1", "places.indices[0] is -1; it must be from 0"),
    ("places.indices.0", "99", "places.indices[0] is 99"),
    ("places.indices", "[]", "places.indices has 0 entries"),
    ("places.placeCount", "4611686018427387904", "places.placeCount is 4611686018427387904"),
    ("places.strategies.1.crime.0", nil, "places.strategies[1].crime has"),
    ("places.strategies.1.crimeAverted", "[]", "places.strategies[1].crimeAverted has 0 entries"),
    ("places.strategies.0.weeklyCrime.0.1", nil, "places.strategies[0].weeklyCrime[0] has"),
    ("places.strategies.0.weeklyCrime.0.0", "-3", "places.strategies[0].weeklyCrime[0][0] is -3.0"),
    ("places.strategies.0", nil, "places.strategies"),
    ("hours.places.0", "77", "hours.places[0] is 77"),
    ("hours.strategies.1.crime.0.0", nil, "has 167 entries; there must be 168"),
    ("hours.strategies.1.presence.0", nil, "hours.strategies[1].presence has"),
    ("noEffect.binWidth", "0", "noEffect.binWidth is 0.0"), ("noEffect.methods.0.campaigns.0", "-5", "is -5"),
    ("noEffect.methods.0.campaigns.0", "9223372036854775807", "campaigns[0] is 9223372036854775807"),
    ("noEffect.methods.0.undefined", "3", "counts"), ("noEffect.methods.1", nil, "noEffect.methods"),
    ("day.minutes", "1e300", "day.minutes is 1e+300"),
    ("day.date", "\"2024-02-30\"", "which is no day of the run"),
    ("day.strategies.1.offences.0", nil, "each offence has three"),
    ("day.strategies.1.offences.1", "1e19", "offences[1] is 1e+19; it must be a whole number"),
    ("day.strategies.1.offences.1", "0.5", "offences[1] is 0.5; it must be a whole number"),
    ("day.strategies.1.tracks.0.points.0.longitude", "1e19", "points[0].longitude is 1e+19"),
    ("day.strategies.1.tracks.0.points.0.minute", "-1", "points[0].minute is -1.0"),
    ("day.strategies.1.tracks.0.points.0.place", "99", "points[0].place is 99"),
    ("day.strategies.1.tracks.0.unit", "\"magic\"", "is \"magic\", which is no unit"),
    ("publicRecord.hotspots.0", "\"magic\"", "publicRecord.hotspots[0] is \"magic\""),
    ("publicRecord.months.0.recorded.counts.0", nil, "publicRecord.months[0].recorded.counts has"),
    ("publicRecord.months.0.recorded.counts.0", "-9223372036854775808", "counts[0] is -9223372036854775808"),
    ("publicRecord.months.0.from", "\"2024-13-01\"", "is no date"),
    ("publicRecord.months.0.to", "\"2001-01-01\"", "out of order or beyond the run"),
    ("scenarioDigest", "\"x\"", "it is of another scenario"), ("format", "2", "has format 2"),
    ("format", "\"1\"", "format is not a number"), ("day", "NaN", "is not JSON"),
  ]

  @Test("is refused by path, value and rule wherever a page would rely on what can't be")
  func slips() throws {
    try ChangedResults.with { results in
      let source = try ReportSource(folder: results.folder)
      try #require(source.data.day != nil && source.data.publicRecord != nil && source.warnings.isEmpty)
      for (path, value, said) in ReportCheckTests.slips {
        try results.changing(path, to: value) {
          let error = #expect(throws: UnreadableResults.self, "\(path)") {
            try ReportSource(folder: results.folder)
          }
          #expect(error?.description.contains(said) == true, "\(path): \(error?.description ?? "")")
        }
      }
    }
  }

  @Test("is refused where it is larger, deeper or longer than any, before anything of it is built")
  func bounds() throws {
    try ChangedResults.with { results in
      for (json, said) in [
        (
          String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000), "lie in each other"
        ),
        ("\"" + String(repeating: "x", count: 70_000) + "\"", "a text has more than 65536 bytes"),
        (String(repeating: "1", count: 5_000), "a number has more than"),
        ("[" + String(repeating: "0,", count: 4_100_000) + "0]", "there are more than 4000000 values"),
        ("\"\"" + String(repeating: " ", count: 25 << 20), "larger than 24 MiB"),
      ] {
        try results.changing("extra", to: json) {
          let error = #expect(throws: UnreadableResults.self) { try ReportSource(folder: results.folder) }
          #expect(error?.description.contains(said) == true, "\(said): \(error?.description ?? "")")
        }
      }
      let file = results.folder + "/report.json"
      try FileManager.default.removeItem(atPath: file)
      #expect(mkfifo(file, 0o600) == 0)
      let error = #expect(throws: UnreadableResults.self) { try ReportSource(folder: results.folder) }
      #expect(error?.description.contains("it is a pipe") == true)
    }
  }

  @Test("of another version is shown with a warning, and beside a newer manifest not at all")
  func versions() throws {
    try ChangedResults.with { results in
      let file = results.folder + "/manifest.json"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try text.replacing("\"\(PatrolSimVersion.current)\"", with: "\"0.0.1\"")
        .write(toFile: file, atomically: true, encoding: .utf8)
      let warnings = try ReportSource(folder: results.folder).warnings
      #expect(
        warnings.count == 1 && warnings[0].contains("0.0.1") && warnings[0].contains(PatrolSimVersion.current)
      )
      let known = Manifest.knownFormat
      try text.replacing("\"format\" : \(known)", with: "\"format\" : 99")
        .write(toFile: file, atomically: true, encoding: .utf8)
      #expect(throws: UnreadableResults.otherFormat(path: file, found: 99, known: known)) {
        try ReportSource(folder: results.folder)
      }
    }
  }
}
