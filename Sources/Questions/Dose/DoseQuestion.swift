// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

extension DoseStudy: Question {
  public static let name = "compare --units"

  public func envelope(of result: DoseResult) -> Envelope {
    Envelope(question: Self.name, study, asked: result.requestedCount, done: result.replications.count)
  }

  public func text(_ result: DoseResult, _ run: RunNote, style: TextStyle) -> String {
    DoseReport(self, result: result, style: style)
      .text(folder: run.folder, durationInSeconds: run.durationInSeconds)
  }

  public func tables(_ result: DoseResult) -> AnswerTables {
    AnswerTables(
      FilledTable(DoseTable.table, DoseTable.rows(result.response)),
      [
        FilledTable(
          DoseTable.replications(of: study), DoseTable.replications(result, units: study.units))
      ])
  }

  public func content(_ result: DoseResult) -> any Encodable {
    Content(response: result.response, rules: rules)
  }

  private struct Content: Encodable {
    let response: DoseResponse
    let rules: [String]
  }

  public var scenarioFiles: [(name: String, scenario: Scenario)] {
    [("scenario.yaml", study.experiment.scenario)]
  }

  public var subject: String { "\(study.subject) \(study.units)" }
}
