// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("A repeated trial")
struct TrialExperimentTests {
  /// A trial of days at the two targets of the small town.
  static func scenario(_ rotation: Timetable.Rotation = .drawnDaily(places: 1)) -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 2, campaignWeeks: 4, afterWeeks: 0)
    // One unit at a time, without a break, so that every visit can be made.
    scenario.operation.breakInMinutes = 0
    scenario.operation.shifts[0].lengthInMinutes = 420
    scenario.operation.timetable = Timetable(
      on: Timetable.Dose(visitsPerDay: 4), startMinute: 660, lengthInMinutes: 600, rotation: rotation)
    scenario.trial = Trial(
      citation: "Someone (2020)", doi: "10.1000/1", dose: "4 visits a day", visits: 100,
      counts: ["shoplifting"],
      findings: [
        TrialFinding(
          what: "shoplifting", comparison: rotation == .always ? .absent : .onWithOff, lowest: -30,
          highest: -20),
        TrialFinding(what: "while absent", comparison: .absent, lowest: 90, highest: 100),
      ],
      assumptions: ["All of it."])
    return scenario
  }

  @Test("gives the same on one thread and on several")
  func jobs() throws {
    let reports = try [1, 3].map { jobs in
      try TrialExperiment(
        scenario: Self.scenario(), preset: .compromise, size: .fixed(9), seed: 4, jobs: jobs
      ).run()
    }
    #expect(reports[0] == reports[1])
    #expect(reports[0].replications == 9 && reports[0].isComplete)
    #expect(reports[0].visits.value == Double(4 * 28))
    #expect(reports[0].visitsPlanned.value == Double(4 * 28))
  }

  @Test("under the null preset patrol changes nothing, in truth and in every replication")
  func null() throws {
    let report = try TrialExperiment(
      scenario: Self.scenario(), preset: .null, size: .fixed(5), seed: 4, jobs: 2
    ).run()
    #expect(report.findings[0].truth.value == 0 && report.findings[0].truth.upper == 0)
    #expect(report.findings[1].measured.value == nil, "Nothing was averted")
  }

  @Test("shows an effect where patrol deters, most of it while no unit is there when the memory lasts")
  func effect() throws {
    let report = try TrialExperiment(
      scenario: Self.scenario(), preset: .crossoverTrials, size: .fixed(20), seed: 4, jobs: 2
    ).run()
    let truth = try #require(report.findings[0].truth.upper)
    #expect(truth < -30)
    let absent = try #require(report.findings[1].measured.value)
    #expect(absent > 50 && absent < 100)
  }

  @Test("runs as many replications as its figures need, from the first lot to the last")
  func automatic() throws {
    let report = try TrialExperiment(
      scenario: Self.scenario(), preset: .null, size: .automatic, seed: 4, jobs: 2
    ).run()
    // A month of shoplifting at two places is far from exact to a point.
    #expect(report.replications == TrialExperiment.automaticRange.upperBound)
  }

  @Test("is refused without a trial, and a timetable's strategy without a timetable")
  func refused() {
    var town = SmallTown.scenario()
    town.operation.timetable = nil
    #expect(throws: InvalidExperiment(problems: [.missingTrial("Small town")])) {
      try TrialExperiment(scenario: town, preset: .null)
    }
    let missing = InvalidExperiment(problems: [.missingTimetable(strategy: "scheduled-visits")])
    #expect(throws: missing) { try Experiment(scenario: town, strategies: [TrialExperiment.strategy]) }
    #expect(missing.description.contains("add operation.timetable"))
  }

  @Test("is a table with a row for each finding and preset, as CSV and as JSON")
  func tables() throws {
    let study = try TrialStudy([Self.scenario()], presets: [.null, .compromise], size: .fixed(2), jobs: 1)
    let reports = try study.run()
    #expect(reports.map(\.preset) == ["no-effect", "compromise"])
    let csv = String(decoding: study.csv(reports), as: UTF8.self).split(separator: "\n")
    #expect(csv.count == 1 + 2 * 2)
    #expect(csv.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 19 })
    let document = try JSONDecoder().decode(Trials.self, from: Data(study.json(reports)))
    #expect(document.trials == reports)
    #expect(document.question == "trials" && document.replicationsDone == 4 && document.complete)
  }

  private struct Trials: Decodable {
    let question: String
    let trials: [TrialReport]
    let replicationsDone: Int
    let complete: Bool
  }
}
