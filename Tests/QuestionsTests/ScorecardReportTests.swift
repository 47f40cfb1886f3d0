// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import ScenarioFiles
import Testing

@testable import Questions

@Suite("The reports of scorecards and of what is left after a campaign")
struct ScorecardReportTests {
  private static func tiny(_ replications: Int) throws -> Experiment {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let scenario = try ScenarioFile.read(path: root.appendingPathComponent("Scenarios/tiny.yaml").path)
    return try Experiment(
      scenario: scenario, strategies: [StrategyConfiguration("fixed-rota")], replications: replications,
      jobs: 2)
  }

  @Test("weekly: recorded crime, limits and patrol of each hotspot, within 80 columns")
  func weekly() throws {
    let cards = try #require(try Scorecards(try Self.tiny(1), replication: 1))
    let text = weeklyScorecardReport(cards)
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let week = try #require(text.components(separatedBy: "\n\n").first { $0.hasPrefix("Week 2,") })
    #expect(
      week == """
        Week 2, from 2024-01-15
          Recorded           Count  Year ago           Usual  Harm    Status      Ring
          ────────────────────────────────────────────────────────────────────────────
          High Street            1         6  4.0 (0.0–10.7)   194  as usual  as usual
          Station forecourt      0         1   1.3 (0.0–5.0)     0  as usual  as usual
          Patrol                Visits    Min  Search  Hits  Arrests  Sent to  Found
          ──────────────────────────────────────────────────────────────────────────
          High Street        115 of 42  1,725       0     0        0        0      0
          Station forecourt  122 of 42  1,830       0     0        0        0      0
        """)
  }

  @Test("monthly: plain words, small counts withheld, the rule in the text")
  func monthly() throws {
    let cards = try #require(try Scorecards(try Self.tiny(1), replication: 1))
    let text = monthlyScorecardReport(cards)
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(text.contains("Counts below 5, zero included, are withheld."))
    let month = try #require(text.components(separatedBy: "\n\n").first { $0.hasPrefix("8 January") })
    #expect(
      month == """
        8 January to 31 January 2024
          • High Street: number withheld; the year before, number withheld.
          • Station forecourt: number withheld; the year before, number withheld.
          • All hotspots: 10 offences recorded, 9 fewer than the year before.
        """)
  }

  @Test("after: days, half-life and shares, within 80 columns")
  func after() throws {
    let study = try AfterStudy(Study(try Self.tiny(10)), shares: [0, 1], weeks: 2)
    let text = AfterReport(study, result: try study.run()).text
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let sections = text.components(separatedBy: "\n\n")
    #expect(
      sections[1...2].joined(separator: "\n\n") == """
        fixed-rota: crime averted, by day after the campaign
          Day after   0% of units  100% of units
          ──────────────────────────────────────
          1           7.7 ± 17.9%    7.7 ± 17.9%
          2             undefined      undefined
          3             undefined      undefined
          4            0.0 ± 0.0%   54.5 ± 69.8%
          5            0.0 ± 0.0%   12.5 ± 70.8%
          6          22.2 ± 76.1%   33.3 ± 69.1%
          7           8.3 ± 23.1%   50.0 ± 52.6%
          8            0.0 ± 0.0%   16.7 ± 46.0%
          During the campaign: 31.8 ± 12.4% of crime averted.
          Half-life: no exponential decay fits the effect. No effect is distinguishable
          from 0 from the first day.

        fixed-rota: effect kept by a ringfenced share of units
          Share     Units  Averted after  Effect kept  Officer hours     Cost
          ───────────────────────────────────────────────────────────────────
          0%            0     4.3 ± 4.2%     13 ± 16%            0 h       £0
          100%          2   33.3 ± 12.3%    105 ± 26%          360 h  £32,400
          Smallest share that keeps half of the effect: 100% (2 of 2 units).
          Smallest share that keeps 80% of the effect: 100% (2 of 2 units).
        """)
  }
}
