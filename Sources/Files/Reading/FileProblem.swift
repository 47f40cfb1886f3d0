// SPDX-License-Identifier: GPL-3.0-or-later

/// A reason why a file or a folder can't be read.
package enum FileProblem: Error, Hashable {
  /// There is no such file.
  case missing(path: String)
  /// It is a folder, a pipe, a socket or a device; only regular files are read.
  case notRegular(path: String, kind: String)
  /// It is longer than the most that is read, in bytes.
  case tooLarge(path: String, limit: Int)
  /// A folder holds more files and folders, at any depth, than are looked at.
  case tooManyEntries(path: String, limit: Int)
  /// A folder lies deeper below the one that was named than is looked.
  case tooDeep(path: String, limit: Int)
  /// The system refuses, for a reason of its own.
  case cannotRead(path: String, reason: String)

  /// The reason without the path: `it is a folder`.
  package var reason: String {
    switch self {
    case .missing: "there is no such file"
    case .notRegular(_, let kind):
      "it is \(kind), and only regular files are read"
        + (kind == RegularFile.folder ? "" : "; save what it gives to a file first")
    case .tooLarge(_, let limit): "it is larger than \(limit >> 20) MiB, the most that is read"
    case .tooManyEntries(_, let limit):
      "it holds more than \(limit) files and folders, the most that are looked at"
    case .tooDeep(_, let limit):
      "it is nested more than \(limit) folders deep, the most that are searched; move it higher up"
    case .cannotRead(_, let reason): reason
    }
  }

  package var path: String {
    switch self {
    case .missing(let path), .notRegular(let path, _), .tooLarge(let path, _), .tooManyEntries(let path, _),
      .tooDeep(let path, _), .cannotRead(let path, _):
      path
    }
  }
}

extension FileProblem: CustomStringConvertible {
  package var description: String { "\(printable(path)) can't be read: \(reason)" }
}
