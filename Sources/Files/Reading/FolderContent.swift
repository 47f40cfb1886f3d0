// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What a folder holds.
package enum FolderContent {
  /// Returns the names in a folder, sorted.
  package static func names(in folder: String) throws(SystemFailure) -> [String] {
    var names: [String] = []
    try forEachName(in: folder) { name in
      names.append(name)
      return true
    }
    return names.sorted()
  }

  /// Calls a function with each name in a folder, in no order, until it returns `false`.
  ///
  /// A name that is not UTF-8 is repaired, so that it can't be looked up as it is given.
  static func forEachName(in folder: String, _ body: (String) -> Bool) throws(SystemFailure) {
    guard let stream = opendir(folder) else { throw SystemFailure(code: errno) }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw SystemFailure(code: errno) }
        return
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != "..", !body(name) { return }
    }
  }
}
