// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// Goes through a stored table from its first row to its last, and keeps its header and the rows of one replication.
///
/// Each replication that was done must be there, in its order, once; but the one that is looked for may be missing, which is
/// a difference and no damage.
struct StoredRows {
  /// The header and the rows of the replication.
  private(set) var kept: [[UInt8]] = []

  private let path: String
  private let replication: Int
  /// The most bytes of the rows of a replication.
  private let limit: Int
  /// The most rows of any other replication; `nil` for any number.
  private let mostRows: Int?
  private var done: DoneReplications
  private var splitter: RowSplitter
  /// The replication that is being read; 0 before the first.
  private var current = 0
  /// Whether where it begins is known from elsewhere.
  private var isBegun = false
  private var rows = 0
  private var bytes = 0

  /// - Parameters:
  ///   - path: The table, for messages.
  ///   - replication: The replication that is looked for.
  ///   - done: Those that were done.
  ///   - rebuilt: The bytes of the rows of a replication as far as can be told beforehand.
  ///   - mostRows: The most rows of any other replication.
  init(
    path: String, of replication: Int, among done: [ClosedRange<Int>], rebuilt: Int, mostRows: Int? = nil
  ) {
    (self.path, self.replication, self.mostRows) = (path, replication, mostRows)
    self.done = DoneReplications(done)
    splitter = RowSplitter(path: path)
    limit = 8 * rebuilt + (1 << 20)
  }

  /// Takes the next bytes.
  mutating func take(_ bytes: ArraySlice<UInt8>) throws(ReplayProblem) {
    var splitter = splitter
    try splitter.take(bytes) { row, line throws(ReplayProblem) in try note(row, line) }
    self.splitter = splitter
  }

  /// Begins the next replication, whether it has rows or not.
  mutating func beginReplication() throws(ReplayProblem) {
    guard let next = done.next() else { throw problem("it holds more replications than manifest.json") }
    begin(next)
    isBegun = true
  }

  /// Checks that a row, and with it the replication, is at its end.
  mutating func endReplication() throws(ReplayProblem) {
    try splitter.end()
  }

  /// Checks that nothing is missing behind the last row.
  mutating func end() throws(ReplayProblem) {
    try endReplication()
    while let next = done.next() {
      guard next == replication, current != replication else {
        throw problem("replication \(next) is missing, or what came after it")
      }
    }
  }

  private mutating func note(_ row: ArraySlice<UInt8>, _ line: Int) throws(ReplayProblem) {
    guard line > 1 else { return kept.append(Array(row)) }
    let number = try number(row, line)
    if number != current { try go(to: number, line) }
    rows += 1
    bytes += row.count + 1
    guard bytes <= limit else {
      throw problem("replication \(current) has far more rows than one that was rebuilt, on line \(line)")
    }
    if current == replication { return kept.append(Array(row)) }
    if let mostRows, rows > mostRows {
      throw problem("line \(line) is row \(rows) of replication \(current), which has \(mostRows)")
    }
  }

  /// Reads the replication of a row.
  private func number(_ row: ArraySlice<UInt8>, _ line: Int) throws(ReplayProblem) -> Int {
    let text = String(decoding: row.prefix(20).prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)
    guard let number = Int(text), number > 0, String(number) == text else {
      throw problem("line \(line) is of no replication")
    }
    return number
  }

  private mutating func go(to number: Int, _ line: Int) throws(ReplayProblem) {
    guard !isBegun else {
      throw problem("line \(line) is of replication \(number), among those of replication \(current)")
    }
    var next = done.next()
    if next == replication, number != replication { next = done.next() }
    guard next == number else {
      throw problem(
        "line \(line) is of replication \(number), "
          + (next.map { "where \($0) was to follow" } ?? "where none was to follow"))
    }
    begin(number)
  }

  private mutating func begin(_ number: Int) { (current, rows, bytes) = (number, 0, 0) }

  private func problem(_ reason: String) -> ReplayProblem { .badFile(path: path, reason: reason) }
}

/// The replications that were done, one after the other.
private struct DoneReplications {
  private let ranges: [ClosedRange<Int>]
  private var range = 0
  private var last: Int?

  init(_ ranges: [ClosedRange<Int>]) { self.ranges = ranges }

  mutating func next() -> Int? {
    guard ranges.indices.contains(range) else { return nil }
    let next = last.map { $0 + 1 } ?? ranges[range].lowerBound
    last = next
    if next == ranges[range].upperBound { (range, last) = (range + 1, nil) }
    return next
  }
}
