// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
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
    ["forecasts": answer.results.map { ForecastTable.table.object($0) }]
  }

  public var scenarioFiles: [(name: String, scenario: Scenario)] { [("scenario.yaml", experiment.scenario)] }

  public var subject: String { "\(Study(experiment).subject) \(flaggedShare)" }
}
