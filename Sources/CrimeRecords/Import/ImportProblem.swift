// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// Something that keeps records from being imported, with all its facts.
public enum ImportProblem: Error, Hashable, Sendable {
  case unreadableFile(file: String, reason: String)
  case damagedGzip(file: String, reason: String)
  case emptyFile(file: String)
  case cutInMidRow(file: String, row: Int, fieldCount: Int, expected: Int)
  case recordTooLong(file: String, row: Int, limitInBytes: Int)
  case tooManyFields(file: String, row: Int, limit: Int)
  /// Gzip data that unpack to more than so many times their size.
  case unpacksTooFar(file: String, limit: Int)
  case tooLarge(file: String, limitInBytes: Int)
  /// More different things than are kept in memory: `what` is "points".
  case tooManyDifferent(file: String, row: Int, what: String, limit: Int)
  case notACount(file: String, row: Int, text: String)
  case invalidCount(file: String, row: Int, value: Int, limit: Int)
  case noSuchPath(path: String)
  case noFiles(folder: String)
  case noStreetFiles(paths: [String], ignored: Int)
  case unknownLayout(file: String, header: [String], nearest: String, missing: [String], known: [String])
  case nothingKept(rowsRead: Int, reasons: [String])
  case unknownArea(name: String, nearest: String?, known: [String])
  case invalidOption(option: String, value: String, rule: String)
  case notBoundary(file: String, reason: String)
  case tooFewTimes(file: String, count: Int, needed: Int)
  case noLevels(folder: String, known: [String])
  case tooFewPlaces(wanted: Int, found: Int, rule: String)
  case cannotWrite(path: String, reason: String)
  case notEmpty(folder: String)
  case unusableScenario(problems: [String])
}

extension ImportProblem {
  init(_ problem: WriteProblem) {
    self =
      switch problem {
      case .holdsOthers(let path, _, _): .notEmpty(folder: path)
      default: .cannotWrite(path: problem.path, reason: problem.reason)
      }
  }

  /// Calls a function and gives its problem as one of records.
  static func from<Value>(_ body: () throws(WriteProblem) -> Value) throws(ImportProblem) -> Value {
    do throws(WriteProblem) { return try body() } catch { throw ImportProblem(error) }
  }

  /// The problem of a file that can't be read.
  init(_ problem: FileProblem) { self = .unreadableFile(file: problem.path, reason: problem.reason) }
}

/// Returns a text that a message can hold: at most 500 characters of it.
func shortened(_ text: String) -> String { text.count <= 500 ? text : "\(text.prefix(499))…" }

/// Every problem that was found, reported at once.
public struct ImportFailure: Error, Hashable, Sendable {
  /// At least one.
  public let problems: [ImportProblem]

  public init(_ problems: [ImportProblem]) { self.problems = problems }
}

extension ImportFailure: CustomStringConvertible {
  /// The sentences of all problems, a line each.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension ImportProblem: CustomStringConvertible {
  /// The problem as a sentence for the user, on one line.
  public var description: String { printable(sentence) }

  private var sentence: String {
    switch self {
    case .unreadableFile(let file, let reason): "\(file): can't be read: \(reason)"
    case .damagedGzip(let file, let reason): "\(file): the gzip data is damaged: \(reason)"
    case .emptyFile(let file): "\(file): the file is empty; a header line is needed"
    case .cutInMidRow(let file, let row, let count, let expected):
      """
      \(file): row \(row): the file ends in the middle of this row, which has \(count) of \(expected) \
      fields; fetch the file again
      """
    case .recordTooLong(let file, let row, let limit):
      "\(file): row \(row): the row is longer than \(limit) bytes; is a quotation mark never closed?"
    case .tooManyFields(let file, let row, let limit):
      "\(file): row \(row): the row has more than \(limit) fields, the most that are read"
    case .unpacksTooFar(let file, let limit):
      """
      \(file): the gzip data unpack to more than \(limit) times their size, which no records do; nothing of the file \
      is used
      """
    case .tooLarge(let file, let limit):
      "\(file): the file holds more than \(limit >> 20) MiB, the most that is read"
    case .tooManyDifferent(let file, let row, let what, let limit):
      """
      \(file): row \(row): up to here are more than \(limit) different \(what), the most that are kept; is this \
      file what it should be?
      """
    case .notACount(let file, let row, let text):
      "\(file): row \(row): the count \"\(shortened(text))\" is not a whole number"
    case .invalidCount(let file, let row, let value, let limit):
      "\(file): row \(row): a monthly count is \(value); it must be from 0 to \(limit)"
    case .noSuchPath(let path): "\(path): no such file or folder"
    case .noFiles(let folder):
      "\(folder): the folder has no CSV files (*.csv or *.csv.gz), at any depth"
    case .noStreetFiles(let paths, let ignored):
      """
      \(paths.joined(separator: ", ")): none of the CSV files is a street-level crime file; \(ignored) of \
      outcomes or stop and search were passed over
      """
    case .unknownLayout(let file, let header, let nearest, let missing, let known):
      """
      \(file): row 1: the header "\(shortened(header.joined(separator: ",")))" has no known layout; the nearest is \
      \(nearest), which also needs \(missing.map { "\"\($0)\"" }.joined(separator: ", ")); known are \
      \(known.joined(separator: "; "))
      """
    case .nothingKept(let rows, let reasons):
      "no record is left of \(rows) rows read: \(reasons.joined(separator: "; "))"
    case .unknownArea(let name, let nearest, let known):
      """
      --area: no record lies in "\(name)"\(nearest.map { "; did you mean \"\($0)\"?" } ?? ""); the records \
      name \(known.joined(separator: ", "))
      """
    case .invalidOption(let option, let value, let rule): "\(option) is \(value); \(rule)"
    case .notBoundary(let file, let reason): "\(file): is not a boundary file: \(reason)"
    case .tooFewTimes(let file, let count, let needed):
      "\(file): has \(count) rows with an hour and a known type of crime; at least \(needed) are needed"
    case .noLevels(let folder, let known):
      "\(folder): has no table of monthly counts; known layouts are \(known.joined(separator: "; "))"
    case .tooFewPlaces(let wanted, let found, let rule):
      "--targets is \(wanted), but only \(found) places can be targets: \(rule)"
    case .cannotWrite(let path, let reason): "\(path): can't be written: \(reason)"
    case .notEmpty(let folder):
      "\(folder): is not empty; name another folder for the simulated records"
    case .unusableScenario(let problems):
      """
      the records give a scenario that can't run, so none was written; are coordinates wrong, or points far \
      from the rest? \(problems.joined(separator: "; "))
      """
    }
  }
}
