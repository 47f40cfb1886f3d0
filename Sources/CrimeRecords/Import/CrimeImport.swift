// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// How far an import has come.
public enum ImportProgress: Hashable, Sendable {
  /// A file is being read: its number from 1, how many there are, and the rows read so far.
  case reading(file: Int, of: Int, rows: Int)
  /// Places are being found.
  case findingPlaces
  /// Rates are being fitted.
  case fitting
}

/// What an import came to.
public struct ImportResult: Sendable {
  /// What was read, kept and dropped.
  public var report: CleaningReport
  /// What was found and fitted, as text.
  public var findings: String
  /// A scenario that runs as it stands.
  public var scenario: Scenario
  /// Lines for the top of the scenario file, without the recipe.
  public var header: [String]
}

/// Turns a force's published records into a scenario.
///
/// <doc:ImportingRecords> tells what is done to them and why.
public struct CrimeImport: Sendable {
  public let options: ImportOptions
  let types = CrimeType.policeUK

  /// Prepares an import; nothing is read yet.
  public init(_ options: ImportOptions) { self.options = options }

  /// Reads, cleans, finds and fits.
  ///
  /// - Parameter progress: Called now and then.
  /// - Returns: The scenario, with reports.
  /// - Throws: Every problem found up to the step that can't go on.
  /// - Complexity: O(bytes) time; memory grows with points, months and Crime IDs.
  public func run(progress: (ImportProgress) -> Void = { _ in }) throws(ImportFailure) -> ImportResult {
    let broken = options.problems()
    guard broken.isEmpty else { throw ImportFailure(broken) }
    let aids = try ImportAids(options, types: types)
    let (records, report) = try cleanRecords(progress: progress)
    progress(.findingPlaces)
    let clusters = ClusterFinder(records: records, radiusInMetres: options.radiusInMetres).clusters()
    progress(.fitting)
    let fit = AreaFit(records: records, clusters: clusters, levels: aids.levels)
    let assembly = try ScenarioAssembly(
      options: options, records: records, clusters: clusters, fit: fit, aids: aids, report: report)
    return ImportResult(
      report: report, findings: assembly.findings, scenario: assembly.scenario, header: assembly.header)
  }

  /// Reads all files and selects the area.
  func cleanRecords(
    progress: (ImportProgress) -> Void = { _ in }
  ) throws(ImportFailure) -> (records: CleanRecords, report: CleaningReport) {
    let found = try RecordFiles(paths: options.paths)
    var intake = RecordIntake(
      types: types, from: options.from.flatMap { RecordMonth($0) }, to: options.to.flatMap { RecordMonth($0) }
    )
    intake.report.superseded = found.superseded.map { "\($0.old), by \($0.kept)" }
    var problems: [ImportProblem] = []
    for (index, file) in found.files.enumerated() {
      progress(.reading(file: index + 1, of: found.files.count, rows: intake.report.rowsRead))
      do throws(ImportProblem) {
        try intake.read(file) { progress(.reading(file: index + 1, of: found.files.count, rows: $0)) }
      } catch {
        problems.append(error)
      }
    }
    if problems.isEmpty, intake.report.filesRead == 0 {
      problems = [.noStreetFiles(paths: options.paths, ignored: intake.report.passedOver.values.reduce(0, +))]
    }
    guard problems.isEmpty else { throw ImportFailure(problems) }
    var report = intake.report
    let records = try CleanRecords(intake, area: try areaRule(), types: types, report: &report)
    return (records, report)
  }

  private func areaRule() throws(ImportFailure) -> AreaRule {
    if let boundary = options.boundary {
      do throws(ImportProblem) {
        return .boundary(try Boundary(file: boundary), file: boundary)
      } catch {
        throw ImportFailure([error])
      }
    }
    if !options.area.isEmpty { return .boroughs(options.area) }
    return options.corridors.isEmpty ? .robust : .boroughs(options.corridors.flatMap(\.boroughs))
  }
}

/// What an import reads besides the records.
struct ImportAids {
  var levels: LevelTables?
  var times: HourProfileFit?
  var stations: [Coordinate] = []
  var wards: Boundary?

  /// Reads what the options name; every problem is reported.
  init(_ options: ImportOptions, types: [CrimeType]) throws(ImportFailure) {
    var problems: [ImportProblem] = []
    if let folder = options.levels {
      do throws(ImportFailure) {
        levels = try LevelTables(folder: folder, types: types)
      } catch {
        problems += error.problems
      }
    }
    var fit = HourProfileFit(types: types)
    for file in options.times {
      do throws(ImportProblem) {
        try fit.read(file: file)
      } catch {
        problems.append(error)
      }
    }
    if !options.times.isEmpty { times = fit }
    do throws(ImportProblem) {
      if let file = options.stations { stations = try PlaceKindRule.stations(file: file) }
      if let file = options.wards { wards = try Boundary(file: file) }
    } catch {
      problems.append(error)
    }
    guard problems.isEmpty else { throw ImportFailure(problems) }
  }
}
