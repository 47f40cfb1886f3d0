// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What a journal holds, and where: its numbers stay in the file until they are asked for.
struct JournalIndex {
  /// Where a line is, its line feed left out.
  struct Place: Hashable {
    let offset: Int
    let length: Int
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
  /// The length of what is whole; what follows was torn.
  private(set) var length = 0

  /// Reads a journal that may be growing; one that isn't there or is empty has no header.
  ///
  /// - Throws: ``BatchError`` where it is no journal, or damaged otherwise than at its end; ``ResultsError`` where it can't
  ///   be read.
  /// - Complexity: O(length of the file), and memory O(replications).
  init(path: String) throws {
    self.path = path
    guard let file = FileHandle(forReadingAtPath: path) else {
      guard FileManager.default.fileExists(atPath: path) else { return }
      throw ResultsError.cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    defer { try? file.close() }
    var rest: [UInt8] = []
    var (line, damaged) = (0, 0)
    while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
      rest += data
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        line += 1
        // A damaged line may be the last, torn by what came after it in another order; only then it does no harm.
        if damaged > 0 {
          throw header == nil ? .notJournal(path: path) : BatchError.damaged(path: path, line: damaged)
        }
        if try !note(rest[start..<end]) { damaged = line }
        start = end + 1
      }
      rest.removeFirst(start)
    }
    if header == nil, damaged > 0 { throw BatchError.notJournal(path: path) }
  }

  /// Notes a line.
  ///
  /// - Returns: Whether it is whole.
  private mutating func note(_ line: ArraySlice<UInt8>) throws -> Bool {
    guard let head = JournalLine.head(of: line) else { return false }
    let item = Item(cell: head.cell, replication: head.replication)
    let place = Place(offset: length, length: line.count)
    switch head.kind {
    case .done where header != nil:
      done[item] = place
      failed[item] = nil
    case .done: return false
    case .study, .cell, .failed:
      guard let read = JournalLine(line) else { return false }
      switch read {
      case .study(let found):
        guard found.format <= JournalHeader.format else {
          throw BatchError.newerFormat(path: path, format: found.format)
        }
        header = found
      case .cell(let cell, let content): cells[cell] = content
      case .failed(_, _, let error): failed[item] = error
      case .done: return false
      }
    }
    length += line.count + 1
    return true
  }
}

/// Reads numbers from a journal at the places that its index knows.
final class JournalReader {
  private let index: JournalIndex
  private let descriptor: Int32

  init(_ index: JournalIndex) throws(ResultsError) {
    self.index = index
    descriptor = open(index.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotRead(path: index.path, reason: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  /// Returns the numbers of a replication by strategy and column; `nil` where the journal doesn't have it.
  func values(of item: JournalIndex.Item) throws -> [[Double]]? {
    guard let place = index.done[item] else { return nil }
    var bytes = [UInt8](repeating: 0, count: place.length)
    let count = bytes.withUnsafeMutableBytes {
      pread(descriptor, $0.baseAddress, $0.count, off_t(place.offset))
    }
    guard count == place.length, case .done(_, _, let values)? = JournalLine(bytes[...]) else {
      throw ResultsError.cannotRead(path: index.path, reason: "it has changed while it was read")
    }
    return values
  }
}
