// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolModel
import Tables

/// What came of rebuilding a replication.
public struct ReplayResult: Sendable {
  /// The replication, from 1.
  public let replication: Int
  /// Whether the results hold it, so that there was something to compare with.
  public let isStored: Bool
  /// The tables compared, in their order; empty where it isn't stored.
  public let tables: [ReplayedTable]
  /// The replication in full.
  public let single: SingleReplication

  /// Whether everything stored is what was rebuilt, byte for byte.
  public var isIdentical: Bool { tables.allSatisfy { $0.differenceCount == 0 } }
}

/// A table of results beside what was rebuilt of it.
public struct ReplayedTable: Hashable, Sendable {
  /// The most differences that are told one by one.
  public static let mostTold = 20

  /// The name of the file.
  public let file: String
  /// The rows of the replication that were rebuilt.
  public let rowCount: Int
  /// How many cells or whole rows differ.
  public let differenceCount: Int
  /// The first of them.
  public let differences: [ReplayDifference]
}

/// A cell or a row that is otherwise than what was rebuilt.
public struct ReplayDifference: Hashable, Sendable {
  /// What tells the row from others: its first cells.
  public let row: String
  /// The name of the column; empty where the whole row is missing on one side.
  public let column: String
  /// What is stored; `nil` where the row is missing.
  public let stored: String?
  /// What was rebuilt; `nil` where there is no such row.
  public let rebuilt: String?
}

extension Replay {
  /// Rebuilds a replication and compares it with what is stored of it.
  ///
  /// - Parameter replication: Its number, from 1.
  /// - Throws: ``CannotReplay`` where stored tables can't be read, or the failure of a strategy.
  /// - Complexity: That of the replication, and of reading the stored tables up to it.
  public func run(replication: Int) throws -> ReplayResult {
    let single = try experiment.single(
      replication: replication, recording: RecordingOptions(keepsBook: true, keepsEvents: true))
    guard manifest.holds(replication) else {
      return ReplayResult(replication: replication, isStored: false, tables: [], single: single)
    }
    do {
      return ReplayResult(
        replication: replication, isStored: true, tables: try compare(single, replication), single: single)
    } catch { throw CannotReplay(problems: [error]) }
  }

  private func compare(
    _ single: SingleReplication, _ replication: Int
  ) throws(ReplayProblem) -> [ReplayedTable] {
    let rows = ReplayedRows(single, of: experiment)
    var tables: [ReplayedTable] = []
    for part in [rows.summaries, rows.outcomes, rows.weekly] {
      let file = part.table.file
      let isOptional = file == WeekDetailTable.table.description.file
      if isOptional, !FileManager.default.fileExists(atPath: folder + "/" + file) { continue }
      let stored =
        part.table.isCompressed
        ? try packedRows(file, replication, rebuilt: part.rows)
        : try plainRows(file, replication, rebuilt: part.rows)
      tables.append(
        ReplayedTable(part.table, stored: stored, rebuilt: RowSplitter.rows(part.table.header + part.rows)))
    }
    return tables
  }

  /// Reads a plain table to its end, and returns its header and its rows of a replication.
  private func plainRows(
    _ name: String, _ replication: Int, rebuilt: [UInt8]
  ) throws(ReplayProblem) -> [[UInt8]] {
    let path = folder + "/" + name
    var rows = StoredRows(
      path: path, of: replication, among: manifest.doneRanges, rebuilt: rebuilt.count,
      mostRows: manifest.strategies.count)
    func reading<Value>(_ body: () throws(FileProblem) -> Value) throws(ReplayProblem) -> Value {
      do { return try body() } catch { throw .badFile(path: path, error) }
    }
    let file = try reading { () throws(FileProblem) in try RegularFile(path) }
    while true {
      let bytes = try reading { () throws(FileProblem) in try file.read(upTo: 1 << 18) }
      if bytes.isEmpty { break }
      try rows.take(bytes[...])
    }
    try rows.end()
    return rows.kept
  }

  /// Reads a packed table to its end, and returns its header and its rows of a replication.
  private func packedRows(
    _ name: String, _ replication: Int, rebuilt: [UInt8]
  ) throws(ReplayProblem) -> [[UInt8]] {
    let path = folder + "/" + name
    var rows = StoredRows(
      path: path, of: replication, among: manifest.doneRanges, rebuilt: rebuilt.count)
    var isHeader = true
    try GzipMembers(path: path).forEach { event throws(ReplayProblem) in
      switch event {
      case .begun: if !isHeader { try rows.beginReplication() }
      case .bytes(let bytes): try rows.take(bytes)
      case .ended:
        try rows.endReplication()
        isHeader = false
      }
    }
    try rows.end()
    return rows.kept
  }
}

extension ReplayedTable {
  /// Compares rows, byte for byte.
  ///
  /// - Parameters:
  ///   - table: What they are rows of.
  ///   - name: What is compared; `nil` for the table's file.
  ///   - stored: The header and the rows that are stored.
  ///   - rebuilt: The same as they were rebuilt.
  package init(_ table: TableDescription, as name: String? = nil, stored: [[UInt8]], rebuilt: [[UInt8]]) {
    file = name ?? table.file
    let columns = table.fields.map(\.name)
    let key = table.key.compactMap(columns.firstIndex)
    rowCount = rebuilt.count - 1
    guard stored != rebuilt else {
      (differenceCount, differences) = (0, [])
      return
    }
    func byKey(_ rows: [[UInt8]]) -> [String: [String]] {
      Dictionary(
        rows.map { row in
          let cells = CSVCells.split(String(decoding: row, as: UTF8.self))
          return (key.filter(cells.indices.contains).map { cells[$0] }.joined(separator: ", "), cells)
        }, uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (byKey(stored), byKey(rebuilt))
    var differences: [ReplayDifference] = []
    for key in Set(old.keys).union(new.keys).sorted() {
      guard let own = old[key], let other = new[key] else {
        differences.append(
          ReplayDifference(
            row: key, column: "", stored: old[key]?.joined(separator: ","),
            rebuilt: new[key]?.joined(separator: ",")))
        continue
      }
      for index in 0..<max(own.count, other.count) {
        let (a, b) = (
          own.indices.contains(index) ? own[index] : nil, other.indices.contains(index) ? other[index] : nil
        )
        // Two texts that a reader takes for the same can still be other bytes.
        guard a.map({ Array($0.utf8) }) != b.map({ Array($0.utf8) }) else { continue }
        let name = columns.indices.contains(index) ? columns[index] : "column \(index + 1)"
        differences.append(ReplayDifference(row: key, column: name, stored: a, rebuilt: b))
      }
    }
    // The same rows in another order, or one twice, are no longer the same bytes.
    let repeated = stored.count - old.count
    differenceCount = max(1, differences.count + repeated)
    self.differences = Array(differences.prefix(ReplayedTable.mostTold))
  }
}

/// Splits a row of our own tables, which have no line feed within a cell.
package enum CSVCells {
  /// Source: RFC 4180, §2.
  package static func split(_ row: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var characters = row.makeIterator()
    var pending = characters.next()
    while let character = pending {
      pending = characters.next()
      switch (character, isQuoted) {
      case ("\"", true) where pending == "\"":
        cell.append("\"")
        pending = characters.next()
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        cells.append(cell)
        cell = ""
      default: cell.append(character)
      }
    }
    return cells + [cell]
  }
}

extension Manifest {
  /// The replications that were done, ascending.
  var doneRanges: [ClosedRange<Int>] { Manifest.ranges(of: replications) ?? [] }

  /// Whether a replication is among those done.
  func holds(_ replication: Int) -> Bool { doneRanges.contains { $0.contains(replication) } }
}
