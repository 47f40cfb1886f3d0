// SPDX-License-Identifier: GPL-3.0-or-later

/// A reason why results can't be written.
public enum ResultsError: Error, Hashable {
  /// zlib has no memory.
  case cannotCompress
  /// A file or folder can't be written; the reason is the system's.
  case cannotWrite(path: String, reason: String)
  /// A file can't be read; the reason is the system's.
  case cannotRead(path: String, reason: String)
  /// The folder exists and holds something else than results.
  case notResults(path: String)
  /// The folder exists and holds something.
  case notEmpty(path: String)
  /// The folder holds the results of another study, or of more replications of this one.
  case wouldLose(path: String, what: String)
}

extension ResultsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotCompress: "The results can't be compressed: zlib reports an error."
    case .cannotWrite(let path, let reason): "\(path) can't be written: \(reason)"
    case .cannotRead(let path, let reason): "\(path) can't be read: \(reason)"
    case .notResults(let path):
      "\(path) exists and is not a folder of results; name another folder with --output."
    case .notEmpty(let path): "\(path) exists and is not empty; name another folder with --output."
    case .wouldLose(let path, let what):
      "\(path) holds \(what); name another folder with --output, or replace it with --force."
    }
  }
}
