// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Rounds in which several sides take turns at the same work.
struct Rounds {
  let name: String
  let count: Int

  init(_ name: String, _ settings: BenchSettings) {
    self.name = name
    count = settings.rounds
  }

  /// Runs every side once a round, each round starting with another.
  ///
  /// - Parameter sides: Each does its work and returns a figure, such as nanoseconds per event.
  /// - Returns: The figures of each side, by round.
  func interleave(_ sides: [() throws -> Double]) throws -> [[Double]] {
    var figures = [[Double]](repeating: [], count: sides.count)
    for round in 0..<count {
      Progress.show("\(name): round \(round + 1) of \(count)")
      for turn in sides.indices {
        let side = (round + turn) % sides.count
        figures[side].append(try sides[side]())
      }
    }
    Progress.end("\(name): \(count) rounds done")
    return figures
  }
}

/// How far the work has come, on stderr.
enum Progress {
  private static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Shows a line that the next one replaces; nothing in a pipe.
  static func show(_ text: String) {
    if isTerminal { write("\r\u{1B}[K\(text)") }
  }

  /// Shows a line that stays.
  static func end(_ text: String) { write(isTerminal ? "\r\u{1B}[K\(text)\n" : "\(text)\n") }

  private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
