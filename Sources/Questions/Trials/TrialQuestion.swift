// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import ScenarioFiles
import Tables

extension TrialStudy: Question {
  public static let name = "trials"

  public func envelope(of reports: [TrialReport]) -> Envelope {
    let rest = experiments.dropFirst(reports.count).reduce(0) { $0 + $1.firstLot }
    var assumptions: [String] = []
    for report in reports {
      assumptions += report.assumptions.map { "\(report.name): \($0)" }.filter { !assumptions.contains($0) }
    }
    return Envelope(
      question: Self.name, scenario: nil, seed: nil, preset: nil,
      asked: reports.reduce(rest) { $0 + $1.requested }, done: reports.reduce(0) { $0 + $1.replications },
      complete: reports.count == experiments.count && reports.allSatisfy(\.isComplete),
      assumptions: assumptions)
  }

  public func text(_ reports: [TrialReport], _ run: RunNote, style: TextStyle) -> String {
    TrialsReport(reports, style: style).text(durationInSeconds: run.durationInSeconds)
  }

  public func tables(_ reports: [TrialReport]) -> AnswerTables {
    AnswerTables(FilledTable(TrialTable.table, TrialTable.rows(reports)))
  }

  public func content(_ reports: [TrialReport]) -> any Encodable { ["trials": reports] }

  /// Each trial once, as it is under the first of the presets.
  public var scenarioFiles: [(name: String, scenario: Scenario)] {
    var names: Set<String> = []
    return experiments.map(\.scenario).filter { names.insert($0.name).inserted }
      .enumerated().map { ("trial-\($0 + 1)-\(Study.slug($1.name)).yaml", $1) }
  }

  public var subject: String {
    experiments.map { "\(ScenarioFile.digest(of: $0.scenario)) \($0.seed) \($0.size)" }.joined(separator: " ")
  }
}
