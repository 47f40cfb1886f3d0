// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions

/// What a journal holds, and where: its numbers stay in the file until they are asked for.
struct JournalIndex {
  /// Where a line is, its line feed left out.
  struct Place: Hashable {
    let offset: Int
    let length: Int
    /// From 1.
    let line: Int
  }
  /// A replication of a cell, both from 1; replication 0 is the cell as a whole.
  struct Item: Hashable, Comparable {
    let cell: Int
    let replication: Int

    static func < (a: Item, b: Item) -> Bool { (a.cell, a.replication) < (b.cell, b.replication) }
  }

  let path: String
  private(set) var header: JournalHeader?
  private(set) var cells: [Int: JournalCell] = [:]
  private(set) var done: [Item: Place] = [:]
  private(set) var failed: [Item: String] = [:]
  /// The lines that say what a cell is, and the first with a replication of it, by cell.
  private(set) var cellLines: [Int: Int] = [:]
  private(set) var firstDoneLines: [Int: Int] = [:]
  /// The length of what is whole; what follows was torn.
  private(set) var length = 0
  /// The line that is being read, from 1.
  private var line = 0
  /// A line that is not whole; 0 where there is none.
  private var damaged = 0
  private let rules: JournalRules?

  /// Reads a journal that may be growing; one that isn't there or is empty has no header.
  ///
  /// - Parameter batch: The study that it has to be of; `nil` where what it says is not used.
  /// - Throws: ``BatchError`` where it is no journal, is damaged otherwise than at its end, or says what can't be; where it is
  ///   of another study or version; `ResultsError` where it can't be read.
  /// - Complexity: O(length of the file), and memory O(replications).
  init(path: String, of batch: Batch? = nil) throws {
    self.path = path
    rules = batch.map(JournalRules.init)
    do {
      let file = try RegularFile(path)
      var rest: [UInt8] = []
      while true {
        let more = try file.read(upTo: 1 << 20)
        if more.isEmpty { break }
        try take(more, after: &rest)
      }
    } catch let problem as FileProblem {
      if case .missing = problem { return }
      throw ResultsError.cannotRead(path: path, reason: problem.reason)
    }
    if header == nil, damaged > 0 { throw BatchError.notJournal(path: path) }
  }

  /// Notes the lines that end in some bytes.
  ///
  /// - Parameter rest: What came before of a line that has not ended; left with what comes of the next.
  private mutating func take(_ bytes: [UInt8], after rest: inout [UInt8]) throws {
    // What came before has no line feed in it, so that it need not be looked through again.
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      line += 1
      // A damaged line may be the last, torn by what came after it in another order; only then it does no harm.
      if damaged > 0 {
        throw header == nil ? .notJournal(path: path) : BatchError.damaged(path: path, line: damaged)
      }
      if rest.isEmpty {
        if try !note(bytes[start..<end]) { damaged = line }
      } else {
        rest += bytes[start..<end]
        if try !note(rest[...]) { damaged = line }
        rest.removeAll(keepingCapacity: true)
      }
      start = end + 1
    }
    rest += bytes[start...]
    guard rest.count <= JournalLine.limit else {
      throw header == nil
        ? .notJournal(path: path)
        : BatchError.invalidLine(
          path: path, line: line + 1, reason: "it has more than \(JournalLine.limit) bytes")
    }
  }

  /// Notes a line.
  ///
  /// - Returns: Whether it is whole.
  /// - Throws: ``BatchError`` where it is whole and says what can't be.
  private mutating func note(_ bytes: ArraySlice<UInt8>) throws -> Bool {
    guard JournalLine.isWhole(bytes) else { return false }
    do {
      let head = try JournalLine.Head(bytes)
      let item = Item(cell: head.cell, replication: head.replication)
      if line == 1, head.kind != .study { throw BatchError.notJournal(path: path) }
      guard line == 1 || head.kind != .study else {
        throw JSONProblem("", "is the first line of another journal")
      }
      try rules?.check(head, length: bytes.count)
      if head.kind == .done {
        try note(item, Place(offset: length, length: bytes.count, line: line))
      } else {
        try note(try JournalLine(bytes, head: head), item)
      }
    } catch let problem as JSONProblem {
      throw BatchError.invalidLine(path: path, line: line, reason: "\(problem)")
    }
    if line == 1, let header {
      try header.checkFormat(path: path)
      if let rules { try header.check(against: rules.header, path: path) }
    }
    length += bytes.count + 1
    return true
  }

  private mutating func note(_ item: Item, _ place: Place) throws(JSONProblem) {
    if let first = done.updateValue(place, forKey: item) {
      throw JSONProblem("", "has the replication of line \(first.line) again")
    }
    failed[item] = nil
    if firstDoneLines[item.cell] == nil { firstDoneLines[item.cell] = line }
  }

  private mutating func note(_ read: JournalLine, _ item: Item) throws(JSONProblem) {
    switch read {
    case .study(let found): header = found
    case .cell(let cell, let content):
      try rules?.check(content, of: cell)
      if let first = cells.updateValue(content, forKey: cell), first != content {
        throw JSONProblem("", "has another cell \(cell) than line \(cellLines[cell] ?? 0)")
      }
      cellLines[cell] = line
    case .failed(_, _, let error): failed[item] = error
    case .done: break
    }
  }
}

/// Reads numbers from a journal at the places that its index knows.
final class JournalReader {
  private let index: JournalIndex
  private let file: RegularFile

  init(_ index: JournalIndex) throws(ResultsError) {
    self.index = index
    do { file = try RegularFile(index.path) } catch {
      throw .cannotRead(path: index.path, reason: error.reason)
    }
  }

  /// Returns what is kept of a replication; `nil` where the journal doesn't have it.
  ///
  /// - Parameters:
  ///   - content: What its cell is.
  ///   - rules: Those of the study.
  /// - Throws: ``BatchError`` where they are not those of a replication of the cell.
  func record(
    of item: JournalIndex.Item, _ content: JournalCell, _ rules: JournalRules
  ) throws -> JournalRecord? {
    guard let place = index.done[item] else { return nil }
    var bytes = [UInt8](repeating: 0, count: place.length)
    let count = bytes.withUnsafeMutableBytes {
      pread(file.descriptor, $0.baseAddress, $0.count, off_t(place.offset))
    }
    guard count == place.length, JournalLine.isWhole(bytes[...]) else {
      throw ResultsError.cannotRead(path: index.path, reason: "it has changed while it was read")
    }
    do throws(JSONProblem) {
      guard
        case .done(item.cell, item.replication, let record) = try JournalLine(
          bytes[...], head: .init(bytes[...]))
      else { throw JSONProblem("", "is of another replication") }
      try rules.check(record, of: item.cell, content)
      return record
    } catch {
      throw BatchError.invalidLine(path: index.path, line: place.line, reason: "\(error)")
    }
  }
}
