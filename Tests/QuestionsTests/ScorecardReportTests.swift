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
          Recorded           Count  Year ago          Usual  Harm    Status      Ring
          ───────────────────────────────────────────────────────────────────────────
          High Street            5         2  2.0 (0.0–6.7)   391  as usual  as usual
          Station forecourt      1         0  1.0 (0.0–4.4)     1  as usual  as usual
          Patrol                Visits    Min  Search  Hits  Arrests  Sent to  Found
          ──────────────────────────────────────────────────────────────────────────
          High Street        115 of 42  1,725       0     0        1        0      0
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
          • All hotspots: 13 offences recorded, 2 more than the year before.
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
        fixed-rota: crime averted by day since the end of the campaign
          Day after  0 % patrol on  100 % patrol on
          ─────────────────────────────────────────
          1            0.0 ± 0.0 %      0.0 ± 0.0 %
          2          25.0 ± 29.8 %    41.7 ± 39.0 %
          3           7.7 ± 22.2 %    46.2 ± 54.7 %
          4           7.7 ± 25.0 %    46.2 ± 54.4 %
          5              undefined        undefined
          6            0.0 ± 0.0 %    20.0 ± 51.8 %
          7            0.0 ± 0.0 %    20.0 ± 47.8 %
          8            0.0 ± 0.0 %    46.2 ± 77.8 %
          In the campaign: 31.4 ± 6.1 % of crime averted.
          Once all patrol has stopped the effect halves in 2.8 (1.2–6.5) days. It is
          gone after day 2: from day 3 it can't be told from 0.

        fixed-rota: what a ringfenced share keeps
          Patrol on  Units  Averted after        Kept  Officer hours     Cost
          ───────────────────────────────────────────────────────────────────
          0 %            0    4.1 ± 4.0 %   13 ± 13 %            0 h       £0
          100 %          2   32.0 ± 9.7 %  102 ± 32 %          360 h  £32,400
          The smallest that keeps half: 100 %, 2 of 2 units.
          The smallest that keeps 80 %: 100 %, 2 of 2 units.
        """)
  }
}
