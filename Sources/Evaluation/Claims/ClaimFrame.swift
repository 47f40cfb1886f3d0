// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Reads from replications what they say of a scenario's claims.
public struct ClaimFrame: Sendable {
  private let scenario: Scenario
  private let frame: EvaluationFrame
  /// The types that count, by claim.
  private let types: [[Int]]

  public init(scenario: Scenario, frame: EvaluationFrame) {
    self.scenario = scenario
    self.frame = frame
    types = scenario.claims.map { $0.types(among: scenario.crime.types) }
  }

  /// Returns the figures of each claim in a replication.
  ///
  /// - Parameters:
  ///   - history: The weeks before the campaign.
  ///   - outcomes: The run without patrol, and that of a strategy after it where there is one; the last is what an evaluator sees.
  public func figures(history: HistoryOutcome, outcomes: [ReplicationOutcome]) -> [ClaimFigures] {
    let frame = frame.choosing(history.chosen)
    return scenario.claims.indices.map { index in
      let claim = scenario.claims[index]
      let targets = frame.places(in: .targets).filter { claim.concerns(scenario.crime.places[$0]) }
      let panel = RecordedPanel(
        history: history.weekly, outcome: outcomes[outcomes.count - 1].weekly, frame: frame,
        types: types[index]
      ) { claim.concerns(scenario.crime.places[$0]) }
      func happened(_ outcome: ReplicationOutcome) -> Int {
        targets.reduce(0) { sum, place in
          sum + types[index].reduce(0) { $0 + outcome.fates[.campaign, place: place, type: $1, .happened] }
        }
      }
      let (without, with) = (happened(outcomes[0]), happened(outcomes[outcomes.count - 1]))
      return ClaimFigures(
        targetCount: targets.count,
        truePercent: without > 0 ? 100 * Double(without - with) / Double(without) : nil,
        falls: EvaluationMethod.allCases.map { $0.estimate(panel).fallPercent })
    }
  }
}
