// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Calls a function with the path of a folder that is empty, and is removed afterwards with all that is in it.
package func withTemporaryFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}
