// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import RandomVariates
import ScenarioFiles
import Tables

extension PilotStudy: Question {
  public static let name = "pilot"

  public func envelope(of outcome: PilotOutcome) -> Envelope {
    Envelope(
      question: Self.name, scenario: scenario, seed: seed, preset: scenario.deterrence.preset,
      asked: options.replications, done: outcome.replications, complete: outcome.complete,
      assumptions: outcome.assumptions)
  }

  public func text(_ outcome: PilotOutcome, _ run: RunNote, style: TextStyle) -> String {
    PilotReport(self, outcome, style: style)
      .text(folder: run.folder, durationInSeconds: run.durationInSeconds)
  }

  /// Every plan; and, where all were simulated and there is a plan to run, its streets and its days.
  public func tables(_ outcome: PilotOutcome) -> AnswerTables {
    let pilots = FilledTable(PilotTable.table, PilotTable.rows(outcome))
    guard let plan = planToRun(outcome) else { return AnswerTables(pilots) }
    return AnswerTables(
      pilots,
      [
        FilledTable(PilotTable.streets, PilotTable.streets(plan, of: self)),
        FilledTable(PilotTable.days, PilotTable.days(plan, order: randomOrder(plan), of: self)),
      ])
  }

  /// By a few pilots of many nobody is to be sent out.
  private func planToRun(_ outcome: PilotOutcome) -> PilotPlan? {
    outcome.complete ? outcome.advice.result?.plan : nil
  }

  public func documents(
    _ outcome: PilotOutcome
  ) throws -> [(name: String, bytes: [UInt8], meaning: String)] {
    guard let plan = planToRun(outcome) else { return [] }
    let registration = PilotRegistration(self, outcome, plan: plan, order: randomOrder(plan))
    return [
      (
        "preregistration.md", Array(registration.text.utf8),
        "text to register before the pilot starts, for the recommended or the closest plan"
      )
    ]
  }

  public func content(_ outcome: PilotOutcome) -> any Encodable { Content(outcome) }

  private struct Content: Encodable {
    let rules: PilotRules
    let power: Double
    let effectPercent: Double?
    let budgetInHours: Double?
    let poundsPerHour: Double
    let results: [PilotResult]
    let regression: [RegressionToTheMean]
    /// The plan that is recommended, or the closest that keeps its level; absent where there is none.
    let plan: PilotPlan?
    let hasRequiredPower: Bool

    init(_ outcome: PilotOutcome) {
      (rules, power, effectPercent) = (outcome.rules, outcome.power, outcome.effectPercent)
      (budgetInHours, poundsPerHour) = (outcome.budgetInHours, outcome.poundsPerHour)
      (results, regression) = (outcome.results, outcome.regression)
      plan = outcome.advice.result?.plan
      if case .run = outcome.advice { hasRequiredPower = true } else { hasRequiredPower = false }
    }
  }

  public var scenarioFiles: [(name: String, scenario: Scenario)] { [("scenario.yaml", scenario)] }

  public var defaultFolder: String? {
    "Results/pilot-\(Study.slug(scenario.name))-\(ScenarioFile.digest(of: scenario).prefix(8))-seed\(seed)"
  }

  /// The scenario and everything that is asked but the number of workers.
  public var subject: String {
    var options = options
    (options.seed, options.jobs) = (seed, 0)
    return "\(ScenarioFile.digest(of: scenario)) \(options)"
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
}
