// SPDX-License-Identifier: GPL-3.0-or-later

/// What strategies avert with different numbers of units, on the same potential crime and history.
public struct DoseResponse: Hashable, Sendable, Codable {
  /// How many replications it rests on; at least 1.
  public let replicationCount: Int
  /// The confidence level of all intervals.
  public let level: Double
  /// What decides where a strategy is saturated, in the targets.
  public let outcome: Outcome
  public let costPerHour: CostPerHour
  /// By number of units, ascending.
  public let levels: [DoseLevel]
  /// The strategies that deploy units, in the order in which they were run.
  public let curves: [DoseCurve]

  /// Compares numbers of units.
  ///
  /// - Parameters:
  ///   - replications: The summaries by replication, number of units and strategy; at least one of each.
  ///   - units: The numbers of units, ascending, in the order of the summaries.
  ///   - teamsWithoutUnits: For each number of units, the teams that have none, by id.
  ///   - frame: The evaluation's frame.
  ///   - outcome: What decides where a strategy is saturated.
  ///   - costPerHour: What an officer's hour costs.
  ///   - level: The confidence level, between 0 and 1.
  public init(
    _ replications: [[[ReplicationSummary]]], units: [Int], teamsWithoutUnits: [[String]],
    frame: EvaluationFrame, outcome: Outcome = .harm, costPerHour: CostPerHour = CostPerHour(),
    level: Double = 0.95
  ) {
    precondition(replications.first?.count == units.count, "There must be summaries for each number of units")
    replicationCount = replications.count
    self.level = level
    self.outcome = outcome
    self.costPerHour = costPerHour
    let deployed = replications[0][0].indices.filter {
      replications[0][0][$0].strategy != frame.counterfactual
    }
    /// The summaries of one strategy with one number of units.
    func summaries(_ level: Int, _ strategy: Int) -> [ReplicationSummary] {
      replications.map { $0[level][strategy] }
    }
    levels = units.indices.map { index in
      DoseLevel(
        units: units[index], teamsWithoutUnits: teamsWithoutUnits[index],
        officerHours: OfficerHourCheck(deployed.map { summaries(index, $0) }))
    }
    curves = deployed.map { strategy in
      DoseCurve(
        units.indices.map { (units[$0], summaries($0, strategy)) }, frame: frame, outcome: outcome,
        costPerHour: costPerHour, level: level)
    }
  }
}

/// A number of units, and whether strategies were on equal terms with it.
public struct DoseLevel: Hashable, Sendable, Codable {
  public let units: Int
  /// The ids of the teams that have no unit with it: their targets get no visit.
  public let teamsWithoutUnits: [String]
  public let officerHours: OfficerHourCheck
}
