// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// Runs the Python peers in the environment that `bash setup.sh test` makes.
enum PeerStatistics {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let python = tests.deletingLastPathComponent().appendingPathComponent(
    ".venv-tests/bin/python")

  /// Whether the environment is there; where it is not, tests that need it are skipped.
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: python.path) }
  static let missing: Comment = "there is no .venv-tests; bash setup.sh test makes it"

  /// Returns the results of some cases, in their order.
  static func results<Case: Encodable, Result: Decodable>(
    of cases: [Case], as type: Result.Type
  ) throws -> [Result] {
    let process = Process()
    process.executableURL = python
    process.arguments = [tests.appendingPathComponent("OutputAnalysisTests/Peers/statistics_peers.py").path]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // What is sent and what comes back are each smaller than a pipe's buffer or read to the end at once.
    let sent = try JSONEncoder().encode(cases)
    DispatchQueue.global().async {
      input.fileHandleForWriting.write(sent)
      try? input.fileHandleForWriting.close()
    }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "the peers ended with \(process.terminationStatus)")
    return try JSONDecoder().decode([Result].self, from: bytes)
  }
}

/// Whether two numbers agree to so many digits.
func matches(_ a: Double, _ b: Double, digits: Double = 9) -> Bool {
  abs(a - b) <= pow(10, -digits) * max(1, abs(a), abs(b))
}
