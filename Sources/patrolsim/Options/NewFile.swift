// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Files
import Foundation

/// A file that a command is to write.
struct NewFile {
  /// The option that names it.
  let option: String
  let path: String
  /// How its name may end: a file of another sort is no result of a command's, and can't be got back.
  let endings: [String]

  /// Refuses what would be lost, before the command does anything.
  ///
  /// - Parameters:
  ///   - force: Whether a file that is there may be replaced.
  ///   - inputs: What the command reads, none of which may be.
  func check(force: Bool, inputs: [String] = []) throws {
    guard endings.contains(where: { path.lowercased().hasSuffix($0) }) else {
      throw ValidationError(
        "\(option) is \"\(path)\"; its name must end in \(endings.joined(separator: " or "))")
    }
    guard FileKind(at: path) != .none else { return }
    if let input = inputs.first(where: { NewFile.isSame($0, path) }) {
      throw ValidationError("\(option) is \"\(path)\", which is read as \"\(input)\"; name another file")
    }
    guard force else {
      throw ValidationError("\(option) \"\(path)\" exists, perhaps with your edits; --force replaces it")
    }
  }

  /// Whether two paths lead to the same file.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
