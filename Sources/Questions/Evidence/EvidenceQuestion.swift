// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import ScenarioFiles
import Tables

extension EvidenceStudy: Question {
  public static let name = "evidence"

  public func envelope(of record: EvidenceRecord) -> Envelope {
    Envelope(
      question: Self.name, scenario: nil, seed: seed, preset: nil, asked: chainCount, done: chainCount,
      assumptions: EvidenceStudy.assumptions)
  }

  /// What a fit rests on besides the trials.
  static let assumptions = [
    "Trials differ in each parameter by a half-normal spread of scale \(EvidencePrior().spread) on the transformed scale.",
    "Where only a verdict or a range of p values is published, the error is equally likely, on the log scale, anywhere in "
      + "the range that agrees with it, between \(ErrorLaw.least) and \(ErrorLaw.greatest).",
    "Where counts are published without an error, it is 1.5 times that of Poisson counts.",
    "Hours of crime and of visits, where a publication leaves them open, are those of the trial's file.",
    "Crime is not displaced within the comparison of a trial, and there is no habituation.",
  ]

  public func text(_ record: EvidenceRecord, _ run: RunNote, style: TextStyle) -> String {
    EvidenceReport(record, style: style).text(
      durationInSeconds: run.durationInSeconds, folder: run.folder)
  }

  public func tables(_ record: EvidenceRecord) -> AnswerTables { EvidenceTables.all(record) }

  public func content(_ record: EvidenceRecord) -> any Encodable { ["evidence": record] }

  public func documents(_ record: EvidenceRecord) throws -> [(name: String, bytes: [UInt8], meaning: String)]
  {
    [(EvidenceStudy.recordFile, try JSONText.line(record), "The fit record, as the program reads it.")]
  }

  /// The file of a fit record.
  public static let recordFile = "evidence.json"

  public var rules: [String] {
    [
      "Of each trial the first finding is fitted that compares places or days and has an error.",
      "The findings of a trial file stand in this order: the most inclusive count of crime at the patrolled places first; a primary outcome where the publication names one.",
    ]
  }

  public var scenarioFiles: [(name: String, scenario: Scenario)] {
    scenarios.enumerated().map { ("trial-\($0 + 1)-\(Study.slug($1.name)).yaml", $1) }
  }

  public var subject: String {
    scenarios.map(ScenarioFile.digest(of:)).joined(separator: " ") + " \(seed) \(sweeps) \(leavesOut)"
  }
}

/// A fit record that is only shown.
public struct ShownEvidence {
  public let record: EvidenceRecord

  public init(_ record: EvidenceRecord) { self.record = record }

  /// The record as JSON.
  public func json() throws -> [UInt8] { try JSONText.bytes(record) }
  /// Its trials as comma-separated values.
  public var csv: [UInt8] { EvidenceTables.all(record).main.csv }
}
