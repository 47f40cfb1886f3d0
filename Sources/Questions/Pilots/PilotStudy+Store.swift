// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import RandomVariates
import ScenarioFiles
import Tables

extension PilotStudy {
  /// The folder of its results unless another is named.
  public var defaultFolder: String {
    "Results/pilot-\(Study.slug(scenario.name))-\(ScenarioFile.digest(of: scenario).prefix(8))-seed\(seed)"
  }

  /// Writes the results of a study: `pilot.json`, `pilot.csv` and, where all were simulated and there is a plan to run, `streets.csv`, `days.csv` and
  /// `preregistration.md`.
  ///
  /// - Parameters:
  ///   - outcome: What the study came to.
  ///   - folder: Where; `nil` for ``defaultFolder``.
  ///   - force: Whether earlier results may be replaced.
  /// - Returns: The folder's absolute path.
  public func store(_ outcome: PilotOutcome, in folder: String?, force: Bool) throws -> String {
    var files: [(String, [UInt8])] = [
      ("pilot.json", try JSONText.bytes(outcome)), ("pilot.csv", PilotTable.csv(outcome)),
      ("scenario.yaml", Array(ScenarioFile.text(for: scenario).utf8)),
    ]
    // By a few pilots of many nobody is to be sent out.
    if outcome.complete, let plan = outcome.advice.result?.plan {
      let order = randomOrder(plan)
      files += [
        ("streets.csv", PilotTable.streets(plan, of: self)),
        ("days.csv", PilotTable.days(plan, order: order, of: self)),
        ("preregistration.md", Array(PilotRegistration(self, outcome, plan: plan, order: order).text.utf8)),
      ]
    }
    files.append(("README.md", Array(readme(outcome).utf8)))
    return try OutputFolder.write(
      files, to: folder ?? defaultFolder, as: .pilot, subject: subject, isComplete: outcome.complete,
      force: force)
  }

  /// Refuses a folder in which something would be lost, before anything is simulated.
  ///
  /// - Parameters: As ``store(_:in:force:)`` has them.
  public func checkFolder(_ folder: String?, force: Bool) throws(ResultsError) {
    try OutputFolder.check(folder ?? defaultFolder, as: .pilot, subject: subject, force: force)
  }

  /// What decides the results: the scenario and everything that is asked but the number of workers.
  private var subject: String {
    var options = options
    (options.seed, options.jobs) = (seed, 0)
    return ScenarioFile.digest(of: Array("\(ScenarioFile.digest(of: scenario)) \(options)".utf8))
  }

  /// The order in which streets start, drawn at random from the seed.
  func randomOrder(_ plan: PilotPlan) -> [Int] {
    let random = RandomStream(seed: seed, replication: 0, name: "order of a pilot's streets")
    let words = (0..<plan.streets).map { street in
      var random = random.of(StreamEntity(scenario.crime.places[streets.pairs[street].street].id))
      return random.next()
    }
    return words.indices.sorted { words[$0] < words[$1] }
  }

  private func readme(_ outcome: PilotOutcome) -> String {
    var lines = [
      "# Pilots in \(markdown(scenario.name))", "",
      "Simulated with PatrolSim \(PatrolSimVersion.current), seed \(seed), \(outcome.replications) replications.",
      "",
    ]
    if !outcome.complete {
      lines += [
        "**Interrupted.** Only \(outcome.replications) of \(options.replications) replications were run: too few to plan by.",
        "",
      ]
    }
    lines += outcome.assumptions.map { "- \(markdown($0))" }
    lines += [
      "", "- `pilot.json`: everything below, and what it leans on.", "- `scenario.yaml`: the scenario.",
      "- `preregistration.md`: what to write down before the pilot starts, for the plan recommended or the closest to it.",
      "",
      TableDescription.rules,
    ]
    for table in PilotTable.all { lines += table.dictionary }
    return lines.joined(separator: "\n") + "\n"
  }
}
