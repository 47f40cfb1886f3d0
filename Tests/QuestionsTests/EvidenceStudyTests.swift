// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("A fit of the evidence")
struct EvidenceStudyTests {
  /// A trial with so much crime that its effect is exact.
  private func busyTrial(_ rotation: Timetable.Rotation) -> Scenario {
    var scenario = TrialExperimentTests.scenario(rotation)
    for type in scenario.crime.types.indices {
      scenario.crime.types[type].nearRepeats = 0
      scenario.crime.types[type].displacedShare = 0
      scenario.crime.types[type].overdispersion = 0
    }
    scenario.crime.seriesKinds = []
    for place in scenario.crime.places.indices {
      for type in scenario.crime.types.indices where scenario.crime.types[type].id == "shoplifting" {
        scenario.crime.places[place].ratesPerYear[type] = 4_000
      }
    }
    scenario.trial?.findings[0].error = .standardError(0.1)
    return scenario
  }

  @Test("the effect expected of a dose in closed form is that of the simulation")
  func simulated() throws {
    let scenario = busyTrial(.drawnDaily(places: 1))
    let expected = 100 * expm1(try EvidenceTrial(scenario).expected(DeterrencePreset.compromise.effect))
    let report = try TrialExperiment(
      scenario: scenario, preset: .compromise, size: .fixed(24), seed: 4, jobs: 2
    ).run()
    let measured = try #require(report.findings[0].measured.value)
    let error = try #require(report.findings[0].measured.standardError)
    // The schedule is a draw of its own, and diffusion between the two targets is not in it.
    #expect(
      abs(measured - expected) < 4 * error + 0.05 * abs(expected), "\(measured) ± \(error), \(expected)")
    #expect(expected < -5)
  }

  @Test("gives the same record on one thread and on two, in 80 columns and as tables")
  func study() throws {
    let scenarios = [busyTrial(.drawnDaily(places: 1)), TrialExperimentTests.scenario()]
    let records = try [1, 2].map { jobs in
      try EvidenceStudy(scenarios, sweeps: 200, leavesOut: true, jobs: jobs).run()
    }
    #expect(records[0] == records[1])
    let record = records[0]
    #expect(record.trials.count == 1 && record.notUsed.count == 1)
    #expect(record.draws.count == EvidenceStudy.drawCount)
    #expect(record.draws.allSatisfy { $0.count == 6 && $0.allSatisfy(\.isFinite) })
    let text = EvidenceReport(record).text()
    for line in text.split(separator: "\n") { #expect(line.count <= 95, "\(line)") }
    #expect(text.contains("no error is published"))
    let bytes = try ShownEvidence(record).json()
    #expect(try JSONDecoder().decode(EvidenceRecord.self, from: Data(bytes)) == record)
    #expect(String(decoding: ShownEvidence(record).csv, as: UTF8.self).contains("predicted_lower"))
  }

  @Test("that comes with the program agrees with itself: R̂, presets, trials")
  func builtIn() {
    let record = EvidenceRecord.builtIn
    #expect(record.rHat <= 1.01 && record.effectiveSampleSize > 400)
    #expect(record.parameters.map(\.name) == EvidenceRecord.parameterNames)
    #expect(record.trials.count + record.notUsed.count == 16)
    for preset in DeterrencePreset.allCases where preset != .null && preset != .evidence {
      #expect(record.presets[preset.rawValue] == preset.effect.numbers)
    }
    #expect(DeterrencePreset.presenceOnly.effect.fastGain == 0)
    let review = DeterrencePreset.review.effect
    let kept = DeterrenceLaw(review).shareKept(gapInHours: 3, minutes: 15, tactic: 1)
    #expect(abs(review.deterrableShare * kept - 0.12) < 1e-3)
  }

  @Test("warns in its text where chains do not agree")
  func warning() {
    var record = EvidenceRecord.builtIn
    record.rHat = 1.2
    #expect(EvidenceReport(record).text().contains("WARNING: the chains do not agree"))
    #expect(!EvidenceReport(.builtIn).text().contains("WARNING"))
  }
}
