// SPDX-License-Identifier: GPL-3.0-or-later

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
}
