// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation

/// Everything that was measured, as the JSON file has it.
struct Report: Codable {
  let machine: Machine
  let date: Date
  let rounds: Int
  let isQuick: Bool
  private(set) var measurements: [Measurement] = []
  private(set) var checks: [Check] = []
  private(set) var estimates: [Estimate] = []
  private(set) var notes: [String] = []

  init(machine: Machine, rounds: Int, isQuick: Bool) {
    self.machine = machine
    date = Date()
    self.rounds = rounds
    self.isQuick = isQuick
  }

  /// Reads a report.
  ///
  /// - Throws: A sentence for the person who named the file.
  init(path: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ValidationError("\(path) can't be read")
    }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    guard let report = try? decoder.decode(Report.self, from: bytes) else {
      throw ValidationError("\(path) is not a file written by patrolsim-bench --json")
    }
    self = report
  }

  mutating func add(_ result: BenchResult) {
    measurements += result.measurements
    checks += result.checks
    estimates += result.estimates
    notes += result.notes
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.dateEncodingStrategy = .iso8601
    try encoder.encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
