// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel
import PatrolStrategies
import RandomVariates

/// What a search looks for.
public struct TuningObjective: Hashable, Sendable, Codable {
  public let outcome: Outcome
  public let area: Area

  public init(outcome: Outcome = .harm, area: Area = .targets) {
    self.outcome = outcome
    self.area = area
  }
}

/// A search for the parameters with which a strategy averts most.
///
/// Half of the settings are points of Sobol's sequence over the whole range of the parameters, and half over a quarter
/// of it round the best of these. Each half is thinned out by successive halving: all settings get a few
/// replications, the better half of them twice as many, until two are left. All settings are run on the same potential
/// crime. The best of a search is best partly by luck, so the last word has a run of the winner against the
/// strategy as it was named, on a seed that the search never saw.
///
/// Everything follows from scenario, seed and settings: not from the number of workers.
///
/// Source: Karnin, Koren and Somekh, "Almost optimal exploration in multi-armed bandits", ICML 2013; Jamieson and
/// Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016; the second,
/// narrower round is an assumption.
public struct TuningStudy: Sendable {
  public let scenario: Scenario
  /// The strategy as it was named, which the winner is compared with.
  public let reference: StrategyConfiguration
  public let ranges: [SearchRange]
  public let objective: TuningObjective
  /// How many settings are tried, in both rounds together.
  public let evaluations: Int
  /// The replications of the last word.
  public let replications: Int
  public let seed: UInt64
  public let jobs: Int
  let catalogue: StrategyCatalogue

  /// The replications that every setting gets.
  static let firstReplications = 8
  /// The share of a parameter's range that the second round looks at.
  static let narrowing = 0.25
  /// How many settings can be tried.
  public static let evaluationRange = 4...1_000

  /// The seed of the last word, which follows from the seed.
  public var freshSeed: UInt64 {
    var stream = RandomStream(seed: seed, replication: 0, name: "fresh seed of tuning")
    return stream.next()
  }

  /// Prepares the search.
  ///
  /// - Parameters:
  ///   - scenario: The scenario, which is trusted.
  ///   - strategy: The strategy with the parameters that are kept.
  ///   - ranges: What is searched; empty for all numbers of the strategy's own that it isn't given. What belongs to every
  ///     strategy, such as the share of places in focus, is searched only if it is named: it says what is asked.
  ///   - objective: What is to be as large as possible.
  ///   - evaluations: How many settings to try, within ``evaluationRange``.
  ///   - replications: How many to score the winner with; at least 2.
  ///   - seed: The seed; `nil` for that of the scenario.
  ///   - jobs: How many to run at the same time; it changes no result.
  ///   - catalogue: Where strategies come from.
  /// - Throws: Everything that is wrong.
  public init(
    scenario: Scenario, strategy: StrategyConfiguration, ranges: [SearchRange] = [],
    objective: TuningObjective = TuningObjective(), evaluations: Int = 32, replications: Int = 100,
    seed: UInt64? = nil, jobs: Int = Experiment.processorCount, catalogue: StrategyCatalogue = .standard
  ) throws(InvalidExperiment) {
    let entry = catalogue.entry(named: strategy.name)
    // How long a program may take is no matter of what it decides.
    let parameters =
      entry?.needsProgram == true ? [] : entry?.ownParameters.filter(\.choices.isEmpty) ?? []
    let searched =
      ranges.isEmpty
      ? parameters.filter { strategy.parameters[$0.name] == nil }.map { SearchRange($0) } : ranges
    var problems: [InvalidExperiment.Problem] = []
    if searched.isEmpty { problems.append(.nothingToSearch(strategy: strategy.name)) }
    let names = searched.map(\.parameter.name)
    problems += names.indices.filter { names[..<$0].contains(names[$0]) }.map {
      .repeatedRange(strategy: strategy.name, name: names[$0])
    }
    if !TuningStudy.evaluationRange.contains(evaluations) {
      problems.append(.evaluationsOutOfRange(evaluations, range: TuningStudy.evaluationRange))
    }
    if replications < 2 { problems.append(.tooFewToScore(replications)) }
    do throws(InvalidExperiment) {
      _ = try Experiment(
        scenario: scenario, strategies: [strategy], replications: max(1, replications), jobs: jobs,
        catalogue: catalogue)
    } catch { problems += error.problems }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
    self.scenario = scenario
    reference = strategy
    self.ranges = searched
    self.objective = objective
    self.evaluations = evaluations
    self.replications = replications
    self.seed = seed ?? scenario.seed
    self.jobs = jobs
    self.catalogue = catalogue
  }

  /// Returns the strategy with the values at a point of the unit cube.
  func setting(at point: [Double]) -> StrategyConfiguration {
    var setting = reference
    for (range, share) in zip(ranges, point) {
      setting.parameters[range.parameter.name] = range.value(at: share)
    }
    return setting
  }

  /// Returns the points of a round, each setting once.
  ///
  /// - Parameter centre: The setting round which it looks; `nil` for the whole range.
  func settings(count: Int, round centre: StrategyConfiguration?) -> [StrategyConfiguration] {
    let points = sobolPoints(count: count, dimensions: ranges.count).map { point in
      zip(ranges, point).map { range, share in
        guard let centre, let value = centre.parameters[range.parameter.name] else { return share }
        let width = TuningStudy.narrowing
        let start = min(1 - width, max(0, range.share(of: value) - width / 2))
        return start + share * width
      }
    }
    var settings: [StrategyConfiguration] = []
    for setting in points.map(setting) where !settings.contains(setting) { settings.append(setting) }
    return settings
  }
}
