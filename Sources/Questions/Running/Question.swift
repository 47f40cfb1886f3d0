// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import ScenarioFiles
import Tables

/// A question that is put to a scenario: what it runs, and what becomes of its answer.
///
/// A command is its options and a question. Progress, interruption, what is printed as text, JSON and CSV, the folder of results and the exit status
/// are the same for all of them and follow from here.
public protocol Question: Sendable {
  associatedtype Answer

  /// The name of its command: `after`.
  static var name: String { get }

  /// Where an answer comes from; the answer itself knows how many replications were finished.
  func envelope(of answer: Answer) -> Envelope

  /// Runs it.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``NothingFinished`` where there is nothing to report; the failure of a strategy.
  func run(interruption: Interruption, progress: (ExperimentProgress) -> Void) throws -> Answer

  /// Returns the answer as text for a terminal of 80 columns, with a line feed at its end.
  ///
  /// It says how long the run took and where results are, and looks as the style says.
  func text(_ answer: Answer, _ run: RunNote, style: TextStyle) -> String

  /// Returns the answer's tables, the main one first.
  func tables(_ answer: Answer) -> AnswerTables

  /// Returns what the JSON of the answer holds besides its envelope.
  func content(_ answer: Answer) -> any Encodable

  /// The scenario files that results keep, by their names.
  var scenarioFiles: [(name: String, scenario: Scenario)] { get }

  /// What decides the results, in words: two questions with the same have the same results.
  var subject: String { get }

  /// The folder of the results where none is named; `nil` for none, and then they are only printed.
  var defaultFolder: String? { get }

  /// Returns files that results have besides tables, text and JSON.
  func documents(_ answer: Answer) throws -> [(name: String, bytes: [UInt8], meaning: String)]

  /// What a reader of the results' README must know of the question's rules, a sentence each.
  var rules: [String] { get }
}

extension Question {
  public var rules: [String] { [] }
  public var defaultFolder: String? { nil }
  public func documents(_ answer: Answer) throws -> [(name: String, bytes: [UInt8], meaning: String)] { [] }

  /// Returns the answer as JSON: the envelope and the content.
  public func json(_ answer: Answer) throws -> [UInt8] {
    try JSONText.bytes(AnswerDocument(envelope: envelope(of: answer), content: content(answer)))
  }

  /// Returns the main table as comma-separated values.
  public func csv(_ answer: Answer) -> [UInt8] { tables(answer).main.csv }
}

/// What a report says of the run itself.
public struct RunNote: Hashable, Sendable {
  /// `nil` where it is not to be said, as in a file that is the same for every run of the question.
  public var durationInSeconds: Double?
  /// The folder of the results; `nil` where none were stored.
  public var folder: String?

  public init(durationInSeconds: Double? = nil, folder: String? = nil) {
    (self.durationInSeconds, self.folder) = (durationInSeconds, folder)
  }
}

/// The tables of an answer, of which there is at least one.
public struct AnswerTables {
  let main: FilledTable
  let others: [FilledTable]

  var all: [FilledTable] { [main] + others }

  init(_ main: FilledTable, _ others: [FilledTable] = []) { (self.main, self.others) = (main, others) }
}
