// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// A program of Slurm's.
enum SlurmTool {
  struct Failure: Error, CustomStringConvertible {
    /// The reason, on one line.
    let description: String

    init(description: String) { self.description = printable(description) }
  }

  /// Runs a program to its end.
  ///
  /// - Returns: What it printed.
  /// - Throws: Why it can't be run, or what it printed to stderr where it failed.
  static func run(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch {
      throw Failure(description: "\(name) can't be run: \(error.localizedDescription)")
    }
    // Each prints far less than a pipe holds on the side that is read last.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let reason = complaint.split(separator: "\n").joined(separator: "; ")
      throw Failure(
        description: process.terminationStatus == 127
          ? "There is no \(name) here: --slurm and --status ask the cluster, so run them on a machine of the cluster."
          : "\(name) failed: \(reason)")
    }
    return text
  }
}
