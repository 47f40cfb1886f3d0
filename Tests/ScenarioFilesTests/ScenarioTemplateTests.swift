// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import ScenarioFiles

@Suite("Setting values of a scenario")
struct ScenarioTemplateTests {
  private static func template() throws -> ScenarioTemplate {
    try ScenarioTemplate(
      try ScenarioFile.read(text: ScenarioTexts.small, path: "small.yaml"), path: "small.yaml")
  }

  private static func problems(_ settings: (String, String)...) throws -> [String] {
    let template = try template()
    do throws(InvalidScenario) {
      _ = try template.scenario(setting: settings.map { ScenarioSetting($0, $1) })
      return []
    } catch { return error.problems.map(\.message) }
  }

  @Test("gives what a file with these values gives, and leaves the rest as it was")
  func equalsFile() throws {
    let template = try Self.template()
    let set = try template.scenario(setting: [
      ScenarioSetting("deterrence.fast_decay", "90 min"), ScenarioSetting("crime.types.burglary.harm", "7 d"),
      ScenarioSetting("places[b].rates_per_year.robbery", "9"), ScenarioSetting("places[0].radius", "75 m"),
      ScenarioSetting("deterrence.preset", "null"), ScenarioSetting("seed", "12"),
    ])
    let text =
      ScenarioTexts.small("{robbery: 2}", "{robbery: 9}")
      .replacingOccurrences(of: "{id: a,", with: "{id: a, radius: 75 m,")
      + "\ndeterrence: {preset: null, fast_decay: 90 min}\ncrime: {types: {burglary: {harm: 7 d}}}\nseed: 12"
    #expect(try set == ScenarioFile.read(text: text, path: "x"))
    // The preset has two names, and a scenario one text and digest.
    let other = text.replacingOccurrences(of: "preset: null", with: "preset: no-effect")
    #expect(try set == ScenarioFile.read(text: other, path: "x"))
    #expect(ScenarioFile.text(for: set).contains("preset: null"))
    #expect(try template.scenario(setting: []) == template.scenario)
    #expect(ScenarioFile.digest(of: template.scenario) == ScenarioFile.digest(of: template.text.utf8))
  }

  @Test("checks each value as a file's, and says which key is wrong and how")
  func problems() throws {
    #expect(
      try Self.problems(("deterrence.fast_gain", "3"), ("deterrence.fast_decay", "90")) == [
        "small.yaml: deterrence.fast_decay is \"90\", without a unit; write 90 s, 90 min, 90 h, 90 d or 90 weeks",
        "small.yaml: deterrence.fast_gain is 3; it must be from 0 to 1",
      ])
    let unknown = try Self.problems(("deterrence.fast_gian", "0.3"))
    #expect(unknown[0].contains("deterrence.fast_gian is not a key") && unknown[0].contains("fast_gain\"?"))
    #expect(try Self.problems(("places[9].radius", "5 m"))[0].contains("the list has no entry [9]"))
    #expect(try Self.problems(("name.x", "5"))[0].contains("there is a single value or a list on the way"))
    #expect(try Self.problems(("", "5"))[0].contains("is not a key of the format"))
  }
}
