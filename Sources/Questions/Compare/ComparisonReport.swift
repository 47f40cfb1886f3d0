// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

/// The report of an experiment for a terminal of 80 columns.
public struct ComparisonReport {
  let study: Study
  let result: ExperimentResult
  let outcome: Outcome
  let style: TextStyle

  /// - Parameters:
  ///   - study: The experiment.
  ///   - result: Its result.
  ///   - outcome: What strategies are ranked by.
  ///   - style: How headings and alarms look.
  public init(
    _ study: Study, result: ExperimentResult, rankedBy outcome: Outcome = .harm, style: TextStyle = .plain
  ) {
    self.study = study
    self.outcome = outcome
    self.result = result
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  ///
  /// - Parameters:
  ///   - folder: Where the results are; left out where they were not stored.
  ///   - page: The name of the report in it that a browser opens; `nil` where there is none.
  ///   - durationInSeconds: How long it took, if known.
  public func text(
    folder: String? = nil, page: String? = nil, durationInSeconds: Double? = nil
  ) -> String {
    let comparison = result.comparison
    let sections = [
      introduction(durationInSeconds), alarms,
      RankingSection.lines(
        comparison, of: study.experiment.scenario, by: outcome, informed: study.experiment.truthInformed,
        style),
      EffectSection.targets(result, of: study.experiment.scenario, style),
      EffectSection.everywhere(comparison, of: study.experiment.scenario, style),
      CauseSection.lines(comparison, style),
      TruthSection.lines(result, of: study, by: outcome, style),
      RetaskingSection.lines(comparison, style),
      CallSection.lines(comparison, of: study.experiment.scenario, style),
      DifferenceSection.lines(comparison, by: outcome, style),
      MethodSection.lines(result, of: study, by: outcome, style),
      CostSection.lines(result, of: study.experiment, style),
      ContactSection.lines(result, of: study.experiment.scenario, style),
      FairnessSection.lines(result, of: study.experiment, rankedBy: outcome, style),
      StrategySection.lines(study.experiment.labels, style), assumptionLines,
      folder.map { folder in (page.map { ["Report: \(folder)/\($0)"] } ?? []) + ["Results: \(folder)"] }
        ?? [],
    ]
    return style.text(sections)
  }

  private func introduction(_ durationInSeconds: Double?) -> [String] {
    let scenario = study.experiment.scenario
    let targets = study.experiment.frame.targetCount
    let time = durationInSeconds.map { " in \(NumberText.duration(seconds: $0))" } ?? ""
    let intervals =
      result.replications.count > 1
      ? "Intervals are 95%, shown as ±." : "One replication has no intervals."
    return [style.heading(oneLine(scenario.name))]
      + wrapped(
        "\(NumberText.count(result.replications.count, "replication"))\(time), seed \(study.experiment.seed), "
          + "preset \(scenario.deterrence.preset.rawValue). Campaign of "
          + "\(NumberText.count(scenario.phases.campaignWeeks, "week")) from \(scenario.phases.campaignStart), "
          + "\(NumberText.count(targets, "target")). \(intervals)")
      + (result.stopping.map { wrapped("\($0.sentence) \(StoppingOutcome.caveat)") } ?? [])
  }

  /// What must not be overlooked: an interrupted run, unequal officer hours.
  private var alarms: [String] {
    var alarms: [String] = []
    if !result.isComplete {
      alarms.append(interrupted(after: result.replications.count, of: result.requestedCount))
    }
    for difference in result.comparison.officerHours.differences {
      alarms.append(
        "ERROR: officer hours differ, so the comparison is not fair. In replication "
          + "\(difference.replication) \(difference.strategy) had "
          + "\(NumberText.number(difference.officerHours, decimals: 1)) h and \(difference.first) "
          + "\(NumberText.number(difference.officerHoursOfFirst, decimals: 1)) h.")
    }
    return alarms.flatMap { wrapped($0) }.map(style.alarm)
  }

  private var assumptionLines: [String] {
    [style.heading("Assumptions")]
      + study.assumptions.flatMap { wrapped($0, first: "  • ", rest: "    ") }
  }
}
