// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib
import Foundation

/// A line of a journal: what it notes, after a checksum by which a torn or damaged line is known.
///
/// `9f3a21bc done 12 3 [[…]]`: the checksum of what follows the space behind it, as eight hexadecimal digits, the kind, the
/// cell, the replication, and JSON.
enum JournalLine: Hashable {
  /// What the journal belongs to; the first line.
  case study(JournalHeader)
  /// What a cell is, before its first replication.
  case cell(Int, JournalCell)
  /// The numbers of a replication by strategy and column.
  case done(cell: Int, replication: Int, values: [[Double]])
  /// Why a replication can't be run; replication 0 where the whole cell can't.
  case failed(cell: Int, replication: Int, error: String)

  /// The bytes of the line, with a line feed at the end.
  func bytes() throws -> [UInt8] {
    let (start, json): (String, [UInt8])
    switch self {
    case .study(let header): (start, json) = ("study 0 0 ", try JSONText.line(header))
    case .cell(let cell, let content): (start, json) = ("cell \(cell) 0 ", try JSONText.line(content))
    case .done(let cell, let replication, let values):
      (start, json) = ("done \(cell) \(replication) ", try JSONText.line(values))
    case .failed(let cell, let replication, let error):
      (start, json) = ("failed \(cell) \(replication) ", try JSONText.line([error]))
    }
    let content = Array(start.utf8) + json.dropLast()
    return Array(JournalLine.checksum(content[...]).utf8) + [UInt8(ascii: " ")] + content + [
      UInt8(ascii: "\n")
    ]
  }

  /// The kind, the cell and the replication of a line, without its JSON.
  struct Head: Hashable {
    enum Kind: String { case study, cell, done, failed }
    let kind: Kind
    let cell: Int
    let replication: Int
    /// Where the JSON begins, from the start of the line.
    let length: Int
  }

  /// Returns the head of a line without its line feed; `nil` where the line is not whole.
  static func head(of line: ArraySlice<UInt8>) -> Head? {
    guard line.count > 9, line[line.startIndex + 8] == UInt8(ascii: " ") else { return nil }
    let content = line.dropFirst(9)
    guard line.prefix(8).elementsEqual(checksum(content).utf8) else { return nil }
    let parts = content.split(separator: UInt8(ascii: " "), maxSplits: 3)
    guard parts.count == 4 else { return nil }
    let words = parts.prefix(3).map { String(decoding: $0, as: UTF8.self) }
    guard let kind = Head.Kind(rawValue: words[0]), let cell = Int(words[1]), let replication = Int(words[2])
    else {
      return nil
    }
    return Head(
      kind: kind, cell: cell, replication: replication, length: parts[3].startIndex - line.startIndex)
  }

  /// Reads a whole line; `nil` where it is not whole.
  init?(_ line: ArraySlice<UInt8>) {
    guard let head = JournalLine.head(of: line) else { return nil }
    let json = Data(line.dropFirst(head.length))
    let decoder = JSONDecoder()
    switch head.kind {
    case .study:
      guard let header = try? decoder.decode(JournalHeader.self, from: json) else { return nil }
      self = .study(header)
    case .cell:
      guard let cell = try? decoder.decode(JournalCell.self, from: json) else { return nil }
      self = .cell(head.cell, cell)
    case .done:
      guard let values = try? decoder.decode([[Double]].self, from: json) else { return nil }
      self = .done(cell: head.cell, replication: head.replication, values: values)
    case .failed:
      guard let error = try? decoder.decode([String].self, from: json).first else { return nil }
      self = .failed(cell: head.cell, replication: head.replication, error: error)
    }
  }

  /// The CRC-32 of bytes as eight hexadecimal digits.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> String {
    let value = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

/// What a journal belongs to.
struct JournalHeader: Hashable, Codable {
  /// The version of the layout.
  var format = JournalHeader.format
  /// The version of PatrolSim.
  var patrolsim = PatrolSimVersion.current
  /// The digest of the study.
  var digest: String
  /// The shard and how many there are; 1 and 1 where the work is not divided.
  var shard: Int
  var shards: Int

  static let format = 1
}

/// What a cell is.
struct JournalCell: Hashable, Codable {
  /// The digest of its scenario as it is run.
  var digest: String
  /// The seed of its random numbers, as a text, since it has 64 bits.
  var seed: String
  /// The names of the columns of its numbers.
  var columns: [String]
}
