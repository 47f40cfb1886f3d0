// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// The text of a file, or what keeps it from being read.
enum FileText {
  /// The largest file that is read, in bytes; a scenario of 350 places has about 100 000.
  static let sizeLimitInBytes = 64 << 20

  /// Returns the text in a file.
  ///
  /// - Throws: One problem: there is no such file, it is a folder, a pipe or a device, it is too large, it is
  ///   closed to this user, or it isn't UTF-8.
  static func load(path: String) throws(InvalidScenario) -> String {
    let bytes = try bytes(path: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InvalidScenario(problems: [
        ScenarioProblem(
          path: path, line: firstLineThatIsNotText(bytes), column: 1, keyPath: "",
          kind: .unreadable(reason: "this line is not UTF-8 text; save the file with the encoding UTF-8"))
      ])
    }
    return text
  }

  private static func bytes(path: String) throws(InvalidScenario) -> [UInt8] {
    var size: Int?
    do throws(FileProblem) {
      let file = try RegularFile(path)
      size = file.size
      return try file.bytes(limit: sizeLimitInBytes)
    } catch {
      if case .tooLarge = error, let size, size > sizeLimitInBytes { throw tooLarge(path, size: size) }
      let isSystems = if case .cannotRead = error { true } else { false }
      let reason = (isSystems ? "this file can't be read: " : "") + error.reason
      throw InvalidScenario(problems: [
        ScenarioProblem(path: path, line: 0, column: 0, keyPath: "", kind: .unreadable(reason: reason))
      ])
    }
  }

  /// The error for a file that is larger than any scenario.
  static func tooLarge(_ path: String, size: Int) -> InvalidScenario {
    let kind = ScenarioProblem.Kind.tooLarge(size: size, limit: sizeLimitInBytes, unit: "bytes")
    return InvalidScenario(problems: [
      ScenarioProblem(path: path, line: 1, column: 1, keyPath: "", kind: kind)
    ])
  }

  private static func firstLineThatIsNotText(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }
}
