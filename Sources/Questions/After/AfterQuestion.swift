// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

extension AfterStudy: Question {
  public static let name = "after"

  public func envelope(of result: AfterStudyResult) -> Envelope {
    Envelope(question: Self.name, study, asked: result.requestedCount, done: result.replicationCount)
  }

  public func text(_ result: AfterStudyResult, _ run: RunNote, style: TextStyle) -> String {
    AfterReport(self, result: result, style: style).text
  }

  public func tables(_ result: AfterStudyResult) -> AnswerTables {
    AnswerTables(FilledTable(AfterTable.table, AfterTable.rows(result)))
  }

  public func content(_ result: AfterStudyResult) -> any Encodable {
    Content(weeks: weeks, costPerHour: costPerHour.pounds, strategies: result.strategies)
  }

  private struct Content: Encodable {
    let weeks: Int
    let costPerHour: Double
    let strategies: [AfterResult]
  }

  public var scenarioFiles: [(name: String, scenario: Scenario)] {
    [("scenario.yaml", study.experiment.scenario)]
  }

  public var subject: String { "\(study.subject) \(shares) \(weeks) \(costPerHour.pounds)" }
}
