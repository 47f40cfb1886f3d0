// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The tools that read results, where `bash setup.sh test` has put them.
package enum Tools {
  package static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  package static let python = checkout.appendingPathComponent(".venv-tests/bin/python").path
  package static let r = "/usr/bin/Rscript"

  package static func isThere(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Runs a program in a folder and returns what it printed.
  package static func run(_ executable: String, _ arguments: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["LC_ALL": "C.UTF-8", "MPLCONFIGDIR": folder]) { _, own in own }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ToolFailure(executable: executable, status: process.terminationStatus)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the code of an article, its blocks one after the other.
  package static func code(of article: String, in room: String = "Questions", language: String) throws
    -> String
  {
    let path = checkout.appendingPathComponent("Sources/\(room)/\(room).docc/\(article).md")
    let text = try String(contentsOf: path, encoding: .utf8)
    return text.matches(of: #/(?s)```(\w+)\n(.*?)```/#).filter { $0.1 == language }.map { String($0.2) }
      .joined(separator: "\n")
  }
}

/// A tool that ended otherwise than well.
struct ToolFailure: Error, CustomStringConvertible {
  let executable: String
  let status: Int32
  var description: String { "\(executable) ended with \(status)" }
}
