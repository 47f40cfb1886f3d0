// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel

/// What a search came to.
public struct TuningResult: Sendable {
  /// A setting that was tried.
  public struct Evaluation: Hashable, Sendable, Encodable {
    /// 1 over the whole range, 2 round the best of the first; the reference is in each.
    public let round: Int
    /// The parameters that differ from the catalogue's defaults.
    public let parameters: [String: Double]
    public let replications: Int
    /// What it averted in the search, in per cent; `nil` where there was nothing to avert.
    public let averted: Double?
  }

  /// The winner and the reference on a seed that the search never saw.
  public struct FreshScore: Hashable, Sendable, Encodable {
    public let seed: UInt64
    public let replications: Int
    /// What the reference averted, in per cent.
    public let reference: Estimate
    /// What the winner averted, in per cent.
    public let winner: Estimate
    /// What the winner averted beyond the reference, in percentage points, paired.
    public let gain: Estimate
    public let pValue: Double?
  }

  /// The strategy.
  public let strategy: String
  public let objective: TuningObjective
  public let seed: UInt64
  /// The parameters of the winner that differ from the catalogue's defaults.
  public let winner: [String: Double]
  /// What the search itself took for the winner's gain, in percentage points: too high on average, since the
  /// winner was picked by it.
  public let searchGain: Estimate
  /// The replications of the winner in the search.
  public let searchReplications: Int
  /// `nil` where the reference itself won, or where it was interrupted before.
  public let fresh: FreshScore?
  /// All settings tried, in their order.
  public let evaluations: [Evaluation]
  /// Whether nothing was interrupted.
  public let isComplete: Bool

  /// The winner as a strategy.
  public var configuration: StrategyConfiguration { StrategyConfiguration(strategy, parameters: winner) }

  /// Whether the winner averts more than the reference beyond chance, on fresh replications.
  public var isBetter: Bool { (fresh?.gain.lower).map { $0 > 0 } ?? false }
}

extension TuningStudy {
  /// How many settings the first round tries; the second has the rest.
  private var firstCount: Int { (evaluations + 1) / 2 }

  /// How many replications there will be at most, each of all settings that are left.
  var plannedReplications: Int {
    TuningRound.replications(for: firstCount) + TuningRound.replications(for: evaluations - firstCount + 1)
      + replications
  }

  /// Searches, and scores the winner on a fresh seed.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished, and the best so far is returned.
  ///   - progress: Called on this thread as replications are finished.
  /// - Throws: ``NothingFinished`` where no setting was tried.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> TuningResult {
    let planned = plannedReplications
    func report(_ finished: Int) {
      progress(ExperimentProgress(finished: min(finished, planned), requested: planned))
    }
    var first = TuningRound(self, settings: settings(count: firstCount, round: nil))
    try first.run(interruption: interruption, progress: report)
    let done = TuningRound.replications(for: firstCount)
    var rounds = [first]
    if !interruption.isRequested {
      let best = first.best.setting
      // Where the reference leads, what it is given by default is the centre.
      let centre = withDefaults(best)
      let settings = [best] + settings(count: evaluations - firstCount, round: centre).filter { $0 != best }
      var second = TuningRound(self, settings: settings)
      try second.run(interruption: interruption) { report(done + $0) }
      // The second has the best of the first among its settings, unless it was cut short.
      if !interruption.isRequested { rounds.append(second) }
    }
    guard let last = rounds.last, !last.reference.averted.isEmpty else { throw NothingFinished() }
    let winner = last.best
    let finished = rounds.count == 2 ? planned - replications : done
    let fresh = try score(winner.setting, interruption) { report(finished + $0) }
    return result(rounds, winner: winner, fresh: fresh, isComplete: !interruption.isRequested)
  }

  /// Returns a setting with the defaults of what it leaves out of the searched parameters.
  private func withDefaults(_ setting: StrategyConfiguration) -> StrategyConfiguration {
    var setting = setting
    for range in ranges where setting.parameters[range.parameter.name] == nil {
      setting.parameters[range.parameter.name] = range.parameter.defaultValue
    }
    return setting
  }

  /// Scores the winner against the reference on a seed that the search never saw.
  private func score(
    _ winner: StrategyConfiguration, _ interruption: Interruption, progress: (Int) -> Void
  ) throws -> TuningResult.FreshScore? {
    guard winner != reference, !interruption.isRequested else { return nil }
    let experiment = try Experiment(
      scenario: scenario, strategies: [reference, winner], replications: replications, seed: freshSeed,
      jobs: jobs,
      catalogue: catalogue)
    let result: ExperimentResult
    do {
      result = try experiment.run(interruption: interruption) { progress($0.finished) }
    } catch is NothingFinished {
      return nil
    }
    guard result.isComplete,
      let difference = result.comparison.difference(
        of: winner.label, over: reference.label, on: objective.outcome, in: objective.area)
    else { return nil }
    func percent(_ index: Int) -> Estimate {
      result.comparison.strategies[index].effect(on: objective.outcome, in: objective.area)?.percent
        ?? Estimate(undefined: "it was not compared")
    }
    return TuningResult.FreshScore(
      seed: freshSeed, replications: result.replications.count, reference: percent(1), winner: percent(2),
      gain: difference.percentagePoints, pValue: difference.pValue)
  }

  private func result(
    _ rounds: [TuningRound], winner: TuningRound.Candidate, fresh: TuningResult.FreshScore?, isComplete: Bool
  ) -> TuningResult {
    let reference = rounds[rounds.count - 1].reference
    let gains = zip(winner.averted, reference.averted).map { winner, reference -> Double? in
      winner.flatMap { winner in reference.map { winner - $0 } }
    }
    let evaluations = rounds.enumerated().flatMap { index, round in
      ([round.reference] + round.dropped + round.survivors).map { candidate in
        TuningResult.Evaluation(
          round: index + 1, parameters: candidate.setting.parameters, replications: candidate.averted.count,
          averted: candidate.score)
      }
    }
    return TuningResult(
      strategy: self.reference.name, objective: objective, seed: seed, winner: winner.setting.parameters,
      searchGain: Estimate(
        meanOf: gains, otherwise: "no \(objective.outcome.rawValue) happened without patrol"),
      searchReplications: winner.averted.count, fresh: fresh, evaluations: evaluations, isComplete: isComplete
    )
  }
}
