// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

extension ForecastTrial: Question {
  public static let name = "forecast"

  public func envelope(of answer: Answer) -> Envelope {
    Envelope(
      question: Self.name, scenario: experiment.scenario, seed: experiment.seed,
      preset: experiment.scenario.deterrence.preset, asked: experiment.replications,
      done: answer.replicationCount, assumptions: Study.assumptions(of: experiment.scenario))
  }

  public func text(_ answer: Answer, _ run: RunNote, style: TextStyle) -> String {
    forecastReport(answer, of: self, style: style)
  }

  public func tables(_ answer: Answer) -> AnswerTables {
    AnswerTables(FilledTable(ForecastTable.table, answer.results))
  }

  public func content(_ answer: Answer) -> any Encodable {
    Content(
      targets: targetCount, flaggedTargets: flaggedCount, flaggedShareAsked: flaggedShare,
      forecasts: answer.results)
  }

  private struct Content: Encodable {
    let targets: Int
    let flaggedTargets: Int
    let flaggedShareAsked: Double
    let forecasts: [Result]
  }

  private var targetCount: Int {
    let scenario = experiment.scenario
    return scenario.choice?.count ?? scenario.crime.places.count { $0.role == .target }
  }

  private var flaggedCount: Int { ForecastScore.flaggedCount(of: targetCount, share: flaggedShare) }

  /// How many targets are flagged, in words: only whole ones can be.
  var flagged: String {
    let percent = 100 * Double(flaggedCount) / Double(targetCount)
    return
      "\(flaggedCount) of \(NumberText.count(targetCount, "target")) flagged (\(DecimalText.trimmed(percent, decimals: 1))%)"
  }

  public var rules: [String] { ["Each week \(flagged)."] }

  public var scenarioFiles: [(name: String, scenario: Scenario)] { [("scenario.yaml", experiment.scenario)] }

  public var subject: String { "\(Study(experiment).subject) \(flaggedShare)" }
}
