// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import ScenarioFiles
import Tables

extension ExaminationStudy: Question {
  public static let name = "examine"

  public func envelope(of examination: Examination) -> Envelope {
    let settings = examination.claims.first.map { $0.presets + [$0.chance] } ?? []
    return Envelope(
      question: Self.name, scenario: scenario, seed: seed,
      preset: presets.count == 1 ? presets[0] : nil, asked: requestedCount,
      done: settings.reduce(0) { $0 + $1.replications }, complete: examination.complete,
      assumptions: examination.assumptions)
  }

  public func text(_ examination: Examination, _ run: RunNote, style: TextStyle) -> String {
    ExaminationReport(examination, style: style)
      .text(folder: run.folder, durationInSeconds: run.durationInSeconds)
  }

  public func tables(_ examination: Examination) -> AnswerTables {
    AnswerTables(FilledTable(ExaminationTable.table, ExaminationTable.rows(examination)))
  }

  public func content(_ examination: Examination) -> any Encodable {
    Content(
      strategy: examination.strategy, choosesTargets: examination.choosesTargets, claims: examination.claims)
  }

  private struct Content: Encodable {
    let strategy: String
    let choosesTargets: Bool
    let claims: [ClaimResult]
  }

  public var scenarioFiles: [(name: String, scenario: Scenario)] { [("scenario.yaml", scenario)] }

  public var subject: String {
    "\(ScenarioFile.digest(of: scenario)) \(seed) \(strategy.label) \(presets) \(replications) \(chanceReplications)"
  }
}
