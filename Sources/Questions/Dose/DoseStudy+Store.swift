// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Foundation
import ScenarioFiles
import Tables

/// Where the results of a dose–response study are, and what they are.
public struct StoredDose: Sendable {
  public let result: DoseResult
  /// The folder, as an absolute path; `nil` where writing failed, for the reason given.
  public let folder: String?
  public let reason: String?
  public let durationInSeconds: Double
}

extension DoseStudy {
  /// What the rule is by which units are dealt out, and what money and saturation mean: for the reader of a result.
  public var rules: [String] {
    let range = CostPerHour.usualRange
    func factor(_ pounds: Double) -> String {
      DecimalText.fixed(pounds / costPerHour.pounds, decimals: 2)
    }
    let share = DecimalText.trimmed(100 * Saturation.share, decimals: 1)
    return [
      "Units are assigned one at a time to the team, and in it to the shift, furthest below its share of the scenario's "
        + "units. Each has the mode, officers and tactic of a unit of that team and shift. A larger number includes all "
        + "units of a smaller one.",
      "Potential crime and history are the same for all numbers of units. Marginal gains are paired by "
        + "replication.",
      "Money: £\(DecimalText.trimmed(costPerHour.pounds, decimals: 2)) per officer hour on duty, an assumption, divided by "
        + "crime averted everywhere, displacement included. At £\(Int(range.lowerBound)) an hour, figures are "
        + "\(factor(range.lowerBound)) times as large; at £\(Int(range.upperBound)), \(factor(range.upperBound)) times. "
        + "Intervals are Fieller's.",
      "Saturated: the lowest number of units beyond which a further unit averts less than \(share)% of the "
        + "\(outcome.rawValue) that each unit of the smallest number averts in the targets, or an amount that is "
        + "statistically indistinguishable from 0.",
    ]
  }

  /// Runs the study and writes its results.
  ///
  /// - Parameters:
  ///   - folder: Where to write them; `nil` for the default.
  ///   - force: Whether results of another study may be replaced.
  ///   - interruption: When it is requested, replications in flight are finished and the results say that they
  ///     are not complete.
  ///   - progress: Called a few times a second.
  /// - Throws: ``ResultsError`` where the folder can't be used, ``NothingFinished`` where there is nothing to write.
  public func run(
    folder: String?, force: Bool = false, interruption: Interruption = Interruption(),
    progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> StoredDose {
    let started = study.system.now
    let clock = ContinuousClock()
    let begin = clock.now
    let results = try ResultsFolder(path: folder, study: study, force: force)
    defer { results.draft.discard() }
    let result = try run(interruption: interruption, progress: progress)
    let duration = (clock.now - begin) / .seconds(1)
    let manifest = Manifest(
      study, done: result.replications.compactMap { $0.first?.first?.replication }, of: result.requestedCount,
      started: started, durationInSeconds: duration)
    do {
      for (name, bytes) in try files(result) { try results.draft.write(bytes, to: name) }
      let path = try results.publish(manifest)
      return StoredDose(result: result, folder: path, reason: nil, durationInSeconds: duration)
    } catch {
      // Hours of work may be in it: it is shown before it is lost.
      let reason = printable("The results could not be stored in \(results.path): \(error)")
      return StoredDose(result: result, folder: nil, reason: reason, durationInSeconds: duration)
    }
  }

  private func files(_ result: DoseResult) throws -> [(String, [UInt8])] {
    tables(result).all.map { ($0.description.file, $0.csv) } + [
      ("summary.json", try json(result)),
      ("scenario.yaml", Array(ScenarioFile.text(for: study.experiment.scenario).utf8)),
      ("README.md", Array(readme.utf8)),
    ]
  }

  /// The text of `README.md`.
  private var readme: String {
    let experiment = study.experiment
    var lines = [
      "# Dose–response in \(markdown(experiment.scenario.name))", "",
      "Simulated with PatrolSim \(PatrolSimVersion.current), seed \(experiment.seed), with "
        + "\(study.units.map(String.init).joined(separator: ", ")) units.",
      "",
    ]
    lines += rules.map { "- \($0)" }
    lines += [
      "", "- `manifest.json`: what was run, where and when. Its command repeats the run.",
      "- `scenario.yaml`: the scenario, with its own units.",
      "- `summary.json`: the same figures as `dose.csv`, and their assumptions.", "",
      TableDescription.rules,
    ]
    lines += DoseTable.table.description.dictionary
    lines += DoseTable.replications(of: study).description.dictionary
    return lines.joined(separator: "\n") + "\n"
  }
}
