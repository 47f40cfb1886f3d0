// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel
import PatrolStrategies

/// What places chosen for their record do by themselves afterwards.
public struct RegressionToTheMean: Hashable, Sendable, Codable {
  /// How many places are chosen.
  public let places: Int
  /// Among how many.
  public let candidates: Int
  /// The weeks of record that they are chosen by.
  public let windowInWeeks: Int
  /// The fall of what is recorded there in the 26 weeks after against the weeks they were chosen by, in per cent, without any patrol
  /// and beyond what all candidates did.
  public let fallPercent: Estimate
}

/// Chooses the worst places of a scenario on their record, many times, and looks at what follows without patrol.
struct RegressionStudy {
  /// Weeks of record to choose by.
  static let windows = [13, 52]
  /// Fewer candidates for each place chosen than this tell nothing.
  static let fewestCandidates = 3
  /// Weeks looked at afterwards.
  static let weeksAfter = 26

  private let study: PilotStudy
  private let candidates: [Int]
  let replications: Int

  init(_ study: PilotStudy) {
    self.study = study
    candidates = study.scenario.crime.places.indices.filter { study.streets.recordedPerYear[$0] > 0 }
    let isEnough = candidates.count >= RegressionStudy.fewestCandidates * (study.streetCounts.first ?? 1)
    replications = isEnough ? min(200, study.options.replications) : 0
  }

  /// Runs the replications; interrupted ones are left out.
  ///
  /// - Throws: ``ThreadShortage`` where no thread could be started.
  func run(interruption: Interruption, progress: (Int) -> Void) throws -> [RegressionToTheMean] {
    let counts = study.streetCounts.filter { $0 * RegressionStudy.fewestCandidates <= candidates.count }
    guard replications > 0, !counts.isEmpty else { return [] }
    var scenario = study.scenario
    scenario.phases.historyWeeks = RegressionStudy.windows.max().map { $0 + 6 } ?? 58
    scenario.phases.campaignWeeks = RegressionStudy.weeksAfter
    scenario.phases.afterWeeks = 0
    scenario.phases.secondWave = nil
    scenario.calls = nil
    let (prepared, places, types, seed) = (scenario, candidates, study.types, study.seed)
    let unpatrolled = [StrategyCatalogue.standard.strategy(for: Experiment.counterfactual)].compactMap { $0 }
    var falls: [[Double?]] = []
    let work = OrderedReplications<[Double?]>(numbers: 1...replications, jobs: study.options.jobs) {
      let runner = ReplicationRunner(scenario: prepared, seed: seed, strategies: unpatrolled)
      return { number in
        let (history, outcomes) = runner.run(replication: number)
        return RegressionStudy.windows.flatMap { window in
          RegressionStudy.falls(
            history.weekly, outcomes[0].weekly, candidates: places, types: types, window: window,
            counts: counts)
        }
      }
    }
    try work.run(interruption: interruption, waiting: progress) { values in
      falls.append(values)
      progress(falls.count)
      return true
    }
    guard !falls.isEmpty else { return [] }
    return RegressionStudy.windows.enumerated().flatMap { window, weeks in
      counts.enumerated().map { index, count in
        RegressionToTheMean(
          places: count, candidates: candidates.count, windowInWeeks: weeks,
          fallPercent: Estimate(
            meanOf: falls.map { $0[window * counts.count + index] },
            otherwise: "nothing was recorded in the weeks they are chosen by"))
      }
    }
  }

  /// The falls of the worst so many places, for each number of them.
  private static func falls(
    _ history: WeeklyTable, _ after: WeeklyTable, candidates: [Int], types: [Int], window: Int, counts: [Int]
  ) -> [Double?] {
    func sum(_ table: WeeklyTable, _ weeks: Range<Int>, _ place: Int) -> Double {
      weeks.reduce(0.0) { total, week in
        let start = table.index(week: week, place: place, type: 0)
        return total + types.reduce(0.0) { $0 + Double(table.recorded[start + $1]) }
      }
    }
    let weeks = history.weekCount - window..<history.weekCount
    let before = candidates.map { sum(history, weeks, $0) }
    let during = candidates.map { sum(after, 0..<after.weekCount, $0) }
    // What all candidates did is season, not regression.
    let all = (before.reduce(0, +) / Double(window), during.reduce(0, +) / Double(after.weekCount))
    let trend = all.0 > 0 ? all.1 / all.0 : 0
    let ranked = candidates.indices.sorted { (-before[$0], $0) < (-before[$1], $1) }
    return counts.map { count in
      let chosen = ranked.prefix(count)
      let (was, will) = (
        chosen.reduce(0) { $0 + before[$1] } / Double(window),
        chosen.reduce(0) { $0 + during[$1] } / Double(after.weekCount)
      )
      return was > 0 && trend > 0 ? 100 * (1 - will / was / trend) : nil
    }
  }
}
