// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import Testing

@testable import ScenarioFiles

@Suite("The shipped scenarios for learning and checking")
struct ShippedScenarioTests {
  @Test("read without a problem or a warning", arguments: ["tiny.yaml", "null-effect.yaml"])
  func isInOrder(name: String) throws {
    let path = ScenarioTexts.folder("Scenarios").appending(path: name).path
    let scenario = try ScenarioFile.read(path: path)
    #expect(ScenarioFile.warnings(for: scenario) == [])
  }

  @Test("come back from their own text", arguments: ["tiny.yaml", "null-effect.yaml"])
  func roundTrip(name: String) throws {
    let scenario = try ScenarioFile.read(text: ScenarioTexts.shipped(name), path: name)
    let text = ScenarioFile.text(for: scenario, header: ["Written again."])
    #expect(try ScenarioFile.read(text: text, path: name) == scenario)
  }

  @Test("say in the null scenario that patrol deters nothing")
  func nullPreset() throws {
    let scenario = try ScenarioFile.read(
      text: ScenarioTexts.shipped("null-effect.yaml"), path: "null-effect.yaml")
    #expect(scenario.deterrence == Deterrence(preset: .null))
  }

  @Test("of trials read without a warning, come back from their own text, and name what they assume")
  func trials() throws {
    let folder = ScenarioTexts.folder("Scenarios/trials").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
    #expect(names.count == 16)
    for name in names.sorted() {
      let scenario = try ScenarioFile.read(path: "\(folder)/\(name)")
      #expect(ScenarioFile.warnings(for: scenario) == [], "\(name)")
      let trial = try #require(scenario.trial)
      #expect(!trial.assumptions.isEmpty && !trial.findings.isEmpty)
      #expect(scenario.deterrence == Deterrence(), "\(name): no trial has a deterrence of its own")
      #expect(try ScenarioFile.read(text: ScenarioFile.text(for: scenario), path: name) == scenario)
    }
  }
}
