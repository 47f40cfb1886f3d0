// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("Results on stops, trust, tips and surveys")
struct ContactStoreTests {
  private static func experiment(on: Bool) throws -> Experiment {
    var scenario = SmallTown.scenario(historyWeeks: 2, campaignWeeks: 4, afterWeeks: 3)
    scenario.crime.places[2].ward = "Station, \"north\""
    if on {
      (scenario.trust, scenario.stops, scenario.tips, scenario.surveys) = (
        Trust(), Stops(), Tips(), Surveys()
      )
      scenario.stops?.searchesPer100Hours = 50
      scenario.stops?.arrestsPer100Hours = 20
      scenario.tips?.perPlaceAndWeek = 5
    }
    return try Experiment(
      scenario: scenario, strategies: [StrategyConfiguration("fixed-rota")], replications: 3, jobs: 1)
  }

  @Test("have columns and a table by ward that agree; without any of them there are none")
  func tables() throws {
    try withTemporaryFolder { folder in
      let study = Study(try Self.experiment(on: true))
      let stored = try study.run(folder: folder + "/on")
      let files = try ResultFiles.all(in: folder + "/on")
      let lines = String(decoding: try #require(files["replications.csv"]), as: UTF8.self)
        .split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      func column(_ name: String) throws -> [Double] {
        let index = try #require(lines[0].firstIndex { $0 == name })
        return lines.dropFirst().compactMap { Double($0[index]) }
      }
      let summaries = Array(stored.result.replications.joined())
      #expect(try column("searches") == summaries.map { Double($0.contact?.total(\.searches) ?? -1) })
      #expect(try column("tips") == summaries.map { Double($0.contact?.tips.total ?? -1) })
      let parts = try zip(column("tips_under_way"), zip(column("tips_open"), column("tips_followed")))
      #expect(try column("tips") == parts.map { $0 + $1.0 + $1.1 })
      #expect(try column("searches").reduce(0, +) > 0 && column("tips").reduce(0, +) > 0)
      let wards = String(decoding: try #require(files["wards.csv"]), as: UTF8.self)
        .split(whereSeparator: \.isNewline)
      #expect(wards.count == 1 + 2 * 2, "A row for each strategy and ward")
      #expect(wards[0].contains(",hit_rate,"))
      #expect(wards[2].contains("\"Station, \"\"north\"\"\""))
      let readMe = String(decoding: try #require(files["README.md"]), as: UTF8.self)
      for name in WardTable.table(of: study.experiment.scenario).description.fields.map(\.name)
        + lines[0].map(String.init)
      {
        #expect(readMe.contains("| \(name) |"))
      }
      _ = try Study(try Self.experiment(on: false)).run(folder: folder + "/off")
      let off = try ResultFiles.all(in: folder + "/off")
      let offWards = String(decoding: try #require(off["wards.csv"]), as: UTF8.self)
      #expect(offWards.contains("crime_averted") && !offWards.contains("searches"))
      #expect(!String(decoding: try #require(off["replications.csv"]), as: UTF8.self).contains("searches"))
    }
  }
}
