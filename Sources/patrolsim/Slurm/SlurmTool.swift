// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Processes

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
    let ended: FinishedProgram
    do throws(SpawnError) { ended = try FinishedProgram([name] + arguments) } catch {
      throw Failure(
        description: error.code == ENOENT
          ? "There is no \(name) here: --slurm and --status ask the cluster, so run them on a machine of the cluster."
          : "\(name) can't be run: \(error.reason(word: name))")
    }
    guard ended.status == .exited(0) else {
      throw Failure(description: "\(name) failed: \(ended.lastErrors.joined(separator: "; "))")
    }
    return String(decoding: ended.output, as: UTF8.self)
  }
}
