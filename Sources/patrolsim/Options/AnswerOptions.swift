// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Questions

/// How a question is run, and what becomes of its answer: workers, progress, the form that is printed and the folder of results.
struct AnswerOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: "The folder for the results: tables, JSON, the scenario and a README that explains every column.",
    completion: .directory, transform: namedPath)
  var output: String?

  @Flag(help: "Replace the results of another question in the output folder.")
  var force = false

  @OptionGroup var printed: FormatOptions
  @OptionGroup var work: WorkOptions

  /// Runs a question, stores its answer where there is a folder for it, and prints it.
  ///
  /// - Throws: An exit code: that of a signal where the answer is not complete, 1 where it could not be stored.
  func ask<Asked: Question>(_ question: Asked) throws {
    let asked = output
    let folder = try reportingProblems { () throws(ResultsError) in
      try question.usableFolder(asked, force: force)
    }
    let clock = ContinuousClock()
    let start = clock.now
    let (answer, signalCode) = try work.watched { interruption, progress in
      try question.run(interruption: interruption, progress: progress)
    }
    var note = RunNote(durationInSeconds: (clock.now - start) / .seconds(1))
    var reason: String?
    if let folder {
      let text = question.text(answer, RunNote(), style: .plain)
      do { note.folder = try question.store(answer, text: text, in: folder, force: force) } catch {
        reason = "The results could not be stored in \(folder): \(error)"
      }
    }
    // Said last, and also where nothing can be printed.
    defer { if let reason { _ = failure(reason) } }
    try printed.show(
      text: question.text(answer, note, style: Terminal.style), json: question.json(answer),
      csv: question.csv(answer))
    if reason != nil { throw ExitCode(1) }
    if let stored = note.folder {
      if let wanted = asked ?? question.defaultFolder { CompareCommand.tell(asked: wanted, folder: stored) }
      if !printed.isText, !work.quiet { printToError("Results: \(stored)") }
    }
    if let signalCode, !question.envelope(of: answer).complete { throw ExitCode(signalCode) }
  }
}
