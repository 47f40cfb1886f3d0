// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// Type-checks small programs against the built modules, as someone who writes a strategy would.
@Suite("A strategy can't reach the truth")
struct TruthIsOutOfReachTests {
  @Test(
    "a strategy that uses what it is shown compiles",
    arguments: [
      "view.plan.teamPlaces[0][0]", "view.tips[0].place + view.tips[0].type + view.tips[0].source.rawValue",
      "view.stops[0].place + (view.pack(for: 0)?.tips.count ?? 0)",
    ])
  func honest(place: String) throws {
    let answer = try typeCheck(decision: ".visit(place: \(place), minutes: 15)")
    #expect(answer.compiles, "\(answer.output)")
  }

  @Test(
    "a strategy that reaches for the truth does not compile",
    arguments: [
      "view.plan.places[0].ratesPerYear", "view.plan.scenario", "view.scenario", "view.process",
      "view.plan.types[0].recordedShare", "view.record[0].id", "view.field", "view.deterrence",
      "view.tips[0].isTrue", "view.tips[0].given", "view.contact", "view.trust", "view.series",
      "view.pack(for: 0)?.tips[0].isTrue", "view.truth", "TrueRates(tables: view.plan)", "TipProcess.self",
      "SeriesUnderWay.self",
      "view.offences", "view.seed", "random.seed", "view.plan.crime", "CampaignModel<Self>.self",
      "PotentialCrimeStream(model: view.model, seed: 1, replication: 1)",
    ])
  func dishonest(expression: String) throws {
    let answer = try typeCheck(decision: "{ _ = \(expression); return .standBy(minutes: 1) }()")
    #expect(!answer.compiles, "It compiled: \(expression)")
    #expect(answer.output.contains("error:"), "\(answer.output)")
  }

  private func typeCheck(decision: String) throws -> (compiles: Bool, output: String) {
    let program = """
      import PatrolModel
      import RandomVariates
      struct Cheat: DeploymentStrategy {
        var random = RandomStream(seed: 0, replication: 0, name: "strategy")
        mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking { \(decision) }
      }
      """
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("Cheat.swift")
    try program.write(to: file, atomically: true, encoding: .utf8)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swiftc", "-typecheck", file.path, "-module-cache-path", folder.appendingPathComponent("cache").path,
      "-I", products.appendingPathComponent("Modules").path,
      "-I", root.appendingPathComponent("Sources/CGSL").path,
      "-I", root.appendingPathComponent("Sources/CRandom123").path,
      "-I", root.appendingPathComponent("Sources/CZlib").path,
    ]
    // Modules of C that are built with the package.
    for name in ["CExclusiveRename", "CProcesses"] {
      let map = products.appendingPathComponent("\(name).build/module.modulemap").path
      process.arguments? += ["-Xcc", "-fmodule-map-file=\(map)"]
    }
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus == 0, output)
  }
}
