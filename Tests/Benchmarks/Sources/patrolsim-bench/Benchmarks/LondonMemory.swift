// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import Questions

/// Peak memory of a year's London comparison: many replications against ten.
@Sendable func londonMemoryBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  guard Machine.peakMemory != nil else {
    return BenchResult(notes: ["london-memory needs /proc, which this system doesn't have"])
  }
  let many = settings.size(settings.memoryReplications, quick: 4)
  let few = settings.size(10, quick: 2)
  Progress.show("london-memory: \(few) replications")
  let reference = try peakMemory(replications: few, settings)
  Progress.show("london-memory: \(many) replications")
  let peak = try peakMemory(replications: many, settings)
  Progress.end("london-memory: done")
  return BenchResult(
    measurements: [
      Measurement(
        "london-memory", unit: "MB", [peak / 1e6], against: "\(few) replications", [reference / 1e6],
        bar: .atMost(1.1))
    ],
    notes: [
      "london-memory sets \(many) replications of a year against \(few); "
        + "--memory-replications 1000 is the bar's own number"
    ])
}

/// Returns the peak memory of a process that runs the comparison, in bytes.
private func peakMemory(replications: Int, _ settings: BenchSettings) throws -> Double {
  let process = Process()
  process.executableURL = Bundle.main.executableURL
  process.arguments = [
    "peak-memory", "--replications", "\(replications)", "--london", settings.londonPath,
    "--weeks", settings.isQuick ? "4" : "52",
  ]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0,
    let bytes = Double(
      String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  else {
    throw ValidationError("the process that london-memory started ended with \(process.terminationStatus)")
  }
  return bytes
}

/// Runs the comparison as `patrolsim compare` does, results included, and prints the most memory it held, in bytes.
struct PeakMemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "peak-memory", shouldDisplay: false)

  @Option var replications: Int
  @Option var london: String
  @Option var weeks: Int

  func run() throws {
    var scenario = try London(path: london).scenario
    scenario.phases.campaignWeeks = weeks
    let experiment = try Experiment(scenario: scenario, replications: replications)
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try Study(experiment).run(folder: folder)
    print(Machine.peakMemory ?? 0)
  }
}
