// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel
import Questions
import ScenarioFiles
import Tables

/// A line of a journal: what it notes, after a checksum by which a torn or damaged line is known.
///
/// `9f3a21bc done 12 3 [[…]]`: the checksum of what follows the space behind it, as eight hexadecimal digits, the kind, the
/// cell, the replication, and JSON.
enum JournalLine: Hashable {
  /// What the journal belongs to; the first line.
  case study(JournalHeader)
  /// What a cell is, before its first replication.
  case cell(Int, JournalCell)
  /// What is kept of a replication.
  case done(cell: Int, replication: Int, record: JournalRecord)
  /// Why a replication can't be run; replication 0 where the whole cell can't.
  case failed(cell: Int, replication: Int, error: String)

  /// The bytes of the line, with a line feed at the end.
  func bytes() throws -> [UInt8] {
    let (start, json): (String, [UInt8])
    switch self {
    case .study(let header): (start, json) = ("study 0 0 ", try JSONText.line(header))
    case .cell(let cell, let content): (start, json) = ("cell \(cell) 0 ", try JSONText.line(content))
    case .done(let cell, let replication, let record):
      (start, json) = (
        "done \(cell) \(replication) ",
        record.isPlain ? try JSONText.line(record.numbers) : try JSONText.line(record)
      )
    case .failed(let cell, let replication, let error):
      (start, json) = ("failed \(cell) \(replication) ", try JSONText.line([error]))
    }
    return JournalLine.line(Array(start.utf8) + json.dropLast())
  }

  /// Returns a line with its checksum in front and a line feed at its end.
  static func line(_ content: [UInt8]) -> [UInt8] {
    Array(FileChecksum.of(content[...]).utf8) + [UInt8(ascii: " ")] + content + [UInt8(ascii: "\n")]
  }

  /// The kind, the cell and the replication of a line, without its JSON.
  struct Head: Hashable {
    enum Kind: String { case study, cell, done, failed }
    let kind: Kind
    let cell: Int
    let replication: Int
    /// Where the JSON begins, from the start of the line.
    let length: Int

    /// - Parameter line: A whole line.
    /// - Throws: What of it can't be.
    init(_ line: ArraySlice<UInt8>) throws(JSONProblem) {
      let parts = line.dropFirst(9).split(separator: UInt8(ascii: " "), maxSplits: 3)
      guard parts.count == 4 else { throw JSONProblem("", "has not the four parts of a journal's line") }
      let words = parts.prefix(3).map { String(decoding: $0.prefix(100), as: UTF8.self) }
      guard let kind = Kind(rawValue: words[0]) else {
        throw JSONProblem("", "is of an unknown kind, \"\(words[0])\"")
      }
      let cells = kind == .study ? 0...0 : 1...Batch.itemLimit
      let replications =
        switch kind {
        case .study, .cell: 0...0
        case .done: 1...BatchFile.replicationLimit
        case .failed: 0...BatchFile.replicationLimit
        }
      self.init(
        kind: kind, cell: try Head.number(words[1], "the cell", cells),
        replication: try Head.number(words[2], "the replication", replications),
        length: parts[3].startIndex - line.startIndex)
    }

    init(kind: Kind, cell: Int, replication: Int, length: Int) {
      (self.kind, self.cell, self.replication, self.length) = (kind, cell, replication, length)
    }

    /// Reads a number as it is written here: digits alone.
    private static func number(
      _ text: String, _ what: String, _ range: ClosedRange<Int>
    ) throws(JSONProblem) -> Int {
      guard let number = Int(text), range.contains(number), String(number) == text else {
        throw JSONProblem(what, "is \(text); it must be from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }

  /// The most bytes of a line; one with a thousand numbers has some twenty thousand. A replication of which more is kept fails.
  static let limit = 8 << 20
  private static let json = ForeignJSON(size: limit, depth: 4, text: 1 << 20, values: 1_000_000)

  /// Whether a line without its line feed is what was written, by its checksum. That says nothing of who wrote it.
  static func isWhole(_ line: ArraySlice<UInt8>) -> Bool {
    line.count > 9 && line[line.startIndex + 8] == UInt8(ascii: " ")
      && line.prefix(8).elementsEqual(FileChecksum.of(line.dropFirst(9)).utf8)
  }

  /// Returns the head of a line without its line feed; `nil` where the line is not whole, or is none of a journal.
  static func head(of line: ArraySlice<UInt8>) -> Head? {
    isWhole(line) ? try? Head(line) : nil
  }

  /// Reads a line; `nil` where it is not whole, or is none of a journal.
  init?(_ line: ArraySlice<UInt8>) {
    guard JournalLine.isWhole(line), let head = try? Head(line),
      let read = try? JournalLine(line, head: head)
    else { return nil }
    self = read
  }

  /// Reads a whole line, and checks all that can be told without the study.
  ///
  /// - Parameter head: Its head.
  /// - Throws: What it says that can't be.
  init(_ line: ArraySlice<UInt8>, head: Head) throws(JSONProblem) {
    let json = Array(line.dropFirst(head.length))
    switch head.kind {
    case .study:
      let header = try JournalLine.json.decode(JournalHeader.self, from: json)
      if let problem = header.problem { throw problem }
      self = .study(header)
    case .cell:
      let cell = try JournalLine.json.decode(JournalCell.self, from: json)
      if let problem = cell.problem { throw problem }
      self = .cell(head.cell, cell)
    case .done:
      let record =
        json.first == UInt8(ascii: "{")
        ? try JournalLine.json.decode(JournalRecord.self, from: json)
        : JournalRecord(numbers: try JournalLine.json.decode([[Double]].self, from: json))
      self = .done(cell: head.cell, replication: head.replication, record: record)
    case .failed:
      let errors = try JournalLine.json.decode([String].self, from: json)
      guard let error = errors.first, errors.count == 1 else {
        throw JSONProblem("", "has \(errors.count) reasons; there must be one")
      }
      self = .failed(cell: head.cell, replication: head.replication, error: error)
    }
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

  /// 2 holds what a study keeps besides numbers, and the weeks of its cells.
  static let format = 2

  /// What it says that can't be, a newer format left aside; `nil` where there is nothing.
  fileprivate var problem: JSONProblem? {
    guard format <= JournalHeader.format else { return nil }
    var problems = ValueProblems()
    problems.require(format, in: 1...JournalHeader.format, "format")
    problems.require(isDigest(digest), "digest", "is no digest of 64 hexadecimal digits")
    problems.require(text: patrolsim, upTo: 100, "patrolsim")
    problems.require(shards, in: 1...Shard.limit, "shards")
    problems.require(shard, in: 1...max(1, shards), "shard")
    return problems.problems.first
  }
}

/// What a cell is.
struct JournalCell: Hashable, Codable {
  /// The digest of its scenario as it is run.
  var digest: String
  /// The seed of its random numbers, as a text, since it has 64 bits.
  var seed: String
  /// The names of the columns of its numbers.
  var columns: [String]
  /// The weeks that are kept; `nil` where none are.
  var weeks: JournalWeeks?

  /// What it says that can't be; `nil` where there is nothing.
  fileprivate var problem: JSONProblem? {
    var problems = ValueProblems()
    problems.require(isDigest(digest), "digest", "is no digest of 64 hexadecimal digits")
    problems.require(
      UInt64(seed).map(String.init) == seed, "seed", "is \"\(seed)\"; it must be from 0 to \(UInt64.max)")
    problems.require(columns.count, in: 1...10_000, "columns.count")
    problems.require(Set(columns).count == columns.count, "columns", "has a name twice")
    for (index, name) in columns.enumerated() {
      problems.require(text: name, upTo: 1_000, "columns[\(index)]")
    }
    if let weeks {
      problems.require(
        CivilDate(weeks.start) != nil, "weeks.start", "is \"\(weeks.start)\", which is no date")
      problems.require(weeks.history, in: 0...JournalWeeks.limit, "weeks.history")
      problems.require(weeks.campaign, in: 0...JournalWeeks.limit, "weeks.campaign")
      problems.require(weeks.after, in: 0...JournalWeeks.limit, "weeks.after")
    }
    return problems.problems.first
  }
}

/// The weeks of a cell's series.
struct JournalWeeks: Hashable, Codable {
  /// The first day of the campaign, `2024-03-04`.
  var start: String
  /// How many weeks there are before it, of it and after it.
  var history: Int
  var campaign: Int
  var after: Int

  /// The most of each.
  static let limit = 10_000

  init(_ phases: Phases) {
    start = phases.campaignStart.description
    (history, campaign, after) = (phases.historyWeeks, phases.campaignWeeks, phases.afterWeeks)
  }
}
