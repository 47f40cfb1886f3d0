// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import OutputAnalysis
import PatrolModel
import PatrolStrategies

/// Forecasts scored on the recorded crime of campaigns without patrol, each week from the record before it.
public struct ForecastTrial: Sendable {
  /// How a method did, over all replications.
  public struct Result: Hashable, Sendable, Encodable {
    /// The method, and what it does in a few words.
    public let name: String
    public let meaning: String
    /// Means over the replications, each a mean over its weeks.
    public let hitRate: Estimate
    public let predictiveAccuracyIndex: Estimate
    public let predictiveEfficiencyIndex: Estimate
    public let logScore: Estimate
    /// By how much its log score is better than that of the first method, in the same replications.
    public let logScoreOverFirst: Estimate
  }

  public let experiment: Experiment
  /// The share of targets that are flagged each week.
  public let flaggedShare: Double
  private let methods = ForecastMethod.standard

  /// - Parameters:
  ///   - scenario: The scenario; its campaign is run without patrol.
  ///   - replications: How many to run; at least 1.
  ///   - seed: The seed; `nil` for that of the scenario.
  ///   - flaggedShare: The share of targets that are flagged each week, in `0...1`.
  ///   - jobs: How many to run at the same time; at least 1. It changes no result.
  /// - Throws: What is wrong with the numbers.
  public init(
    scenario: Scenario, replications: Int, seed: UInt64? = nil, flaggedShare: Double,
    jobs: Int = Experiment.processorCount
  ) throws(InvalidExperiment) {
    experiment = try Experiment(
      scenario: scenario, strategies: [Experiment.counterfactual], replications: replications, seed: seed,
      jobs: jobs)
    self.flaggedShare = flaggedShare
  }

  /// How the methods did, over the replications that were finished.
  public struct Answer: Sendable {
    public let results: [Result]
    public let replicationCount: Int
  }

  /// Runs all replications and scores each method.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``NothingFinished`` where there is nothing to report.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> Answer {
    let requested = experiment.replications
    let scores = try work.values(interruption: interruption) {
      progress(ExperimentProgress(finished: $0, requested: requested))
    }
    guard !scores.isEmpty else { throw NothingFinished() }
    return Answer(results: methods.indices.map { result($0, scores) }, replicationCount: scores.count)
  }

  /// Runs a replication and scores each method on it.
  private var work: OrderedReplications<[ForecastScore]> {
    let trial = self
    return OrderedReplications(numbers: 1...experiment.replications, jobs: experiment.jobs) {
      let runner = ReplicationRunner(
        scenario: trial.experiment.scenario, seed: trial.experiment.seed, strategies: [counterfactual])
      return { replication in
        let (history, outcomes) = runner.run(
          replication: replication, recording: RecordingOptions(keepsBook: true, keepsTrueRates: true))
        let book = history.book + (outcomes.first?.book ?? [])
        return trial.score(
          book, truth: outcomes.first?.expectedRecords ?? [], teamPlaces: trial.teamPlaces(history.chosen),
          calendar: runner.calendar)
      }
    }
  }

  private var counterfactual: LabelledStrategy {
    LabelledStrategy(label: Experiment.counterfactual.label, strategy: NoExtraPatrol())
  }

  /// - Parameter scores: By replication and method.
  private func result(_ method: Int, _ scores: [[ForecastScore]]) -> Result {
    let (own, first) = (scores.map { $0[method] }, scores.map { $0[0] })
    return Result(
      name: methods[method].name, meaning: methods[method].meaning,
      hitRate: Estimate(meanOf: own.map(\.hitRate), otherwise: "no offence was recorded"),
      predictiveAccuracyIndex: Estimate(
        meanOf: own.map(\.predictiveAccuracyIndex), otherwise: "no offence was recorded"),
      predictiveEfficiencyIndex: Estimate(
        meanOf: own.map(\.predictiveEfficiencyIndex), otherwise: "no offence was recorded"),
      logScore: Estimate(meanOf: own.map(\.logScore), otherwise: "there is no week"),
      logScoreOverFirst: Estimate(
        meanOf: zip(own, first).map { $0.logScore - $1.logScore }, otherwise: "there is no week"))
  }

  private func teamPlaces(_ chosen: ChosenTargets?) -> [[Int]] {
    if let chosen { return chosen.teamPlaces }
    let places = experiment.scenario.crime.places
    return experiment.scenario.operation.teams.map { team in
      team.places.compactMap { id in places.firstIndex { $0.id == id } }
    }
  }

  /// Scores each method on one replication.
  ///
  /// - Parameter truth: What is truly to be expected, by week and place.
  private func score(
    _ book: [HappenedOffence], truth: [[Double]], teamPlaces: [[Int]], calendar: CivilCalendar
  ) -> [ForecastScore] {
    let scenario = experiment.scenario
    let weeks = (0...scenario.phases.campaignWeeks).map {
      calendar.dayStartInSeconds[7 * (scenario.phases.historyWeeks + $0)]
    }
    let ground = ForecastGround(
      centres: scenario.crime.places.map(\.centre), teamPlaces: teamPlaces,
      harms: scenario.crime.types.map { _ in 1 }, hourOfWeek: calendar.hourOfWeek)
    let known = book.compactMap { offence in
      offence.knownInSeconds.map {
        KnownOffence(
          timeInSeconds: offence.timeInSeconds, knownInSeconds: $0, place: offence.place, type: offence.type,
          isDiscovered: offence.isDiscovered)
      }
    }.sorted {
      ($0.knownInSeconds, $0.timeInSeconds, $0.place, $0.type)
        < ($1.knownInSeconds, $1.timeInSeconds, $1.place, $1.type)
    }
    let split = known.firstIndex { $0.knownInSeconds >= weeks[0] } ?? known.count
    let start = ForecastMethod.Start(ground: ground, history: known[..<split], second: weeks[0])
    let observed = observed(known, weeks, ground)
    let areas = ground.targets.map { place in
      let radius = scenario.crime.places[place].radiusInMetres
      return radius * radius
    }
    return methods.map { method in
      let forecast = method.begin(start)
      let expected = zip(weeks, truth).map { second, truth in
        let end = known[split...].firstIndex { $0.knownInSeconds >= second } ?? known.count
        return forecast(
          ForecastMethod.Week(
            record: known[split..<end], second: second, truth: ground.targets.map { truth[$0] }))
      }
      return ForecastScore(
        expected: expected, observed: observed, areas: areas, flaggedShare: flaggedShare)
    }
  }

  /// Recorded offences by the week in which they happened, and target.
  private func observed(_ known: [KnownOffence], _ weeks: [Double], _ ground: ForecastGround) -> [[Double]] {
    var ranks: [Int: Int] = [:]
    for (rank, place) in ground.targets.enumerated() { ranks[place] = rank }
    var observed = weeks.dropLast().map { _ in ground.targets.map { _ in 0.0 } }
    for offence in known where offence.timeInSeconds >= weeks[0] {
      guard let rank = ranks[Int(offence.place)],
        let next = weeks.firstIndex(where: { $0 > offence.timeInSeconds })
      else { continue }
      observed[next - 1][rank] += 1
    }
    return observed
  }
}
