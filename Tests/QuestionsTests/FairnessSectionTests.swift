// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("The report on costs and fairness")
struct FairnessSectionTests {
  private static func experiment(wards: Int, contact: Bool) throws -> Experiment {
    var scenario = SmallTown.scenario(historyWeeks: 2, campaignWeeks: 4)
    for place in scenario.crime.places.indices {
      scenario.crime.places[place].ward = "Saint Bartholomew without \(place % wards)"
    }
    if contact {
      (scenario.trust, scenario.stops, scenario.surveys) = (Trust(), Stops(), Surveys())
      scenario.calls = SmallTown.calls(in: scenario)
    }
    return try Experiment(
      scenario: scenario, strategies: [StrategyConfiguration("fixed-rota")], replications: 4, jobs: 1)
  }

  @Test("fits 80 columns with stops, trust and calls, and without them", arguments: [true, false])
  func width(contact: Bool) throws {
    let experiment = try Self.experiment(wards: 6, contact: contact)
    let text = ComparisonReport(Study(experiment), result: try experiment.run()).text()
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(text.contains("\nWards: distribution of benefits and burdens\n"))
    #expect(text.contains("Benefit against searches") == contact)
    #expect(text.contains("Response, minutes") == contact)
    #expect(text.contains("£ a harm day"))
  }

  @Test("has no section on wards where there is one, and says how many are not shown")
  func few() throws {
    let one = try Self.experiment(wards: 1, contact: false)
    let result = try one.run()
    #expect(FairnessSection.lines(result, of: one, rankedBy: .harm, .plain).isEmpty)
    let six = try Self.experiment(wards: 6, contact: false)
    let lines = FairnessSection.lines(try six.run(), of: six, rankedBy: .harm, .plain)
    #expect(!lines.joined().contains("more ward"))
  }
}
