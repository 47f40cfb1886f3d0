// SPDX-License-Identifier: GPL-3.0-or-later

/// A reason why something can't be written.
package enum WriteProblem: Error, Hashable {
  /// The name is empty.
  case noName
  /// The system refuses, for a reason of its own.
  case cannotWrite(path: String, reason: String)
  /// It is a link, which might lead anywhere.
  case isLink(path: String)
  /// Something is there that is neither a regular file nor a folder, or one where the other should be.
  case inTheWay(path: String, kind: String)
  /// A folder holds what is not to be lost: the first names, and how many there are.
  case holdsOthers(path: String, names: [String], count: Int)
  /// A folder holds files that were changed since they were written: the first names, and how many there are.
  case holdsChanged(path: String, names: [String], count: Int)

  package init(_ path: String, _ failure: SystemFailure) {
    self = .cannotWrite(path: path, reason: failure.description)
  }
}

extension WriteProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noName: "A name is empty; name a file or a folder."
    case .cannotWrite: "\(printable(path)) can't be written: \(reason)"
    case .isLink, .inTheWay, .holdsOthers, .holdsChanged: "\(printable(path)): \(reason)."
    }
  }

  /// What can't be written; empty where its name is.
  package var path: String {
    switch self {
    case .noName: ""
    case .cannotWrite(let path, _), .isLink(let path), .inTheWay(let path, _), .holdsOthers(let path, _, _),
      .holdsChanged(let path, _, _):
      path
    }
  }

  /// The reason without the path.
  package var reason: String {
    switch self {
    case .noName: "its name is empty"
    case .cannotWrite(_, let reason): reason
    case .isLink: "it is a link, and nothing is written through links; name what it leads to"
    case .inTheWay(_, let kind): "it is \(kind), which is not replaced; name another path"
    case .holdsOthers(_, let names, let count):
      "it holds other files, which would be lost: \(WriteProblem.list(names, of: count)). Nothing was written; move them, or "
        + "name another folder"
    case .holdsChanged(_, let names, let count):
      "it holds files that were changed since they were written: \(WriteProblem.list(names, of: count)). Nothing was "
        + "written; move them, or name another folder"
    }
  }

  /// Returns names as a list that says how many it leaves out.
  private static func list(_ names: [String], of count: Int) -> String {
    let shown = names.map { "\"\(printable($0))\"" }.joined(separator: ", ")
    return count > names.count ? "\(shown) and \(count - names.count) more" : shown
  }
}
