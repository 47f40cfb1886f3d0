// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import PatrolStrategies
import ScenarioFiles

/// How long a campaign's effect lasts once patrol stops, and how much of it a share of the units keeps.
///
/// Every share has the same history, the same potential crime and the same campaign; only who patrols on afterwards differs.
public struct AfterStudy: Sendable {
  /// The days looked at one by one at first, and then together.
  static let spans = [0..<1, 1..<2, 2..<3, 3..<5, 5..<7, 7..<14, 14..<28, 28..<56, 56..<182]
  public static let usualShares = [0, 0.25, 0.5, 1]
  public static let weekRange = 1...26

  public let scenario: Scenario
  public let strategies: [StrategyConfiguration]
  /// The shares of units that patrol on, ascending; of those that round to the same units the least.
  public let shares: [Double]
  public let weeks: Int
  public let replications: Int
  public let seed: UInt64
  private let experiments: [Experiment]

  /// Prepares a study.
  ///
  /// - Parameters:
  ///   - scenario: The scenario; its own weeks after the campaign, second wave and patrol after are replaced.
  ///   - strategies: How it is patrolled; `nil` for the first strategy of the scenario that deploys units and can choose where.
  ///   - shares: The shares of units that patrol on, each in `0...1`.
  ///   - weeks: Weeks looked at after the campaign.
  ///   - replications: At least 2.
  ///   - seed: The seed; `nil` for that of the scenario.
  ///   - jobs: How many to run at the same time; it changes no result.
  ///   - allowsCommands: Whether to run commands that only the scenario file names.
  /// - Throws: What is wrong with the numbers or the strategies.
  public init(
    _ scenario: Scenario, strategies: [StrategyConfiguration]? = nil,
    shares: [Double] = AfterStudy.usualShares,
    weeks: Int = 8, replications: Int = 100, seed: UInt64? = nil, jobs: Int = Experiment.processorCount,
    allowsCommands: Bool = false
  ) throws(InvalidExperiment) {
    var problems: [InvalidExperiment.Problem] = []
    if shares.isEmpty { problems.append(.noShares) }
    problems += shares.filter { !((0...1).contains($0)) }.map { .shareOutOfRange($0) }
    for index in shares.indices where shares[..<index].contains(shares[index]) {
      problems.append(.repeatedShare(shares[index]))
    }
    if !AfterStudy.weekRange.contains(weeks) {
      problems.append(.weeksOutOfRange(weeks, range: AfterStudy.weekRange))
    }
    if replications < 2 { problems.append(.tooFewToScore(replications)) }
    let deploying = scenario.strategies.filter { $0 != Experiment.counterfactual }
    let chosen = (strategies ?? Array(deploying.suffix(1))).filter { $0 != Experiment.counterfactual }
    if chosen.isEmpty { problems.append(.nothingToCompare) }
    var experiments: [Experiment] = []
    do throws(InvalidExperiment) {
      for share in shares.isEmpty ? [0] : shares.sorted() {
        var one = scenario
        one.phases.afterWeeks = max(1, weeks)
        one.phases.secondWave = nil
        one.operation.after = share > 0 ? .share(share) : .none
        experiments.append(
          try Experiment(
            scenario: one, strategies: chosen, replications: max(1, replications), seed: seed, jobs: jobs,
            allowsCommands: allowsCommands))
      }
    } catch { problems += error.problems.filter { !problems.contains($0) } }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
    self.scenario = scenario
    self.strategies = chosen
    self.weeks = weeks
    self.replications = replications
    self.seed = seed ?? scenario.seed
    // Small operations round several shares to the same units; one of them is enough.
    let units = experiments.map { $0.scenario.operation.patrolsOn }
    let kept = units.indices.filter { !units[..<$0].contains(units[$0]) }
    self.shares = kept.map { shares.sorted()[$0] }
    self.experiments = kept.map { experiments[$0] }
  }

  /// Runs the study.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``NothingFinished`` where a share has no replication; the failure of a strategy.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> AfterOutcome {
    let requested = experiments.count * replications
    var (results, done, fewest): ([AfterResult], Int, Int) = ([], 0, replications)
    for (experiment, share) in zip(experiments, shares) {
      let counts = try self.counts(of: experiment, interruption: interruption) {
        progress(ExperimentProgress(finished: done + $0, requested: requested))
      }
      guard !counts.isEmpty else { throw NothingFinished() }
      done += replications
      fewest = min(fewest, counts.count)
      let units = experiment.scenario.operation.patrolsOn.count { $0 }
      let length = 7 * weeks
      let spans = AfterStudy.spans.map { $0.clamped(to: 0..<length) }.filter { !$0.isEmpty }
      for (index, strategy) in strategies.enumerated() {
        results.append(
          AfterResult(
            strategy: strategy.label, share: share, units: units, counts.map { $0[index] }, spans: spans,
            campaignDays: 7 * scenario.phases.campaignWeeks))
      }
    }
    return AfterOutcome(self, results: results, replications: fewest)
  }

  /// Runs an experiment and returns the counts of each strategy by replication.
  private func counts(
    of experiment: Experiment, interruption: Interruption, progress: (Int) -> Void
  ) throws -> [[AfterCounts]] {
    let (scenario, seed, labelled, frame) = (
      experiment.scenario, experiment.seed, experiment.labelled, experiment.frame
    )
    let work = OrderedReplications<Result<[AfterCounts], any Error>>(
      numbers: 1...experiment.replications, jobs: experiment.jobs
    ) {
      let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: labelled)
      return { number in
        Result { () throws(any Error) in
          let (history, outcomes) = try runner.replicate(number, recording: RecordingOptions(keepsBook: true))
          return AfterDays(runner, frame: frame.choosing(history.chosen)).counts(outcomes)
        }
      }
    }
    var all: [[AfterCounts]] = []
    try work.run(interruption: interruption) {
      progress($0)
    } each: { counts in
      all.append(try counts.get())
      progress(all.count)
      return true
    }
    return all
  }
}

/// Counts offences in the targets by day after the campaign.
private struct AfterDays {
  private let isTarget: [Bool]
  private let starts: [Double]
  private let campaignStart: Double

  init(_ runner: ReplicationRunner, frame: EvaluationFrame) {
    let targets = Set(frame.places(in: .targets))
    isTarget = runner.scenario.crime.places.indices.map(targets.contains)
    let phases = runner.scenario.phases
    starts = Array(
      runner.calendar.dayStartInSeconds[phases.afterDays.lowerBound...phases.afterDays.upperBound])
    campaignStart = runner.calendar.dayStartInSeconds[phases.campaignDays.lowerBound]
  }

  /// Returns the counts of every outcome but the first, which is the one without patrol.
  func counts(_ outcomes: [ReplicationOutcome]) -> [AfterCounts] {
    let books = outcomes.map { days($0.book) }
    return outcomes.indices.dropFirst().map { index in
      AfterCounts(
        campaign: books[index].campaign, campaignWithout: books[0].campaign, days: books[index].days,
        daysWithout: books[0].days, officerHours: outcomes[index].dosageAfter.officerHours)
    }
  }

  private func days(_ book: [HappenedOffence]) -> (campaign: Double, days: [Double]) {
    var (campaign, days) = (0.0, [Double](repeating: 0, count: starts.count - 1))
    for offence in book where isTarget[Int(offence.place)] && offence.timeInSeconds >= campaignStart {
      if offence.timeInSeconds < starts[0] {
        campaign += 1
      } else {
        // Days are 23 to 25 hours long, so a guess is at most one off.
        var day = min(days.count - 1, Int((offence.timeInSeconds - starts[0]) / 86_400))
        while day > 0, starts[day] > offence.timeInSeconds { day -= 1 }
        while day + 1 < days.count, starts[day + 1] <= offence.timeInSeconds { day += 1 }
        days[day] += 1
      }
    }
    return (campaign, days)
  }
}

/// What a study of the time after came to.
public struct AfterOutcome: Sendable, Encodable {
  public let format = 1
  public let patrolsim = PatrolSimVersion.current
  public let scenario: String
  public let scenarioDigest: String
  public let seed: UInt64
  public let preset: String
  public let weeks: Int
  public let replications: Int
  public let complete: Bool
  /// By share, then strategy.
  public let results: [AfterResult]
  public let assumptions: [String]

  init(_ study: AfterStudy, results: [AfterResult], replications: Int) {
    scenario = study.scenario.name
    scenarioDigest = ScenarioFile.digest(of: study.scenario)
    seed = study.seed
    preset = study.scenario.deterrence.preset.rawValue
    weeks = study.weeks
    self.replications = replications
    complete = replications == study.replications
    self.results = results
    assumptions = Evaluation.assumptions(of: study.scenario)
  }

  /// Returns the smallest share of units that surely keeps so much of the campaign's effect under a strategy.
  ///
  /// - Parameter percent: Per cent of the campaign's effect; the lower bound of what is kept must reach it.
  public func leastShare(keeping percent: Double, of strategy: String) -> AfterResult? {
    results.first { $0.strategy == strategy && ($0.keptPercent.lower ?? 0) >= percent }
  }

  /// Returns the outcome as JSON.
  public func json() throws -> [UInt8] { try JSONText.bytes(self) }

  static let columns = [
    Column("strategy", "The strategy"),
    Column("share", "The share of units that patrol on after the campaign", unit: "share"),
    Column("units", "How many units that is"),
    Column("period", "campaign, days after it counted from 1, after for all of them, kept, or worth"),
    Column("unit", "The unit of the estimate"),
    Column(
      "estimate",
      "Crime averted in the targets; what is kept of the campaign's effect; what it is worth in its days"),
    Column("lower", "The lower bound of its 95 % interval"),
    Column("upper", "The upper bound"),
    Column("standard_error", "Its Monte Carlo standard error"),
    Column("officer_hours_after", "Hours of officers on patrol after the campaign, mean", unit: "h"),
  ]

  /// Returns the table as comma-separated values.
  public func csv() -> [UInt8] {
    var text = CSVText(header: AfterOutcome.columns)
    for result in results {
      var rows = [("campaign", "%", result.campaign)]
      rows += result.spans.map { ("\($0.first)-\($0.last)", "%", $0.percent) }
      rows += [
        ("after", "%", result.after), ("kept", "% of the campaign's effect", result.keptPercent),
        ("worth", "days", result.worthInDays),
      ]
      for (period, unit, estimate) in rows {
        text.add(result.strategy)
        text.add(result.share)
        text.add(result.units)
        text.add(period)
        text.add(unit)
        for number in [estimate.value, estimate.lower, estimate.upper, estimate.standardError] {
          text.add(number)
        }
        text.add(result.officerHours.value)
        text.endRow()
      }
    }
    return text.take()
  }
}
