// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// Monthly counts of whole boroughs, as the Metropolitan Police Service publishes them.
///
/// They give level, season and dispersion where street-level records exist for a month or so only.
/// Anti-social behaviour is not in them.
struct LevelTables {
  /// Counts by borough, type and month.
  private(set) var counts: [String: [Int: [RecordMonth: Int]]] = [:]
  /// The files that were read.
  private(set) var files: [String] = []
  /// Files that hold something else.
  private(set) var passedOver: [String] = []

  static let layout = (
    name: "MPS borough level crime", required: ["majortext", "minortext", "boroughname", "YYYYMM …"]
  )

  /// Reads every table in a folder; of a month in two tables, the table with more months is used.
  ///
  /// - Throws: ``ImportFailure`` with what reading throws and ``ImportProblem/noLevels(folder:known:)``.
  init(folder: String, types: [CrimeType]) throws(ImportFailure) {
    var problems: [ImportProblem] = []
    var tables: [(file: String, table: Table)] = []
    let candidates: [String]
    do throws(ImportProblem) { candidates = try csvFiles(inFolder: folder) } catch {
      throw ImportFailure([error])
    }
    for file in candidates {
      do throws(ImportProblem) {
        if let table = try Table(file: file, types: types) {
          tables.append((file, table))
        } else {
          passedOver.append(file)
        }
      } catch {
        problems.append(error)
      }
    }
    if tables.isEmpty, problems.isEmpty {
      problems = [
        .noLevels(
          folder: folder,
          known: ["\(LevelTables.layout.name) (\(LevelTables.layout.required.joined(separator: ", ")))"])
      ]
    }
    guard problems.isEmpty else { throw ImportFailure(problems) }
    var known: Set<RecordMonth> = []
    for (file, table) in tables.sorted(by: {
      ($1.table.months.count, $0.file) < ($0.table.months.count, $1.file)
    }) {
      let new = Set(table.months).subtracting(known)
      known.formUnion(new)
      files.append(file)
      for (borough, byType) in table.counts {
        for (type, byMonth) in byType {
          for (month, count) in byMonth where new.contains(month) {
            counts[borough, default: [:]][type, default: [:]][month] = count
          }
        }
      }
    }
  }

  /// Whether a borough has counts of a type.
  func has(borough: String, type: Int) -> Bool { counts[borough]?[type] != nil }

  /// Returns the counts of a type in some boroughs together, over the months that all have.
  func series(boroughs: [String], type: Int, through last: RecordMonth) -> [(month: RecordMonth, count: Int)]
  {
    let tables = boroughs.compactMap { counts[$0]?[type] }
    guard let first = tables.first else { return [] }
    return first.keys.filter { $0 <= last }.sorted().compactMap { month in
      let values = tables.compactMap { $0[month] }
      return values.count == tables.count ? (month, values.reduce(0, +)) : nil
    }
  }

  /// One file of monthly counts.
  private struct Table {
    var months: [RecordMonth] = []
    var counts: [String: [Int: [RecordMonth: Int]]] = [:]
    /// More offences of a type in a month than any borough has.
    private static let largestCount = 1_000_000_000

    /// Reads a file; `nil` where its header is of another layout.
    init?(file: String, types: [CrimeType]) throws(ImportProblem) {
      let reader = try CSVReader(file: file)
      let header = try reader.readHeader().map { $0.lowercased() }
      guard let major = header.firstIndex(of: "majortext"), let minor = header.firstIndex(of: "minortext"),
        let borough = header.firstIndex(where: { $0 == "boroughname" || $0 == "lookup_boroughname" }),
        !header.contains(where: { $0.hasPrefix("ward") || $0.hasPrefix("lsoa") })
      else { return nil }
      let columns = header.enumerated().compactMap { index, name -> (Int, RecordMonth)? in
        guard name.count == 6 else { return nil }
        return RecordMonth("\(name.prefix(4))-\(name.suffix(2))").map { (index, $0) }
      }
      guard !columns.isEmpty else { return nil }
      months = columns.map(\.1)
      let indexes = Dictionary(uniqueKeysWithValues: types.enumerated().map { ($1.id, $0) })
      while let record = try reader.next() {
        guard record.count == header.count,
          let id = policeUKType(major: record.text(major), minor: record.text(minor)), let type = indexes[id]
        else { continue }
        let name = record.text(borough)
        for (column, month) in columns {
          let text = record.text(column)
          guard let count = text.isEmpty ? 0 : Int(text) else {
            throw .notACount(file: file, row: reader.row, text: text)
          }
          guard (0...Table.largestCount).contains(count) else {
            throw .invalidCount(file: file, row: reader.row, value: count, limit: Table.largestCount)
          }
          counts[name, default: [:]][type, default: [:]][month, default: 0] += count
        }
        guard counts.count <= ReadingLimit.boroughs else {
          throw .tooManyDifferent(file: file, row: reader.row, what: "boroughs", limit: ReadingLimit.boroughs)
        }
      }
    }
  }
}

/// Returns the data.police.uk type that a Home Office category belongs to; `nil` for fraud, which
/// street-level files leave out.
///
/// Source: the categories of data.police.uk, "About police.uk crime data".
func policeUKType(major: String, minor: String) -> String? {
  let minor = minor.lowercased()
  switch major.lowercased() {
  case "arson and criminal damage": return "criminal-damage-and-arson"
  case "burglary": return "burglary"
  case "drug offences": return "drugs"
  case "miscellaneous crimes against society": return "other-crime"
  case "possession of weapons": return "possession-of-weapons"
  case "public order offences": return "public-order"
  case "robbery": return "robbery"
  case "sexual offences", "violence against the person": return "violence-and-sexual-offences"
  case "vehicle offences": return "vehicle-crime"
  case "theft":
    if minor.contains("bicycle") { return "bicycle-theft" }
    if minor.contains("shoplifting") { return "shoplifting" }
    return minor.contains("person") ? "theft-from-the-person" : "other-theft"
  default: return nil
  }
}
