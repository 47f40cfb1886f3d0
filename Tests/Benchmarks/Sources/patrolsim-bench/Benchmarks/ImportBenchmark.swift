// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeRecords
import Foundation

/// Import of a force's records: reading, cleaning, finding places and fitting rates.
@Sendable func importBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-bench-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  Progress.show("import: writing records")
  let records = StreetRecords(megabytes: settings.size(200, quick: 2), monthCount: 36)
  let megabytes = Double(try records.write(to: folder)) / 1e6
  var rows = (read: 0, kept: 0)
  var readingSpeeds: [Double] = []
  let figures = try Rounds("import", settings).interleave([
    {
      let start = SystemClock.processor.nanoseconds
      var endOfReading = start
      let result = try CrimeImport(ImportOptions(paths: [folder])).run { progress in
        if progress == .findingPlaces { endOfReading = SystemClock.processor.nanoseconds }
      }
      rows = (result.report.rowsRead, result.report.kept)
      readingSpeeds.append(megabytes / ((endOfReading - start) / 1e9))
      return megabytes / ((SystemClock.processor.nanoseconds - start) / 1e9)
    }
  ])
  return BenchResult(
    measurements: [
      Measurement("import", unit: "MB/s", figures[0]),
      Measurement("import/reading", unit: "MB/s", readingSpeeds),
    ],
    checks: [
      .holds(
        "import: \(records.rowCount) rows were written, \(rows.read) read", rows.read == records.rowCount),
      .holds("import: \(rows.kept) rows were kept, more than nine in ten", rows.kept * 10 > rows.read * 9),
    ])
}
