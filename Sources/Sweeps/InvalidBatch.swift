// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import ScenarioFiles

/// A study that can't be run, with everything that is wrong in it.
public struct InvalidBatch: Error, Hashable, CustomStringConvertible {
  /// One thing that is wrong.
  public struct Problem: Hashable, Sendable {
    /// A sentence without a full stop, with what it is about.
    public let sentence: String
    /// Lines that belong below it.
    public let lines: [String]
    /// The part of the study that it is about; `nil` where it is none, or where the sentence names a file and line already.
    public let place: BatchPlace?

    init(_ sentence: String, lines: [String] = [], at place: BatchPlace? = nil) {
      (self.sentence, self.lines, self.place) = (sentence, lines, place)
    }
  }

  /// In the order in which they are told.
  public let problems: [Problem]

  init(_ problems: [Problem]) { self.problems = problems }

  public init(_ sentences: [String]) { problems = sentences.map { Problem($0) } }

  /// One line for each problem, and what belongs below it.
  public var description: String {
    problems.flatMap { [$0.sentence] + $0.lines }.map { printable($0) }.joined(separator: "\n")
  }

  /// The same problems with what is wrong with the file itself, each with its file and line, in the order of the file.
  func located(in reading: BatchReading) -> InvalidBatch {
    let own = reading.problems.map { ($0, [String]()) }
    let placed = problems.filter { $0.place != nil }.map { problem in
      (reading.problem(problem.sentence, at: problem.place), problem.lines)
    }
    let sorted = (own + placed).sorted { first, second in
      let (a, b) = (first.0, second.0)
      return (a.path == reading.path ? 0 : 1, a.path, a.line, a.column)
        < (b.path == reading.path ? 0 : 1, b.path, b.line, b.column)
    }
    let more = reading.unlistedCount > 0 ? [Problem("… and \(reading.unlistedCount) more")] : []
    return InvalidBatch(
      sorted.map { Problem($0.0.message, lines: $0.1) } + more + problems.filter { $0.place == nil })
  }
}
