// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The text of a file, or what keeps it from being read.
enum FileText {
  /// The largest file that is read, in bytes; a scenario of 350 places has about 100 000.
  static let sizeLimitInBytes = 64 << 20

  /// Returns the text in a file.
  ///
  /// - Throws: One problem: there is no such file, it is a folder or a device, it is too large, it is
  ///   closed to this user, or it isn't UTF-8.
  static func load(path: String) throws(InvalidScenario) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw unreadable(path, "there is no such file")
    }
    guard !isFolder.boolValue else { throw unreadable(path, "this is a folder, not a file") }
    // The link itself is of no interest: what it leads to must be an ordinary file.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { throw unreadable(path, "this is not an ordinary file") }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard size <= sizeLimitInBytes else { throw tooLarge(path, size: size) }
    guard let data = FileManager.default.contents(atPath: target) else {
      throw unreadable(path, "this file can't be opened; are you allowed to read it?")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      let line = firstLineThatIsNotText(data)
      throw InvalidScenario(problems: [
        ScenarioProblem(
          path: path, line: line, column: 1, keyPath: "",
          kind: .unreadable(reason: "this line is not UTF-8 text; save the file with the encoding UTF-8"))
      ])
    }
    return text
  }

  /// The error for a file that is larger than any scenario.
  static func tooLarge(_ path: String, size: Int) -> InvalidScenario {
    let kind = ScenarioProblem.Kind.tooLarge(size: size, limit: sizeLimitInBytes, unit: "bytes")
    return InvalidScenario(problems: [
      ScenarioProblem(path: path, line: 1, column: 1, keyPath: "", kind: kind)
    ])
  }

  private static func unreadable(_ path: String, _ reason: String) -> InvalidScenario {
    InvalidScenario(problems: [
      ScenarioProblem(path: path, line: 0, column: 0, keyPath: "", kind: .unreadable(reason: reason))
    ])
  }

  private static func firstLineThatIsNotText(_ data: Data) -> Int {
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }
}
