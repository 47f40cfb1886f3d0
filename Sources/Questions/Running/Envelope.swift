// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import ScenarioFiles

/// What every answer says of where it comes from, in JSON beside its figures.
public struct Envelope: Hashable, Sendable, Encodable {
  /// The version of this layout.
  public let format = 2
  /// The version of PatrolSim.
  public let patrolsim = PatrolSimVersion.current
  /// The name of the command.
  public let question: String
  /// What the scenario is called; absent where there are several.
  public let scenario: String?
  /// The digest of the scenario as it was run; absent where there are several.
  public let scenarioDigest: String?
  public let seed: UInt64?
  /// The preset of deterrence; absent where there are several.
  public let preset: String?
  public let replicationsAsked: Int
  public let replicationsDone: Int
  /// Whether everything that was asked for was finished.
  public let complete: Bool
  public let assumptions: [String]

  /// - Parameters:
  ///   - question: The name of the command.
  ///   - scenario: The scenario as it was run; `nil` where there are several.
  ///   - seed: The seed; `nil` where there are several.
  ///   - preset: The preset in force; `nil` where there are several.
  ///   - asked: Replications asked for.
  ///   - done: Replications finished.
  ///   - complete: Whether everything was finished; `nil` for whether as many were as asked.
  ///   - assumptions: What the answer rests on.
  public init(
    question: String, scenario: Scenario?, seed: UInt64?, preset: DeterrencePreset?, asked: Int, done: Int,
    complete: Bool? = nil, assumptions: [String]
  ) {
    self.question = question
    self.scenario = scenario?.name
    scenarioDigest = scenario.map(ScenarioFile.digest(of:))
    self.seed = seed
    self.preset = preset?.rawValue
    (replicationsAsked, replicationsDone) = (asked, done)
    self.complete = complete ?? (asked == done)
    self.assumptions = assumptions
  }

  /// The envelope of a question that a study asks.
  init(question: String, _ study: Study, asked: Int, done: Int) {
    let experiment = study.experiment
    self.init(
      question: question, scenario: experiment.scenario, seed: experiment.seed,
      preset: experiment.scenario.deterrence.preset, asked: asked, done: done, assumptions: study.assumptions)
  }
}

/// An answer as JSON: one object with the keys of its envelope and of its content.
struct AnswerDocument: Encodable {
  let envelope: Envelope
  let content: any Encodable

  func encode(to encoder: any Encoder) throws {
    try content.encode(to: encoder)
    try envelope.encode(to: encoder)
  }
}
