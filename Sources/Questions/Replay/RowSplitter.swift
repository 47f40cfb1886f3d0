// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits the bytes of a table, which come in pieces, into its rows.
package struct RowSplitter {
  /// How many rows have ended.
  package private(set) var count = 0
  /// The most bytes of a row.
  private static let limit = 1 << 20
  /// The table, for messages.
  private let path: String
  /// What has come of a row that has not ended.
  private var rest: [UInt8] = []

  package init(path: String) { self.path = path }

  /// Takes the next bytes.
  ///
  /// - Parameter row: Called with each row that ends in them, without its line feed; ``count`` has it already.
  /// - Throws: ``ReplayProblem/badFile(path:reason:)`` where a row is too long; what the function throws.
  package mutating func take(
    _ bytes: ArraySlice<UInt8>, _ row: (_ row: ArraySlice<UInt8>, _ line: Int) throws(ReplayProblem) -> Void
  ) throws(ReplayProblem) {
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      count += 1
      if rest.isEmpty {
        try row(bytes[start..<end], count)
      } else {
        rest += bytes[start..<end]
        try row(rest[...], count)
        rest.removeAll(keepingCapacity: true)
      }
      start = end + 1
    }
    rest += bytes[start...]
    guard rest.count <= RowSplitter.limit else {
      throw .badFile(path: path, reason: "line \(count + 1) has more than \(RowSplitter.limit) bytes")
    }
  }

  /// Returns the rows of a whole table, without their line feeds.
  package static func rows(_ table: [UInt8]) -> [[UInt8]] {
    table.split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }

  /// Checks that the last row has ended.
  package func end() throws(ReplayProblem) {
    guard rest.isEmpty else {
      throw .badFile(path: path, reason: "it ends in the middle of a row, on line \(count + 1)")
    }
  }
}
