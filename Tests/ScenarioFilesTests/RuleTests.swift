// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
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

  @Test("a run that no computer holds is refused before it starts")
  func tooLargeToRun() {
    func problems(places: Int, rate: Double, weeks: Int) -> [String] {
      let more = (0..<places).map { "\n  - {id: p\($0), at: [51, 0], rates_per_year: {drugs: \(rate)}}" }
        .joined()
      let text = ScenarioTexts.small("\noperation:", more + "\noperation:")
      return ScenarioTexts.problems(
        text.replacingOccurrences(of: "2024-01-08", with: "2024-01-08, history_weeks: \(weeks)"))
    }
    #expect(problems(places: 600, rate: 100, weeks: 1_560) == [])
    #expect(problems(places: 1_000, rate: 1, weeks: 1_560).count == 1)
    #expect(
      problems(places: 1_000, rate: 1, weeks: 1_560).first?.contains("weeks × places × types is 22") == true)
    #expect(
      problems(places: 50, rate: 100_000, weeks: 1_560).first?.contains("offences in the time simulated")
        == true)
  }

  @Test("a scenario of hundreds of places is read in a moment")
  func largeScenario() throws {
    let rates = CrimeType.policeUK.map { "\($0.id): 12.345" }.joined(separator: ", ")
    let places = (0..<350).map { "\n  - {id: p\($0), at: [51.\($0 + 100), 0], rates_per_year: {\(rates)}}" }
      .joined()
    let text = ScenarioTexts.small("\noperation:", places + "\noperation:")
    let time = ContinuousClock().measure { #expect(ScenarioTexts.problems(text) == []) }
    #expect(time < .seconds(5))
  }
}
