// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CrimeRecords
import Foundation
import Questions
import ScenarioFiles

/// Turns published crime records into a scenario.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turn a force's published crime records into a scenario.",
    discussion: """
      Reads street-level CSV files of data.police.uk, plain or gzip, in files or folders. Cleans them and lists the \
      dropped rows with reasons. Finds hotspots by harm, fits crime rates and writes a scenario that is ready to run.
      """)

  @Argument(help: "CSV files, or folders, which are searched at any depth.", transform: namedPath)
  var paths: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The scenario file to write, with the ending .yaml or .yml.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]), transform: namedPath)
  var output: String?

  @Option(
    help: ArgumentHelp("Also write the report of dropped rows, to a .txt or .json file.", valueName: "file"),
    transform: namedPath)
  var report: String?

  @Flag(help: "Replace an existing scenario file and report.")
  var force = false

  @Option(help: "The name of the scenario.")
  var name: String?

  @Option(help: "A sentence about the scenario.")
  var description: String?

  @Option(
    help: "Boroughs or districts, separated by commas, or a GeoJSON file with the outline.",
    transform: namedPath)
  var area: String?

  @Option(help: "A corridor with its boroughs, such as \"inner ring=Westminster,Camden\". Can be repeated.")
  var corridor: [String] = []

  @Option(help: "The first month, YYYY-MM.")
  var from: String?

  @Option(help: "The last month, YYYY-MM.")
  var to: String?

  @Option(parsing: .unconditional, help: "Number of targets. Default: a tenth of the places, at most 20.")
  var targets: Int?

  @Option(parsing: .unconditional, help: "The area for targets: west,south,east,north in degrees.")
  var targetsWithin: String?

  @Option(parsing: .unconditional, help: "The radius within which points become one place, in metres.")
  var radius: Double = 150

  @Option(parsing: .unconditional, help: "Number of targets, controls and background places together.")
  var candidates: Int = 200

  @Option(
    parsing: .unconditional,
    help: "Number of teams. Default: one for every seven targets, or one for each corridor.")
  var teams: Int?

  @Option(
    help: "A file of incidents with times, for the hours of the week. Can be repeated.",
    transform: namedPath)
  var times: [String] = []

  @Option(
    help: "A folder with tables of crime by borough and month, for level and season.", transform: namedPath)
  var levels: String?

  @Option(help: "A CSV file of stations, with columns latitude and longitude.", transform: namedPath)
  var stations: String?

  @Option(help: "A GeoJSON file of wards.", transform: namedPath)
  var wards: String?

  func validate() throws {
    let inputs = paths + times + [area, levels, stations, wards].compactMap { $0 }
    for (option, path, endings) in [
      ("--output", output, [".yaml", ".yml"]), ("--report", report, [".txt", ".json"]),
    ] {
      guard let path else { continue }
      try NewFile(option: option, path: path, endings: endings).check(force: force, inputs: inputs)
    }
  }

  func run() throws {
    let options = try importOptions()
    let bar = ProgressLine()
    let result: ImportResult
    let written: [String]
    do throws(ImportFailure) {
      result = try CrimeImport(options).run { bar.show(ImportCommand.words($0)) }
      bar.clear()
      // Files first: a reader of the output who leaves early must not cost the scenario.
      written = try write(result, recipe: options.recipe(output: output ?? "scenario.yaml"))
    } catch {
      bar.clear()
      throw failure(error)
    }
    try printText(result.report.description + "\n")
    try printText(result.findings + "\n")
    if let warning = ImportCommand.warning(result) { try printText("Warning: \(warning)\n\n") }
    for line in written { try printLine(line) }
  }

  private func importOptions() throws -> ImportOptions {
    var options = ImportOptions(paths: paths)
    options.name = name ?? options.name
    options.description = description ?? ""
    if let area {
      let isFile = [".geojson", ".json", ".gz"].contains { area.lowercased().hasSuffix($0) }
      if isFile {
        options.boundary = area
      } else {
        options.area = area.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      }
    }
    options.corridors = try corridor.map { text in
      guard let corridor = ImportOptions.Corridor(text) else {
        throw ValidationError(
          "--corridor is \"\(text)\"; it must be a name, =, and boroughs separated by commas")
      }
      return corridor
    }
    options.targetBox = try targetsWithin.map { text in
      guard let box = ImportOptions.Box(text) else {
        throw ValidationError("--targets-within is \"\(text)\"; it must be west,south,east,north in degrees")
      }
      return box
    }
    options.from = from
    options.to = to
    options.targets = targets
    options.radiusInMetres = radius
    options.candidates = candidates
    options.teams = teams
    options.times = times
    options.levels = levels
    options.stations = stations
    options.wards = wards
    return options
  }

  /// Writes the files that were asked for; returns a line about each.
  private func write(_ result: ImportResult, recipe: String) throws(ImportFailure) -> [String] {
    do throws(ImportProblem) {
      var lines: [String] = []
      if let report {
        try writeAtomically(
          report.hasSuffix(".json") ? result.report.json : result.report.description, to: report,
          replacing: force)
        lines.append("Report: \(report)")
      }
      guard let output else { return lines + ["No scenario was written; name a file with --output."] }
      let header =
        result.header + (ImportCommand.warning(result).map { ["Warning: \($0)"] } ?? []) + [
          "Rebuild it with", "  \(recipe)",
        ]
      let text = ScenarioFile.text(for: result.scenario, header: header)
      try ImportCommand.check(text, path: output)
      try writeAtomically(text, to: output, replacing: force)
      return lines + ["Scenario: \(output)"]
    } catch {
      throw ImportFailure([error])
    }
  }

  /// Returns what makes the scenario's numbers rough, if anything does.
  private static func warning(_ result: ImportResult) -> String? {
    let months = result.report.months.count
    guard months < 12 else { return nil }
    return
      "the records cover \(NumberText.count(months, "month")), and a scenario should have at least 12. Its rates are rough and have "
      + "no season."
  }

  /// Refuses a scenario that would not run as it stands.
  private static func check(_ text: String, path: String) throws(ImportProblem) {
    do throws(InvalidScenario) {
      _ = try ScenarioFile.read(text: text, path: path)
    } catch {
      throw .unusableScenario(problems: error.problems.map(\.message))
    }
  }

  static func words(_ progress: ImportProgress) -> String {
    switch progress {
    case .reading(let file, let count, let rows): "reading file \(file) of \(count), \(rows) rows"
    case .findingPlaces: "finding places"
    case .fitting: "fitting rates"
    }
  }
}
