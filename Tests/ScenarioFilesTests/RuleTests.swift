// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import ScenarioFiles

@Suite("Each rule of the format")
struct RuleTests {
  @Test("the small scenario breaks none")
  func smallScenario() { #expect(ScenarioTexts.problems(ScenarioTexts.small) == []) }

  @Test("a slip is answered with one problem that names line, key, value and rule", arguments: Slip.all)
  func slip(_ slip: Slip) throws {
    let problems = ScenarioTexts.problems(ScenarioTexts.small(slip.piece, slip.replacement))
    #expect(problems.count == 1)
    #expect(try #require(problems.first).hasPrefix("my.yaml:" + slip.words))
  }
}
