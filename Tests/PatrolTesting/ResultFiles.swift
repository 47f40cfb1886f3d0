// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Files of results, to compare those of one run with those of another.
package enum ResultFiles {
  /// Returns the files of a folder of results by name, without the manifest.
  package static func all(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "manifest.json" {
      files[name] = FileManager.default.contents(atPath: folder + "/" + name)
    }
    return files
  }
}
