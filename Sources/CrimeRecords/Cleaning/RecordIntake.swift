// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Takes in the rows of street files and counts them by point, type and month.
///
/// Records are not kept one by one: memory grows with the number of points, months and Crime IDs, not
/// with the size of the files, and each of these has a limit.
struct RecordIntake {
  /// A point to which records were snapped.
  struct Anchor {
    /// In millionths of a degree.
    var longitude: Int32
    var latitude: Int32
    /// The index of its name in ``locations``.
    var location: Int
    /// The index of its neighbourhood in ``zones``.
    var zone: Int
  }

  /// A count at one point, of one type, in one month.
  struct Cell: Hashable {
    var anchor: Int32
    var type: UInt8
    /// The index of the month.
    var month: Int32
  }

  /// A file's rows in one neighbourhood and month.
  struct Presence: Hashable {
    var family: Int32
    var zone: Int32
    var month: Int32
  }

  var anchors: [Anchor] = []
  var locations = NameTable()
  var zones = NameTable()
  var boroughs: [String] = []
  var cells: [Cell: Int] = [:]
  var presence: [Presence: Int] = [:]
  var families: [String] = []
  var report: CleaningReport

  let from: RecordMonth?
  let to: RecordMonth?
  let typeNames: CrimeTypeNames
  let limits: Limits
  private var anchorIndexes: [Int64: Int32] = [:]
  private(set) var seenIDs: Set<UInt64> = []
  private var typeIndexes: [UInt64: Int?] = [:]
  /// Rows without an ID in the files read before, and in the file being read.
  private var withoutID: [Cell: Int] = [:]
  private(set) var withoutIDHere: [Cell: Int] = [:]

  init(types: [CrimeType], from: RecordMonth?, to: RecordMonth?, limits: Limits = Limits()) {
    self.limits = limits
    typeNames = CrimeTypeNames(types: types)
    report = CleaningReport(types: types.map(\.name))
    self.from = from
    self.to = to
  }

  /// Reads one file.
  ///
  /// - Parameter progress: Called now and then with the number of rows read so far.
  /// - Throws: ``ImportProblem`` where the file can't be read to its end.
  mutating func read(_ file: RecordFiles.File, progress: (Int) -> Void) throws(ImportProblem) {
    let reader = try CSVReader(file: file.path)
    try read(reader, family: file.family, progress: progress)
  }

  /// Reads the records of one reader.
  mutating func read(_ reader: CSVReader, family: String, progress: (Int) -> Void) throws(ImportProblem) {
    let header = try reader.readHeader()
    switch try FileKind(file: reader.file, header: header) {
    case .passedOver(let name):
      report.passedOver[name, default: 0] += 1
      return
    case .street(let columns):
      report.filesRead += 1
      report.layouts[columns.layout.name, default: 0] += 1
      let familyIndex = families.firstIndex(of: family) ?? families.count
      if familyIndex == families.count { families.append(family) }
      while let record = try reader.next() {
        report.rowsRead += 1
        do throws(Excess) {
          if let reason = try take(record, columns, family: Int32(familyIndex)) {
            report.drop(reason, file: reader.file, row: reader.row) { (0..<record.count).map(record.text) }
          }
          if report.rowsRead % 4_096 == 0 { try checkCounts() }
        } catch {
          throw error.problem(in: reader)
        }
        if report.rowsRead % 100_000 == 0 { progress(report.rowsRead) }
      }
      do throws(Excess) { try checkCounts() } catch { throw error.problem(in: reader) }
      settleRowsWithoutID()
    }
  }

  /// Counts one row, or says why it isn't counted.
  private mutating func take(
    _ record: CSVRecord, _ columns: StreetColumns, family: Int32
  ) throws(Excess) -> DropReason? {
    guard record.count == columns.count, !record.isMalformed,
      let month = month(of: record[columns.month])
    else { return .unreadable }
    guard let type = try typeIndex(record, columns.type) else { return .unknownType }
    if let from, month < from { return .outsidePeriod }
    if let to, month > to { return .outsidePeriod }
    let (eastText, northText) = (record[columns.longitude], record[columns.latitude])
    if eastText.isEmpty || northText.isEmpty { return .noLocation }
    guard let longitude = eastText.millionths, let latitude = northText.millionths,
      abs(longitude) <= 180_000_000, abs(latitude) <= 90_000_000
    else { return .unreadable }
    if longitude == 0 && latitude == 0 { return .noLocation }
    let anchor = try anchorIndex(record, columns, longitude: longitude, latitude: latitude)
    let zone = Int32(anchors[Int(anchor)].zone)
    presence[Presence(family: family, zone: zone, month: Int32(month.index)), default: 0] += 1
    let cell = Cell(anchor: anchor, type: UInt8(type), month: Int32(month.index))
    let id = record[columns.crimeID]
    guard !id.isEmpty else {
      withoutIDHere[cell, default: 0] += 1
      return nil
    }
    guard seenIDs.insert(id.fingerprint).inserted else { return .duplicateID }
    cells[cell, default: 0] += 1
    return nil
  }

  /// Adds the rows without an ID of the file just read, as far as they exceed what earlier files had.
  private mutating func settleRowsWithoutID() {
    for (cell, count) in withoutIDHere {
      let before = withoutID[cell] ?? 0
      let repeated = min(before, count)
      if repeated > 0 { report.dropped[.repeatedInOtherFile, default: 0] += repeated }
      if count > before {
        cells[cell, default: 0] += count - before
        withoutID[cell] = count
      }
    }
    withoutIDHere.removeAll(keepingCapacity: true)
  }

  /// Reads `YYYY-MM`, or the month of `MM/DD/YYYY …`.
  private func month(of bytes: UnsafeBufferPointer<UInt8>) -> RecordMonth? {
    if let month = RecordMonth(bytes: bytes) { return month }
    let parts = decoded(bytes).prefix(10).split(separator: "/")
    guard parts.count == 3, let month = Int(parts[0]), let year = Int(parts[2]), (1...12).contains(month),
      (1900..<2200).contains(year)
    else { return nil }
    return RecordMonth(year: year, month: month)
  }

  private mutating func typeIndex(_ record: CSVRecord, _ column: Int) throws(Excess) -> Int? {
    let key = record[column].fingerprint
    if let known = typeIndexes[key] { return known }
    let index = typeNames.index(of: record.text(column))
    typeIndexes[key] = .some(index)
    if index == nil { report.unknownTypes.insert(shortened(record.text(column))) }
    guard typeIndexes.count <= limits.typeNames else {
      throw Excess(what: "types of crime", limit: limits.typeNames)
    }
    return index
  }

  private mutating func anchorIndex(
    _ record: CSVRecord, _ columns: StreetColumns, longitude: Int32, latitude: Int32
  ) throws(Excess) -> Int32 {
    let key = Int64(longitude) << 32 | Int64(UInt32(bitPattern: latitude))
    if let index = anchorIndexes[key] { return index }
    let zone = zones.index(of: record, columns.zone)
    if zone == boroughs.count {
      boroughs.append(columns.layout.borough ?? borough(ofZone: zones.names[zone]))
    }
    let location = locations.index(of: record, columns.location)
    anchors.append(Anchor(longitude: longitude, latitude: latitude, location: location, zone: zone))
    anchorIndexes[key] = Int32(anchors.count - 1)
    try checkNames()
    return Int32(anchors.count - 1)
  }
}

/// Returns the borough or district that an LSOA name begins with: `Westminster 013B` is in Westminster.
func borough(ofZone name: String) -> String {
  guard let space = name.lastIndex(of: " ") else { return name }
  let code = name[name.index(after: space)...]
  let isCode = code.count == 4 && code.prefix(3).allSatisfy(\.isNumber) && code.last?.isLetter == true
  return isCode ? String(name[..<space]) : name
}

/// Names in the order of their first appearance.
struct NameTable {
  private(set) var names: [String] = []
  /// The bytes of all names.
  private(set) var byteCount = 0
  private var indexes: [UInt64: Int] = [:]

  /// Returns the index of a field's text, which is added if it is new.
  mutating func index(of record: CSVRecord, _ column: Int) -> Int {
    let key = record[column].fingerprint
    if let index = indexes[key] { return index }
    names.append(record.text(column))
    byteCount += record[column].count
    indexes[key] = names.count - 1
    return names.count - 1
  }
}
