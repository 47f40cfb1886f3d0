// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import Questions
import ScenarioFiles
import Testing

@Suite("Reference results")
struct ReferenceResultTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    "a small shipped scenario gives its committed reference result, byte for byte",
    arguments: ["tiny", "null-effect"])
  func reproduces(name: String) throws {
    let scenario = try ScenarioFile.read(
      path: Self.root.appendingPathComponent("Scenarios/\(name).yaml").path)
    let study = Study(try Experiment(scenario: scenario, replications: 100))
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try study.run(folder: folder.path)
    let reference = Self.root.appendingPathComponent("Results/reference/\(name)")
    for file in ["comparison.csv", "differences.csv", "summary.json"] {
      let new = try Data(contentsOf: folder.appendingPathComponent(file))
      let old = try Data(contentsOf: reference.appendingPathComponent(file))
      #expect(new == old, "\(file) differs: if it is meant to, run `make results` and say so in CHANGELOG.md")
    }
  }
}
