// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("The report of a comparison")
struct ComparisonReportTests {
  /// Three hand-made replications of two strategies.
  private static func replications(
    hours: Double = 504, best: String = "data-led", isTied: Bool = false
  ) -> [[ReplicationSummary]] {
    [(1, 9.0, 8.0), (2, 11, 9), (3, 10, 10)].map { number, first, second in
      [("no-extra-patrol", 0.0), ("fixed-rota", isTied ? first : second), (best, first)].map {
        name, averted in
        var summary = ReplicationSummary(replication: number, strategy: name)
        summary.crimeWithout = AreaValues(targets: 50, buffers: 20, controls: 40, everywhere: 1_200)
        summary.crime = summary.crimeWithout
        summary.crime.targets -= averted
        summary.crime.everywhere -= averted - 1
        summary.harmWithout = AreaValues(targets: 2_000, buffers: 500, controls: 900, everywhere: 40_000)
        summary.harm = summary.harmWithout
        summary.harm.targets -= 60 * averted
        summary.harm.everywhere -= 55 * averted
        summary.recordedBefore = AreaValues(targets: 30, buffers: 10, controls: 22, everywhere: 62)
        summary.recordedDuring = AreaValues(targets: 28 - averted, buffers: 10, controls: 21, everywhere: 60)
        let fall = 100 * (2 + averted) / 30
        summary.methods = EvaluationMethod.allCases.map { method in
          method == .beforeAfter
            ? MethodEstimate(
              method, fallPercent: fall, lower: fall - 30, upper: fall + 30, pValue: 0.3 / fall)
            : MethodEstimate(method, undefined: "there is no control")
        }
        summary.fates.deterred = Int(averted) + 2
        summary.fates.landed = averted > 0 ? 1 : 0
        summary.fates.prevented = Int(max(0, averted - 2))
        summary.fates.preventedByPresence = averted > 0 ? number : 0
        summary.fates.diedWithParent = averted > 0 ? 1 : 0
        summary.fates.diffused = averted > 0 ? 2 : 0
        summary.dosage.officerHours = name == "no-extra-patrol" ? 0 : name == best ? hours : 504
        summary.dosage.visitsDelivered = averted > 0 ? 700 + number : 0
        return summary
      }
    }
  }

  private static func study(best: String = "data-led") throws -> Study {
    let scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 2)
    let strategies = ["fixed-rota", best].map { StrategyConfiguration($0) }
    return Study(
      try Experiment(scenario: scenario, strategies: strategies, replications: 3, seed: 7, jobs: 1))
  }

  private static func report(
    _ replications: [[ReplicationSummary]], requested: Int = 3, best: String = "data-led",
    style: TextStyle = .plain
  ) throws -> String {
    let study = try study(best: best)
    let result = ExperimentResult(replications, requestedCount: requested, frame: study.experiment.frame)
    return ComparisonReport(study, result: result, style: style)
      .text(folder: "/tmp/Results/town", durationInSeconds: 75)
  }

  @Test("recommends no strategy that knows the true rates, and names all that averted the same")
  func best() throws {
    let oracle = try Self.report(Self.replications(best: "oracle"), best: "oracle").split(separator: "\n")
    #expect(oracle.contains("  oracle ranks first, but it uses the true crime rates, which no force knows."))
    #expect(oracle.contains("  fixed-rota is the only other strategy."))
    let tied = try Self.report(Self.replications(isTied: true)).split(separator: "\n")
    #expect(tied.contains("  fixed-rota and data-led averted the same."))
  }

  @Test("leads with the targets, and gives every number its unit")
  func snapshot() throws {
    let text = try Self.report(Self.replications())
    let expected = """
      Small town
      3 replications in 1 min 15 s, seed 7, preset evidence. Campaign of 2 weeks from
      2024-03-04, 2 targets. Intervals are 95%, shown as ±.

      Ranking, by harm averted in the targets
        Strategy          Averted  Plausible range   To best, pp      p  Best
        ─────────────────────────────────────────────────────────────────────
        1 data-led    30.0 ± 7.5%        24 to 36%             –      –   98%
        2 fixed-rota  27.0 ± 7.5%        21 to 33%  −3.00 ± 7.45  0.225    2%
        data-led averts 30% of harm in the targets (plausible range 24 to 36%). The
        best strategy is data-led. fixed-rota is statistically indistinguishable from
        it.
        Plausible range: 19 of 20 replications. It has what is not known of
        deterrence, and chance. With fewer than 100 replications it is a first
        estimate. ±: the error of the mean, which falls with more replications. To
        best: difference to the best in percentage points, paired by replication. p:
        Holm-adjusted for all pairs. Best: % of 2,000 bootstrap resamples in which it
        ranked first; ties share one.

      Effect in the targets, against the same replications without patrol
        Strategy    Crime averted  Harm averted    Visits  Hours
        ────────────────────────────────────────────────────────
        fixed-rota    18.0 ± 5.0%   27.0 ± 7.5%  50.1/day  504 h
        data-led      20.0 ± 5.0%   30.0 ± 7.5%  50.1/day  504 h
        Without patrol: 50 offences and 2,000 days of harm.
        Planned visits: 16.0/day, one to each target every 2 h of duty. Spare time is
        used for more visits. A unit that stays for a second visit counts as two.
        Hours: officer hours.
        Officer hours are equal for all strategies in every replication (checked).

      Effect everywhere, displacement included
        Strategy    Crime averted  Harm averted   Displaced           WDQ
        ─────────────────────────────────────────────────────────────────
        fixed-rota     0.7 ± 0.2%    1.2 ± 0.3%  9.1 ± 2.1%  −0.05 ± 0.01
        data-led       0.8 ± 0.2%    1.4 ± 0.3%  8.3 ± 1.7%  −0.04 ± 0.01
        Without patrol: 1,200 offences and 40,000 days of harm.
        Displaced: % of deterred offences that happened elsewhere or later. WDQ:
        weighted displacement quotient, from recorded crime; below 0 means
        displacement, above 0 diffusion of benefit.

      Causes of the reduction, % of all crime averted
        Strategy       Presence     Residual     Repeats     Arrest     Series
        ──────────────────────────────────────────────────────────────────────
        fixed-rota  25.0 ± 25.8  62.5 ± 21.5  12.5 ± 4.3  0.0 ± 0.0  0.0 ± 0.0
        data-led    22.2 ± 26.2  66.7 ± 25.4  11.1 ± 3.3  0.0 ± 0.0  0.0 ± 0.0
        Presence: a unit was there. Residual: residual deterrence after a visit.
        Repeats: near repeats of offences that did not happen. Arrest: the offender
        had been arrested. Series: all offenders of the series had been arrested. The
        rest was displaced to after the campaign.
        Diffusion of benefit, offences deterred outside the targets a campaign:
        fixed-rota 2 ± 0, data-led 2 ± 0.

      Paired differences in the targets
        Difference             Crime, points      p  Harm, points      p
        ────────────────────────────────────────────────────────────────
        fixed-rota − data-led   −2.00 ± 4.97  0.225  −3.00 ± 7.45  0.225
        Points: percentage points of crime or harm without patrol. p: two-sided,
        Holm-adjusted for all pairs. Unpaired replications would need 2.0 times as
        many for the same precision on crime.

      Evaluation claims from recorded crime in the targets
        Without patrol         Claim  95% range    Bias, pp  Covers  Finds
        ──────────────────────────────────────────────────────────────────
        before and after  6.7 ± 0.0%          –  +6.7 ± 0.0    100%   100%
        Under data-led          Claim  95% range     Bias, pp  Covers  Finds
        ────────────────────────────────────────────────────────────────────
        before and after  40.0 ± 8.3%          –  +20.0 ± 3.3    100%   100%
        Claim: mean fall in recorded crime. 95% range: claims of 19 in 20 campaigns.
        Bias: claim minus true effect, in percentage points. Covers: how often the 95%
        interval contains the true effect. Finds: how often the fall is significant
        (5%, two-sided). Without patrol these are false alarms; 2.5% are expected.
        Before and after: against the same 2 weeks one year (52 weeks) before.
        methods.csv has every strategy.
        Regression to the mean is zero here: the scenario names its targets, so no bad
        year selects them. To see it, have targets chosen in each replication (key
        choose).
        No result: seasonal average, matched controls, diff. in diff., WDD, synthetic
        control: there is no control.

      Costs, at £90 per officer hour
        Everywhere             £ a crime  £ a harm day   Saved
        ──────────────────────────────────────────────────────
        fixed-rota  £5,670 (4,330–8,220)  £92 (72–127)  £0, 0%
        data-led    £5,040 (3,950–6,960)  £82 (66–110)  £0, 0%
        In targets             £ a crime  £ a harm day   Saved
        ──────────────────────────────────────────────────────
        fixed-rota  £5,040 (3,950–6,960)  £84 (66–116)  £0, 0%
        data-led    £4,540 (3,630–6,040)  £76 (61–101)  £0, 0%
        Cost of the operation: £45,360. £ a crime, £ a harm day: cost of the operation
        divided by crime or harm averted, with Fieller's interval. Saved: police cost
        of the recorded crime averted (Home Office 2022–23); "chance" where the
        interval includes 0. Two things are assumed. One is which offences each crime
        type covers. The other is the cost of an hour: at £73–110, costs are 0.81–1.22
        times as large.

      Strategies
        • no-extra-patrol: Ordinary policing only. The others are measured against it.
        • fixed-rota: Visits the same places at the same hours every day.
        • data-led: Visits the places where a daily forecast of recorded harm says
          patrol prevents most.
      """
    let untilAssumptions = text.prefix(
      upTo: text.firstRange(of: "\n\nAssumptions\n")?.lowerBound ?? text.endIndex)
    #expect(untilAssumptions == expected)
    #expect(text.hasSuffix("\n\nResults: /tmp/Results/town\n"))
  }

  @Test("calls no strategy the best where none averted more than chance alone could")
  func noBest() throws {
    let nothing = zip(Self.replications(), [-60.0, 0, 60]).map { replication, days in
      replication.map { summary in
        var summary = summary
        summary.harm = summary.harmWithout
        if summary.strategy != "no-extra-patrol" { summary.harm.targets += days }
        return summary
      }
    }
    let text = try Self.report(nothing)
    #expect(text.contains("No effect is larger than chance could explain, so no strategy is named"))
    #expect(!text.contains("ahead of") && !text.contains("indistinguishable from it"))
  }

  @Test("says nothing of displacement where there is nowhere to be displaced to, and says that")
  func nowhereToGo() throws {
    var scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 2)
    scenario.crime.places = scenario.crime.places.map { place in
      var place = place
      if ![.target, .control].contains(place.role) { place.role = .control }
      return place
    }
    let study = Study(
      try Experiment(
        scenario: scenario, strategies: Array(scenario.strategies[2...3]), replications: 3, seed: 7, jobs: 1))
    let result = ExperimentResult(Self.replications(), requestedCount: 3, frame: study.experiment.frame)
    let text = ComparisonReport(study, result: result).text()
    #expect(text.contains("Displacement was not measured, because the scenario has no places round the"))
    #expect(!text.contains("displacement included"))
  }

  @Test("fits 80 columns, also with long labels and large counts")
  func width() throws {
    var replications = Self.replications()
    for index in replications.indices {
      for strategy in replications[index].indices where strategy > 0 {
        replications[index][strategy].strategy += ":refresh=12.0,horizon=48.0,weight=0.25"
        replications[index][strategy].dosage.officerHours = 123_456
        replications[index][strategy].harmWithout.targets = 9_876_543
      }
    }
    for line in try Self.report(replications).split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test("has a table of calls for service where a scenario has any, within 80 columns")
  func calls() throws {
    var scenario = SmallTown.scenario(historyWeeks: 2, campaignWeeks: 2)
    #expect(try !Self.report(Self.replications()).contains("Calls for service"))
    scenario.calls = SmallTown.calls(in: scenario, queueCapacity: 2)
    scenario.operation.units[1].isRingfenced = false
    let study = Study(try Experiment(scenario: scenario, replications: 3, jobs: 1))
    let result = try study.experiment.run()
    let text = ComparisonReport(study, result: result).text()
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let section = try #require(text.components(separatedBy: "Calls for service, ").last?.prefix(1_000))
    let header = section.split(separator: "\n")[1].split(separator: " ")
    #expect(header == ["Strategy", "Response", "Late", "Waited", "Lost", "Busy", "Pulled"])
    for label in study.experiment.labels { #expect(section.contains("  \(label)")) }
    let table = section.split(separator: "\n").filter { $0.hasSuffix("/day") }
    #expect(table.count == 5 && table[0].hasSuffix(" 0.0/day") && !table[1].hasSuffix(" 0.0/day"))
    let replication = try #require(result.replications[0].last)
    let single = ReplicationReport(replication, of: study.experiment).text
    #expect(single.contains("  Calls for service   \(replication.calls?.total.received ?? -1): "))
  }

  @Test("uses colour only where it is asked for")
  func colour() throws {
    #expect(try !Self.report(Self.replications()).contains("\u{1B}"))
    #expect(try Self.report(Self.replications(), style: .colour).contains("\u{1B}[1m"))
  }

  @Test("says first that a run was interrupted, and that officer hours differ")
  func alarms() throws {
    let text = try Self.report(Self.replications(hours: 480), requested: 100)
    #expect(text.contains("INCOMPLETE: interrupted after 3 of 100 replications."))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "ERROR: officer hours differ, so the comparison is not fair. In replication 1 data-led had 480.0 h and "
          + "fixed-rota 504.0 h."))
    #expect(!text.contains("equal for all strategies"))
  }

  @Test("never prints a number that is none, even for a single replication without crime")
  func nothing() throws {
    var replication = Self.replications()[0]
    for index in replication.indices {
      replication[index] = ReplicationSummary(replication: 1, strategy: replication[index].strategy)
    }
    let text = try Self.report([replication], requested: 1)
    #expect(text.contains("undefined"))
    #expect(text.contains("One replication has no intervals."))
    #expect(!text.contains("nan") && !text.contains("inf "))
  }

  @Test(
    "numbers have commas between thousands and a true minus sign",
    arguments: [
      (0.0, 0, "0"), (-0.04, 1, "0.0"), (1_234_567, 0, "1,234,567"), (-1_234.56, 1, "−1,234.6"),
      (999, 0, "999"),
    ])
  func numbers(value: Double, decimals: Int, text: String) {
    #expect(NumberText.number(value, decimals: decimals) == text)
  }
}
