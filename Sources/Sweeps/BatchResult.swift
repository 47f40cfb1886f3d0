// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions

/// What a study came to.
public struct BatchResult: Sendable {
  /// What became of a cell.
  public enum Status: String, Sendable {
    /// All replications are there.
    case done
    /// It can't be run, or some of its replications can't.
    case failed
    /// Some replications are not there yet.
    case missing
  }

  /// A cell with its estimates.
  public struct Cell: Sendable {
    /// From 1.
    public let number: Int
    /// The scenario, from 0.
    public let base: Int
    /// The point of the sweep, from 0.
    public let point: Int
    public let status: Status
    public let replicationsDone: Int
    /// How many replications can't be run.
    public let replicationsFailed: Int
    /// The digest of the scenario as it was run and the seed; `nil` where no replication is there.
    public let digest: String?
    public let seed: String?
    /// Why it can't be run.
    public let error: String?
    /// By strategy, the one without patrol left out, and measure; empty where no replication is there.
    public let effects: [[Estimate]]
    /// What each strategy averted, by strategy, measure and replication, in the order of replications.
    let averted: [[[Double?]]]
    /// The paired differences by pair of strategies, the one without patrol left out, and measure; empty where no replication is there.
    public internal(set) var differences: [[StrategyDifference]] = []
  }

  public let cells: [Cell]
  public let tornado: [TornadoBar]
  /// Of the design `sobol` alone.
  public let sobol: [SobolShare]

  /// Cells that can't be run, with their reasons.
  public var failedCells: [Cell] { cells.filter { $0.status == .failed } }
  /// Whether all replications of all cells are there.
  public var isComplete: Bool { cells.allSatisfy { $0.status == .done } }
  public var replicationsDone: Int { cells.reduce(0) { $0 + $1.replicationsDone } }
  public var replicationsFailed: Int { cells.reduce(0) { $0 + $1.replicationsFailed } }
}

/// How much a measure moves when one parameter goes from its low to its high values.
public struct TornadoBar: Hashable, Sendable {
  public let base: Int
  public let strategy: String
  /// The strategy whose effect is subtracted; `nil` of the effect of one alone.
  public let second: String?
  public let measure: BatchMeasure
  /// The key of the parameter.
  public let parameter: String
  /// Its place among the parameters of the same measure, the greatest swing first, from 1.
  public internal(set) var rank = 0
  /// The values that count as low and as high.
  public let lowValues: String
  public let highValues: String
  /// The same as numbers, from which to which, in the unit of the parameter; `nil` of words.
  public let lowRange: ClosedRange<Double>?
  public let highRange: ClosedRange<Double>?
  /// The means over the cells with low and with high values: averted in per cent, of a difference in percentage points.
  public let low: Double?
  public let high: Double?
  /// High less low, in percentage points.
  public let swing: Estimate
}

/// Which share of a measure's variance over the sweep is due to a parameter.
public struct SobolShare: Hashable, Sendable {
  public let base: Int
  public let strategy: String
  /// The strategy whose effect is subtracted; `nil` of the effect of one alone.
  public let second: String?
  public let measure: BatchMeasure
  public let parameter: String
  public let first: Estimate
  public let total: Estimate
  /// How many base points have all their cells.
  public let basePoints: Int
}
