// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolTesting
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

  @Test("a scenario of sixteen times as many places is read at some sixteen times the cost, not at 256 times")
  func largeScenario() {
    let rates = CrimeType.policeUK.map { "\($0.id): 12.345" }.joined(separator: ", ")
    func read(_ count: Int) {
      let places = (0..<count).map {
        "\n  - {id: p\($0), at: [51.\($0 + 100), 0], rates_per_year: {\(rates)}}"
      }.joined()
      #expect(ScenarioTexts.problems(ScenarioTexts.small("\noperation:", places + "\noperation:")) == [])
    }
    let ratio = Cost.ratio({ read(640) }, to: { read(40) })
    #expect(ratio < 64)
  }
}
