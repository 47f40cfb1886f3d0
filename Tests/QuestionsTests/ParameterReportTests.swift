// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import ScenarioFiles
import Testing

@testable import Questions

@Suite("The table of parameters")
struct ParameterReportTests {
  private static func scenario(_ name: String) throws -> Scenario {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try ScenarioFile.read(path: tests.deletingLastPathComponent().path + "/Scenarios/\(name).yaml")
  }

  @Test("of the tiny town shows what differs from the defaults")
  func snapshot() throws {
    var scenario = try Self.scenario("tiny")
    scenario.deterrence = Deterrence(preset: .compromise)
    let changed = ScenarioFile.parameters(of: scenario).filter(\.isChanged)
    #expect(parameterReport(changed, of: scenario) == Self.expected)
  }

  private static let expected = """
    Tiny town
    Each line has the key and its value, then the meaning, the allowed range, the
    prior range and the source. * marks a value that differs from the default; this
    scenario sets it, unless another source is named. The preset is compromise.

    The question
    * description        for the reader of a report; default none
        Two hotspots, one car by day and one in the evening, for four weeks.
    * sources            source of its numbers; default none
        Invented for learning; not a real town.
    * seed         2024  seed of all random numbers; from 0 to 18446744073709551615;
                         default 1

    Time
    * history_weeks   52 weeks  weeks before it, without the operation; from 1 to
                                1560; default 156 weeks
    * campaign_weeks  4 weeks   weeks with patrol; from 1 to 1560; default 12 weeks
    * after_weeks     2 weeks   weeks afterwards, without patrol; from 0 to 1560;
                                default 4 weeks

    Deterrence
    * preset  compromise  the preset for the values; no-effect, evidence,
                          parallel-trials, compromise, crossover-trials,
                          presence-only, review; default evidence; source: the
                          preset compromise: a fit to all trials

    Crime
    * include                   the types in use; ids of types; default all of
                                data.police.uk
        burglary, robbery, shoplifting, violence-and-sexual-offences
    * types.*.recorded_share    ρ, probability that an offence becomes known to the
                                police; from 0 to 1; default 0.43
        0.4: *shoplifting

    Operation
    * shifts[].days    the weekdays on which it starts; every day, or a list such as
                       [Fri, Sat]; default every day
        Thu, Fri, Sat: *late
    """ + "\n"

  @Test(
    "fits 80 columns and has every parameter", arguments: ["tiny", "null-effect", "london-20-hotspots"],
    DeterrencePreset.allCases)
  func width(name: String, preset: DeterrencePreset) throws {
    var scenario = try Self.scenario(name)
    scenario.deterrence = Deterrence(preset: preset)
    let parameters = ScenarioFile.parameters(of: scenario)
    let text = parameterReport(parameters, of: scenario)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let keys = Set(
      text.split(separator: "\n").filter { $0.hasPrefix("  ") || $0.hasPrefix("* ") }
        .compactMap { $0.dropFirst(2).split(separator: " ").first.map(String.init) })
    for parameter in parameters {
      #expect(keys.contains(String(parameter.pattern.split(separator: ".", maxSplits: 1).last ?? "")))
    }
  }

  @Test("says so where nothing differs")
  func nothing() throws {
    let text = parameterReport([], of: try Self.scenario("tiny"))
    #expect(text.hasSuffix("\nAll values are the defaults.\n"))
  }
}
