// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Files
import Pages
import Questions

/// Makes the pages and figures of results that are there.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the report, the public page and the figures of stored results.",
    discussion: """
      `compare` makes report.html, public.html and the charts. This command makes them again from a folder of \
      results. It can add streets or boundaries to the map, or draw every chart as a figure for a paper.

      The report is one file and needs no internet connection. The folder charts/ has the charts as Vega-Lite \
      specifications, so that you can change their style.

      EXAMPLES
        patrolsim report Results/my-force-1a2b3c4d-seed1
        patrolsim report Results/my-force-1a2b3c4d-seed1 --background wards.geojson
        patrolsim report Results/my-force-1a2b3c4d-seed1 --figures pdf figures
      """)

  @Argument(help: "The folder of results.", completion: .directory, transform: namedPath)
  var results: String

  @Argument(
    help: ArgumentHelp("With --figures: the folder for the figures.", valueName: "folder"),
    completion: .directory, transform: namedPath)
  var folder: String?

  @Option(help: "Draw every chart as a figure in this format, instead of the pages: svg, png or pdf.")
  var figures: FigureFormat?

  @Option(
    help: ArgumentHelp(
      "Streets or boundaries behind the map: lines and polygons of a GeoJSON file, in degrees (WGS 84).",
      valueName: "file"),
    completion: .file(extensions: ["geojson", "json"]), transform: namedPath)
  var background: String?

  @Flag(help: "Replace pages that were changed, or figures of other results or in another format.")
  var force = false

  func validate() throws {
    if figures != nil, folder == nil {
      throw ValidationError("--figures needs a folder: patrolsim report RESULTS --figures svg FOLDER")
    }
    if figures == nil, let folder {
      throw ValidationError("\"\(folder)\" is one argument too many; a folder for figures needs --figures")
    }
    if figures != nil, background != nil {
      throw ValidationError("--background and --figures can't be combined: figures do not include the map")
    }
  }

  func run() throws {
    let source = try reportingProblems { () throws(UnreadableResults) in try ReportSource(folder: results) }
    source.warnings.forEach(printToError)
    let tools = try reportingProblems { () throws(ReportTools.Problem) in try ReportTools.find() }
    if let figures, let folder { return try draw(figures, of: source, in: folder, with: tools) }
    let assets = try reportingProblems { () throws(ReportTools.Problem) in try tools.assets() }
    let files = ReportFiles.all(source, assets: assets, background: try mapBackground())
    try reportingProblems { () throws(ResultsError) in
      try ResultsPages.write(files, to: results, force: force)
    }
    for name in files.map(\.path) where name.hasSuffix(".html") { try printLine("\(results)/\(name)") }
    try printLine(
      "\(results)/\(ReportFiles.chartFolder) (\(files.count { $0.path.hasSuffix(".json") }) charts)")
  }

  private func mapBackground() throws -> MapBackground? {
    guard let background else { return nil }
    let bytes = try reportingProblems { () throws(FileProblem) in
      try RegularFile.bytes(of: background, limit: MapBackground.sizeLimit)
    }
    do { return try MapBackground(geoJSON: bytes) } catch { throw failure("\(background): \(error)") }
  }

  private func draw(
    _ format: FigureFormat, of source: ReportSource, in folder: String, with tools: ReportTools
  ) throws {
    let charts = ReportPage(source).specifications()
    let drawn = try reportingProblems { () throws(any Error) in
      try tools.draw(
        charts, as: format, in: folder,
        of: "\(source.manifest.scenarioDigest) \(source.manifest.seed)", force: force)
    }
    try printLine("\(drawn) figures: \(folder)")
  }
}
