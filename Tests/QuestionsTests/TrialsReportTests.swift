// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("The report of repeated trials")
struct TrialsReportTests {
  /// A hand-made trial: forty replications round a change.
  private static func report(
    _ name: String, _ preset: DeterrencePreset, change: Double, truth: Double?, requested: Int = 40
  ) -> TrialReport {
    var scenario = SmallTown.scenario(deterrence: Deterrence(preset: preset))
    scenario.name = name
    let trial = Trial(
      citation: "Someone (2020), A journal 1, 1–2", doi: "10.1000/1", dose: "4 visits a day", visits: 23_272,
      findings: [
        TrialFinding(what: "crime on days on", comparison: .onWithOff, lowest: -31.9, highest: -31.9)
      ])
    let results = (0..<40).map { index in
      var result = TrialResult(replication: index + 1)
      result.measured = [change + Double(index) - 19.5]
      result.truth = [truth]
      result.visits = 23_000
      result.visitsPlanned = 23_712
      return result
    }
    return TrialReport(scenario: scenario, seed: 1, trial: trial, requested: requested, results: results)
  }

  @Test("sets observed beside simulated, and says which presets agree, and where none does")
  func snapshot() {
    let reports = [
      Self.report("Harbour 2020", .null, change: 0, truth: 0),
      Self.report("Harbour 2020", .crossoverTrials, change: -25, truth: -40.25),
      Self.report("Station 2021", .null, change: 20, truth: nil),
      Self.report("Station 2021", .crossoverTrials, change: 60, truth: nil),
    ]
    #expect(TrialsReport(reports).text(durationInSeconds: 75) == Self.expected)
  }

  private static let expected = """
    Published trials, repeated under each preset
    2 trials in 1 min 15 s. Changes in %; ± is the 95% interval of the mean.
    "Against no patrol" is the true effect at the same places on the same days. "As
    measured" is the result of the trial's own comparison. A preset is consistent
    with a trial if the range of 95% of simulated trials overlaps the published
    figure.

    Harbour 2020
      Someone (2020), A journal 1, 1–2, doi:10.1000/1
      Dose: 4 visits a day. Visits delivered: 23,000 of 23,712 prescribed; the trial
      delivered 23,272.
      Observed, crime on days on: −31.9%
      Preset            Against no patrol  As measured  95% of trials  Consistent
      ───────────────────────────────────────────────────────────────────────────
      no-effect                 0.0 ± 0.0    0.0 ± 3.7     −19 to +19          no
      crossover-trials        −40.3 ± 0.0  −25.0 ± 3.7      −44 to −6         yes

    Station 2021
      Someone (2020), A journal 1, 1–2, doi:10.1000/1
      Dose: 4 visits a day. Visits delivered: 23,000 of 23,712 prescribed; the trial
      delivered 23,272.
      Observed, crime on days on: −31.9%
      Preset            Against no patrol  As measured  95% of trials  Consistent
      ───────────────────────────────────────────────────────────────────────────
      no-effect                         –  +20.0 ± 3.7      +1 to +39          no
      crossover-trials                  –  +60.0 ± 3.7     +41 to +79          no

    Consistency of presets with trials
      Trial         no-effect  crossover-trials
      ─────────────────────────────────────────
      Harbour 2020         no               yes
      Station 2021         no                no
      No preset is consistent with: Station 2021.

    """

  @Test("gives shares without a sign")
  func shares() {
    let trial = Trial(
      citation: "Someone (2020)", dose: "4 visits a day",
      findings: [TrialFinding(what: "share", comparison: .absent, lowest: 97, highest: 97)])
    let results = (1...40).map { number in
      var result = TrialResult(replication: number)
      result.measured = [95]
      result.truth = [nil]
      return result
    }
    let report = TrialReport(
      scenario: SmallTown.scenario(), seed: 1, trial: trial, requested: 40, results: results)
    let text = TrialsReport([report]).text()
    #expect(text.contains("Observed, share: 97%"))
    #expect(text.contains("–   95.0 ± 0.0       95 to 95          no"))
  }

  @Test("says so where the trials were interrupted")
  func incomplete() {
    let text = TrialsReport([Self.report("Harbour 2020", .null, change: 0, truth: 0, requested: 100)]).text()
    #expect(text.contains("INCOMPLETE"))
  }

  @Test("has lines of at most 80 columns, whatever the trial is called")
  func width() {
    let name = "A trial with a name that is longer than any column that a table of eighty has for it"
    let presets: [DeterrencePreset] = [.null, .parallelTrials, .compromise, .crossoverTrials]
    let text = TrialsReport(presets.map { Self.report(name, $0, change: -100, truth: -99.9) }).text()
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
