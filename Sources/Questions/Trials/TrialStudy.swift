// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Published trials, each repeated under each of some presets.
public struct TrialStudy: Sendable {
  /// The presets under which trials are repeated unless one is named: single readings of the evidence. Of ``DeterrencePreset/presenceOnly``, which differs from one of them by design, one asks by name.
  public static let presets: [DeterrencePreset] = [
    .null, .parallelTrials, .compromise, .crossoverTrials, .review,
  ]

  /// By trial, then preset.
  public let experiments: [TrialExperiment]

  /// - Throws: What is wrong with any of the scenarios and with the numbers.
  public init(
    _ scenarios: [Scenario], presets: [DeterrencePreset] = TrialStudy.presets,
    size: TrialExperiment.Size = .automatic, seed: UInt64? = nil, jobs: Int = Experiment.processorCount
  ) throws(InvalidExperiment) {
    var experiments: [TrialExperiment] = []
    var problems: [InvalidExperiment.Problem] = []
    for scenario in scenarios {
      for preset in presets {
        do throws(InvalidExperiment) {
          experiments.append(
            try TrialExperiment(scenario: scenario, preset: preset, size: size, seed: seed, jobs: jobs))
        } catch {
          problems += error.problems.filter { !problems.contains($0) }
        }
      }
    }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
    self.experiments = experiments
  }

  /// Runs all of them, one after the other.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second; as many replications are taken for granted of an
  ///     experiment that has not begun as have been asked for.
  /// - Returns: What was finished, by trial, then preset.
  /// - Throws: ``NothingFinished`` where that is nothing; a sentence that names the limit where no thread can be started.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> [TrialReport] {
    var reports: [TrialReport] = []
    for (index, experiment) in experiments.enumerated() where !interruption.isRequested {
      let done = reports.reduce(0) { $0 + $1.replications }
      let rest = (experiments.count - index - 1) * experiment.firstLot
      do {
        let report = try experiment.run(interruption: interruption) {
          progress(
            ExperimentProgress(finished: done + $0.finished, requested: done + $0.requested + rest))
        }
        reports.append(report)
      } catch let nothing as NothingFinished {
        guard !reports.isEmpty else { throw nothing }
      }
    }
    return reports
  }
}
