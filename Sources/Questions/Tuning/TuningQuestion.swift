// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import ScenarioFiles
import Tables

extension TuningStudy: Question {
  public static let name = "tune"

  public func envelope(of result: TuningResult) -> Envelope {
    Envelope(
      question: Self.name, scenario: scenario, seed: seed, preset: scenario.deterrence.preset,
      asked: replications, done: result.fresh?.replications ?? 0, complete: result.isComplete,
      assumptions: Study.assumptions(of: scenario))
  }

  public func text(_ result: TuningResult, _ run: RunNote, style: TextStyle) -> String {
    TuningReport(self, result: result, style: style).text(durationInSeconds: run.durationInSeconds)
  }

  public func tables(_ result: TuningResult) -> AnswerTables {
    AnswerTables(FilledTable(TuningTable.table(of: self), result.evaluations))
  }

  public func content(_ result: TuningResult) -> any Encodable { Content(result) }

  private struct Content: Encodable {
    let strategy: String
    let objective: TuningObjective
    let winner: [String: Double]
    let searchGain: Estimate
    let searchReplications: Int
    let fresh: TuningResult.FreshScore?
    let evaluations: [TuningResult.Evaluation]

    init(_ result: TuningResult) {
      (strategy, objective, winner) = (result.strategy, result.objective, result.winner)
      (searchGain, searchReplications) = (result.searchGain, result.searchReplications)
      (fresh, evaluations) = (result.fresh, result.evaluations)
    }
  }

  public var scenarioFiles: [(name: String, scenario: Scenario)] { [("scenario.yaml", scenario)] }

  public var subject: String {
    "\(ScenarioFile.digest(of: scenario)) \(seed) \(reference) \(ranges) \(objective) \(evaluations) \(replications)"
  }
}
