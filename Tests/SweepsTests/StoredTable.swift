// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Files
@testable import Questions
@testable import Tables

/// A table of a study's results, read back from its file.
struct StoredTable {
  let header: [String]
  /// By row, the cells by column.
  let rows: [[String: String]]

  /// - Parameter path: A `.csv`, or a `.csv.gz`.
  init(path: String) throws {
    let lines = try StoredTable.text(path).split(separator: "\n").map { CSVCells.split(String($0)) }
    header = try #require(lines.first)
    rows = try lines.dropFirst().map { [header] cells in
      try #require(cells.count == header.count)
      return Dictionary(uniqueKeysWithValues: zip(header, cells))
    }
  }

  /// The rows whose cells are as given.
  func rows(_ cells: [String: String]) -> [[String: String]] {
    rows.filter { row in cells.allSatisfy { row[$0.key] == $0.value } }
  }

  /// Returns the text of a table, unpacked where it is packed.
  static func text(_ path: String) throws -> String {
    guard path.hasSuffix(".gz") else { return try String(contentsOfFile: path, encoding: .utf8) }
    var bytes: [UInt8] = []
    try GzipMembers(path: path).forEach { event in
      if case .bytes(let more) = event { bytes += more }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Changes a table in its file.
  static func change(_ path: String, _ change: (String) -> String) throws {
    let text = try text(path)
    let changed = change(text)
    try #require(changed != text, "\(path) is as it was")
    let bytes = path.hasSuffix(".gz") ? try Gzip.member(Array(changed.utf8)) : Array(changed.utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}
