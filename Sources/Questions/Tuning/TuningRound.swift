// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel

/// One round of a search: settings thinned out by successive halving, the reference beside them throughout.
struct TuningRound {
  /// A setting and what it averted in each replication so far, in per cent; `nil` where there was nothing to avert.
  struct Candidate {
    let setting: StrategyConfiguration
    var averted: [Double?] = []

    /// The mean over replications with something to avert; `nil` where there is none.
    var score: Double? {
      let known = averted.compactMap { $0 }
      return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
  }

  private let study: TuningStudy
  /// The reference, which is never thinned out.
  private(set) var reference: Candidate
  private(set) var survivors: [Candidate]
  /// Settings that were thinned out, in the order in which they were.
  private(set) var dropped: [Candidate] = []

  init(_ study: TuningStudy, settings: [StrategyConfiguration]) {
    self.study = study
    reference = Candidate(setting: study.reference)
    survivors = settings.filter { $0 != study.reference }.map { Candidate(setting: $0) }
  }

  /// The best setting so far, the reference included; the reference and then the first tried wins a tie.
  var best: Candidate {
    survivors.reduce(reference) { ($1.score ?? -.infinity) > ($0.score ?? -.infinity) ? $1 : $0 }
  }

  /// How many replications each of so many settings takes at most, in all.
  static func replications(for count: Int) -> Int {
    var (left, replications) = (count, TuningStudy.firstReplications)
    while left > 2 { (left, replications) = ((left + 1) / 2, 2 * replications) }
    return replications
  }

  /// Thins the settings out until two are left.
  ///
  /// - Parameter progress: Called with how many replications of the round are finished.
  /// - Throws: The failure of a strategy.
  mutating func run(interruption: Interruption, progress: (Int) -> Void) throws {
    var replications = TuningStudy.firstReplications
    while true {
      try add(until: replications, interruption, progress)
      guard survivors.count > 2, !interruption.isRequested else { return }
      thinOut()
      replications *= 2
    }
  }

  /// Keeps the better half; of equals those that were tried first.
  private mutating func thinOut() {
    let order = survivors.indices.sorted {
      (-(survivors[$0].score ?? -.infinity), $0) < (-(survivors[$1].score ?? -.infinity), $1)
    }
    let kept = order.prefix((survivors.count + 1) / 2).sorted()
    dropped += survivors.indices.filter { !kept.contains($0) }.map { survivors[$0] }
    survivors = kept.map { survivors[$0] }
  }

  /// Runs replications of the settings that are left up to a number.
  private mutating func add(
    until last: Int, _ interruption: Interruption, _ progress: (Int) -> Void
  ) throws {
    let first = reference.averted.count + 1
    let settings = [reference.setting] + survivors.map(\.setting)
    let experiment = try Experiment(
      scenario: study.scenario, strategies: settings, replications: last, seed: study.seed, jobs: study.jobs,
      catalogue: study.catalogue)
    let (frame, objective, makeSource) = (experiment.frame, study.objective, experiment.makeSource)
    let work = OrderedReplications<(number: Int, averted: [Double?])>(
      numbers: first...last, jobs: study.jobs
    ) {
      var source = makeSource()
      return { number in
        let (history, outcomes) = try source.replicate(number)
        let summaries = frame.summaries(history: history, outcomes: outcomes)
        return (
          number, summaries.dropFirst().map { $0.avertedPercent(objective.outcome, in: objective.area) }
        )
      }
    }
    var added: [[Double?]] = []
    try work.run(interruption: interruption) { _ in
    } each: { result in
      // What an interruption left out of order is of no use: all settings need the same replications.
      guard result.number == first + added.count else { return true }
      added.append(result.averted)
      progress(result.number)
      return true
    }
    reference.averted += added.map { $0[0] }
    for index in survivors.indices { survivors[index].averted += added.map { $0[index + 1] } }
  }
}
