// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("The reports of dose and response, and of tuning")
struct DoseAndTuningReportTests {
  private static func scenario() -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 1, afterWeeks: 0)
    let base = scenario.operation.teams[0].base
    scenario.operation.teams = [
      Team(id: "north", base: base, places: ["high-street"]),
      Team(id: "south", base: base, places: ["station"]),
    ]
    scenario.operation.units = ["north", "south"].map { PatrolUnit(id: $0, team: $0, shift: "day") }
    return scenario
  }

  private static func dose(_ units: [Int], replications: Int) throws -> DoseStudy {
    let strategies = [
      StrategyConfiguration("random"),
      StrategyConfiguration(
        "data-led", parameters: ["refresh": 168, "horizon": 1_234, "recent_weight": 0.125]),
    ]
    return try DoseStudy(
      Study(
        try Experiment(
          scenario: scenario(), strategies: strategies, replications: replications, seed: 3, jobs: 1),
        units: units))
  }

  @Test("names the targets that nobody visits, and where each strategy is saturated, within 80 columns")
  func doseReport() throws {
    let dose = try Self.dose([1, 2, 4, 7, 8, 9, 10, 11, 12, 13], replications: 6)
    let text = DoseReport(dose, result: try dose.run()).text(folder: "/tmp/x", durationInSeconds: 3)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("With 1 unit the team south has none. There are no visits to Station."))
    #expect(words.contains("Harm averted in the targets, by number of units"))
    #expect(words.contains("aturated at"))
    #expect(words.contains("£90 per officer hour on duty, an assumption"))
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(!text.contains("nan") && !text.contains("inf "))
    #expect(text.hasSuffix("\n\nResults: /tmp/x\n"))
  }

  @Test("a single replication has neither intervals nor numbers that are none")
  func singleReplication() throws {
    let dose = try Self.dose([2], replications: 1)
    let text = DoseReport(dose, result: try dose.run()).text()
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("One replication has no intervals."))
    #expect(words.contains("Saturation can't be found from one number of units."))
    #expect(!text.contains("nan") && !text.contains("inf "))
  }

  @Test("tuning says what was searched, what fresh replications show and how to write the winner")
  func tuning() throws {
    let study = try TuningStudy(
      scenario: Self.scenario(), strategy: StrategyConfiguration("data-led"), evaluations: 6, replications: 5,
      seed: 1,
      jobs: 1)
    let result = try study.run()
    let text = TuningReport(study, result: result).text(durationInSeconds: 3)
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    for range in study.ranges { #expect(text.contains("\n  \(range.parameter.name) ")) }
    if result.configuration == study.reference {
      #expect(text.contains("Keep data-led. No setting did better in the search."))
    } else {
      #expect(text.contains("On the new seed"))
      #expect(text.contains("--strategy data-led:"))
      #expect(text.contains("  strategies:\n    - data-led: {"))
      #expect(text.contains(result.isBetter ? "Worth +" : "Keep the defaults"))
    }
  }

  @Test("re-tasking is shown where units were redirected, with the share that paid")
  func retasking() throws {
    let scenario = Self.scenario()
    func summary(_ name: String, _ replication: Int) -> ReplicationSummary {
      var summary = ReplicationSummary(replication: replication, strategy: name)
      summary.crimeWithout.targets = 10
      summary.crime.targets = name == "no-extra-patrol" ? 10 : 8
      if name == "a" {
        summary.dosage.redirectionsByCause[RedirectionCause.liveIncident.rawValue] = 4 * replication
        summary.dosage.redirectionsPaidByCause[RedirectionCause.liveIncident.rawValue] = replication
      }
      return summary
    }
    let replications = [1, 2].map { number in ["no-extra-patrol", "a", "b"].map { summary($0, number) } }
    let comparison = Comparison(replications, frame: EvaluationFrame(scenario: scenario))
    let lines = RetaskingSection.lines(comparison, .plain)
    #expect(lines[0] == "Re-tasking, per replication")
    #expect(lines.contains { $0.hasPrefix("  a, a live incident") && $0.hasSuffix("25.0 ± 0.0%") })
    #expect(!lines.contains { $0.contains("a tip") || $0.hasPrefix("  b,") })
    #expect(
      RetaskingSection.lines(
        Comparison(
          [[summary("no-extra-patrol", 1), summary("b", 1)]], frame: EvaluationFrame(scenario: scenario)),
        .plain
      ).isEmpty)
  }
}
