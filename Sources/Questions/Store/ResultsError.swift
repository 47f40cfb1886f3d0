// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Tables

/// A reason why results can't be written.
public enum ResultsError: Error, Hashable {
  /// zlib has no memory.
  case cannotCompress
  /// The name of a file or folder is empty.
  case noName
  /// A file or folder can't be written; the reason is the system's.
  case cannotWrite(path: String, reason: String)
  /// A file can't be read; the reason is the system's.
  case cannotRead(path: String, reason: String)
  /// The path is a link, which might lead anywhere.
  case isLink(path: String)
  /// What is there is neither a folder nor a file where one may be; what it is, in words.
  case inTheWay(path: String, kind: String)
  /// The folder holds files that are not of its results: the first names, and how many there are.
  case holdsOthers(path: String, names: [String], count: Int)
  /// The folder holds files of its results that were changed since: the first names, and how many there are.
  case holdsChanged(path: String, names: [String], count: Int)
  /// The folder exists and holds something.
  case notEmpty(path: String)
  /// The folder holds results whose manifest doesn't list its files, as older versions wrote them.
  case unlisted(path: String)
  /// The folder holds the results of another study, or of more replications of this one.
  case wouldLose(path: String, what: String)
  /// The folder holds a study's results of more replications than there would be.
  case fewerReplications(path: String, there: Int, here: Int)

  init(_ problem: WriteProblem) {
    self =
      switch problem {
      case .noName: .noName
      case .cannotWrite(let path, let reason): .cannotWrite(path: path, reason: reason)
      case .isLink(let path): .isLink(path: path)
      case .inTheWay(let path, let kind): .inTheWay(path: path, kind: kind)
      case .holdsOthers(let path, let names, let count): .holdsOthers(path: path, names: names, count: count)
      case .holdsChanged(let path, let names, let count):
        .holdsChanged(path: path, names: names, count: count)
      }
  }

  /// Calls a function and gives its problem as one of results.
  @discardableResult
  package static func from<Value>(_ body: () throws(WriteProblem) -> Value) throws(ResultsError) -> Value {
    do throws(WriteProblem) { return try body() } catch { throw ResultsError(error) }
  }
}

extension ResultsError {
  /// Calls a function that compresses and gives its problem as one of results.
  static func packing<Value>(_ body: () throws(CannotCompress) -> Value) throws(ResultsError) -> Value {
    do throws(CannotCompress) { return try body() } catch { throw .cannotCompress }
  }
}

extension ResultsError: CustomStringConvertible {
  public var description: String { printable(sentence) }

  private var sentence: String {
    switch self {
    case .cannotCompress: "The results can't be compressed: zlib reports an error."
    case .cannotRead(let path, let reason): "\(path) can't be read: \(reason)"
    case .noName: WriteProblem.noName.description
    case .cannotWrite(let path, let reason): WriteProblem.cannotWrite(path: path, reason: reason).description
    case .isLink(let path): WriteProblem.isLink(path: path).description
    case .inTheWay(let path, let kind): WriteProblem.inTheWay(path: path, kind: kind).description
    case .holdsOthers(let path, let names, let count):
      WriteProblem.holdsOthers(path: path, names: names, count: count).description
    case .holdsChanged(let path, let names, let count):
      WriteProblem.holdsChanged(path: path, names: names, count: count).description
    case .notEmpty(let path): "\(path) exists and is not empty; name another folder with --output."
    case .unlisted(let path):
      "\(path) holds results of an older version, whose manifest.json does not list its files. PatrolSim can't "
        + "recognise which files are yours; name another folder with --output."
    case .fewerReplications(let path, let there, let here):
      "\(path) holds results of \(there) replications in total, and these would have \(here); set the same number for each cell, or "
        + "name another folder with --output."
    case .wouldLose(let path, let what):
      "\(path) holds \(what); name another folder, or replace it with --force."
    }
  }
}
