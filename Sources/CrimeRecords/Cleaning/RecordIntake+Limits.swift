// SPDX-License-Identifier: GPL-3.0-or-later

extension RecordIntake {
  /// The most of everything that is kept in memory of the records read.
  struct Limits {
    var points = ReadingLimit.points
    var nameBytes = ReadingLimit.names
    var crimeIDs = ReadingLimit.crimeIDs
    var counts = ReadingLimit.counts
    var typeNames = ReadingLimit.typeNames
  }

  /// More of something than is kept.
  struct Excess: Error {
    /// `points`.
    let what: String
    let limit: Int

    /// The problem of the row just read.
    func problem(in reader: CSVReader) -> ImportProblem {
      .tooManyDifferent(file: reader.file, row: reader.row, what: what, limit: limit)
    }
  }

  /// Checks what grows with points, after one was added.
  func checkNames() throws(Excess) {
    guard anchors.count <= limits.points else { throw Excess(what: "points", limit: limits.points) }
    guard max(locations.byteCount, zones.byteCount) <= limits.nameBytes else {
      throw Excess(what: "bytes in names of places", limit: limits.nameBytes)
    }
  }

  /// Checks what grows with rows; called now and then.
  func checkCounts() throws(Excess) {
    guard seenIDs.count <= limits.crimeIDs else { throw Excess(what: "Crime IDs", limit: limits.crimeIDs) }
    guard max(cells.count, withoutIDHere.count, presence.count) <= limits.counts else {
      throw Excess(what: "counts by place, type and month", limit: limits.counts)
    }
  }
}
