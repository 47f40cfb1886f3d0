// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolStrategies
import ScenarioFiles

/// The claims of a scenario examined: the campaign under each preset, and many times the same weeks without any patrol.
///
/// The force chose its targets on its records; so does each replication, where the scenario has candidates enough. Only
/// then does regression to the mean show.
public struct ExaminationStudy: Sendable {
  /// The presets under which the campaign is simulated.
  public static let presets: [DeterrencePreset] = [.null, .parallelTrials, .compromise, .crossoverTrials]
  /// Replications of each preset, unless said otherwise.
  public static let defaultReplications = 200
  /// Replications without patrol, unless said otherwise: a share of .025 is then known to ± .007.
  public static let defaultChanceReplications = 2_000

  /// The scenario as it is run; it chooses its targets where it can.
  public let scenario: Scenario
  /// Whether targets are chosen in each replication.
  public var choosesTargets: Bool { scenario.choice != nil }
  /// Why they are not, where that was not asked for.
  public var whyNamed: String {
    "The scenario's own targets are kept, so there is no regression to the mean. Choosing targets needs \(Scenario.fewestCandidatesPerTarget) places for each "
      + "target, travel by distance, and a scenario without visits, a timetable or calls."
  }
  public let strategy: StrategyConfiguration
  public let presets: [DeterrencePreset]
  public let replications: Int
  public let chanceReplications: Int
  public let seed: UInt64
  public let jobs: Int
  private let experiments: [Experiment]
  private let chance: Experiment

  /// Prepares the study.
  ///
  /// - Parameters:
  ///   - scenario: A scenario with claims.
  ///   - strategy: How the campaign was patrolled; `nil` for dynamic re-task where the scenario has it, or else the first
  ///     of its strategies that deploys units.
  ///   - presets: The presets under which the campaign is simulated; at least one.
  ///   - namedTargets: Whether to keep the scenario's own targets instead of choosing anew in each replication.
  ///   - replications: Of each preset; at least 1.
  ///   - chanceReplications: Without patrol; at least 1.
  ///   - seed: The seed; `nil` for that of the scenario.
  ///   - jobs: How many to run at the same time; at least 1. It changes no result.
  ///   - allowsCommands: Whether to run commands that only the scenario file names.
  /// - Throws: What is wrong: no claim, an unknown strategy, numbers out of range.
  public init(
    _ scenario: Scenario, strategy: StrategyConfiguration? = nil,
    presets: [DeterrencePreset] = ExaminationStudy.presets, namedTargets: Bool = false,
    replications: Int = ExaminationStudy.defaultReplications,
    chanceReplications: Int = ExaminationStudy.defaultChanceReplications, seed: UInt64? = nil,
    jobs: Int = Experiment.processorCount, allowsCommands: Bool = false
  ) throws(InvalidExperiment) {
    var problems: [InvalidExperiment.Problem] = []
    if scenario.claims.isEmpty { problems.append(.missingClaims(scenario.name)) }
    if chanceReplications < 1 {
      problems.append(
        .notPositive(name: "the number of replications without patrol", value: chanceReplications))
    }
    let strategy = strategy ?? ExaminationStudy.usualStrategy(of: scenario)
    if strategy == Experiment.counterfactual { problems.append(.nothingToCompare) }
    let run = namedTargets ? scenario : scenario.choosingItsTargets() ?? scenario
    do throws(InvalidExperiment) {
      experiments = try presets.map { preset throws(InvalidExperiment) in
        var scenario = run
        scenario.deterrence = run.deterrence.replacing(preset: preset)
        return try Experiment(
          scenario: scenario, strategies: [strategy], replications: replications, seed: seed, jobs: jobs,
          allowsCommands: allowsCommands)
      }
      var unpatrolled = run
      unpatrolled.deterrence = run.deterrence.replacing(preset: .null)
      unpatrolled.phases.afterWeeks = 0
      unpatrolled.phases.secondWave = nil
      chance = try Experiment(
        scenario: unpatrolled, strategies: [], replications: max(1, chanceReplications), seed: seed,
        jobs: jobs)
    } catch {
      throw InvalidExperiment(problems: problems + error.problems.filter { !problems.contains($0) })
    }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
    self.scenario = run
    self.strategy = strategy
    self.presets = presets
    self.replications = replications
    self.chanceReplications = chanceReplications
    self.seed = seed ?? scenario.seed
    self.jobs = jobs
  }

  /// Campaigns asked for, with patrol and without.
  var requestedCount: Int { chanceReplications + presets.count * replications }

  private static func usualStrategy(of scenario: Scenario) -> StrategyConfiguration {
    let deploying = scenario.strategies.filter { $0.name != Experiment.counterfactual.name }
    return deploying.first { $0.name == "dynamic-re-task" } ?? deploying.first ?? Experiment.counterfactual
  }

  /// Runs the study.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``ExaminationCutShort`` where a preset or the runs without patrol have no replication; the failure of a strategy.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> Examination {
    let requested = requestedCount
    var done = 0
    func report(_ finished: Int) {
      progress(ExperimentProgress(finished: done + finished, requested: requested))
    }
    let byPreset = try experiments.map { experiment in
      let figures = try ExaminationStudy.figures(of: experiment, interruption: interruption, progress: report)
      done += experiment.replications
      return figures
    }
    let without = try ExaminationStudy.figures(of: chance, interruption: interruption, progress: report)
    guard !without.isEmpty, byPreset.allSatisfy({ !$0.isEmpty }) else { throw ExaminationCutShort() }
    let isComplete =
      without.count == chanceReplications && byPreset.allSatisfy { $0.count == replications }
    let claims = scenario.claims.enumerated().map { index, claim in
      ClaimResult(
        claim,
        presets: zip(presets, byPreset).map { ClaimSetting(claim, preset: $0, $1.map { $0[index] }) },
        chance: ClaimSetting(claim, preset: nil, without.map { $0[index] }),
        targetCounts: without.map { $0[index].targetCount })
    }
    return Examination(self, claims: claims, isComplete: isComplete)
  }

  /// Runs an experiment of one strategy, or none, and returns the figures of every claim by replication.
  private static func figures(
    of experiment: Experiment, interruption: Interruption, progress: (Int) -> Void
  ) throws -> [[ClaimFigures]] {
    let frame = ClaimFrame(scenario: experiment.scenario, frame: experiment.frame)
    let makeSource = experiment.makeSource
    let work = OrderedReplications(numbers: 1...experiment.replications, jobs: experiment.jobs) {
      var source = makeSource()
      return { replication in
        let (history, outcomes) = try source.replicate(replication)
        return frame.figures(history: history, outcomes: outcomes)
      }
    }
    return try work.values(interruption: interruption, progress: progress)
  }
}

/// An examination that was interrupted before each preset, and the weeks without patrol, had a campaign.
public struct ExaminationCutShort: Error, Hashable, CustomStringConvertible {
  public init() {}
  public var description: String {
    "Interrupted before there was a campaign under each preset and one without patrol. There is no result."
  }
}

/// What the examination of a scenario's claims came to.
public struct Examination: Sendable {
  public let scenario: String
  public let seed: UInt64
  public let strategy: String
  /// Whether each replication chose its targets.
  public let choosesTargets: Bool
  public let complete: Bool
  public let claims: [ClaimResult]
  public let assumptions: [String]

  init(_ study: ExaminationStudy, claims: [ClaimResult], isComplete: Bool) {
    scenario = study.scenario.name
    seed = study.seed
    strategy = study.strategy.label
    choosesTargets = study.choosesTargets
    complete = isComplete
    self.claims = claims
    self.assumptions = Evaluation.assumptions(of: study.scenario)
  }
}
