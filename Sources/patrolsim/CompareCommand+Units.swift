// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import Questions

extension CompareCommand {
  /// Returns the numbers of units that a text lists: `2,4,6`.
  ///
  /// - Throws: How to write them.
  static func numbers(of text: String) throws -> [Int] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let word = part.filter { !$0.isWhitespace }
      guard let number = Int(word) else {
        let what = word.isEmpty ? "has an empty item" : "has \"\(word)\", which is not a whole number"
        throw ValidationError(
          "--units \"\(text)\" \(what); write numbers separated by commas, like 2,4,6,12,20")
      }
      guard DoseStudy.unitRange.contains(number) else {
        throw ValidationError(
          "--units \"\(text)\" has \(number); a number of units is from \(DoseStudy.unitRange.lowerBound) to "
            + "\(DoseStudy.unitRange.upperBound)")
      }
      return number
    }
  }

  /// Compares strategies with each of some numbers of units.
  func runDose(_ numbers: [Int]) throws {
    let study = try makeStudy(units: numbers.sorted())
    let dose = try reportingProblems { () throws(InvalidExperiment) in
      try DoseStudy(study, outcome: by, costPerHour: money.costPerHour)
    }
    let (stored, signalCode) = try work.watched { interruption, progress in
      try dose.run(folder: output, force: force, interruption: interruption, progress: progress)
    }
    // Said last, and also where nothing can be printed.
    defer { if let reason = stored.reason { _ = failure(reason) } }
    let note = RunNote(durationInSeconds: stored.durationInSeconds, folder: stored.folder)
    try printed.show(
      text: dose.text(stored.result, note, style: Terminal.style), json: dose.json(stored.result),
      csv: dose.csv(stored.result))
    if stored.reason != nil { throw ExitCode(1) }
    if !printed.isText, !work.quiet, let folder = stored.folder { printToError("Results: \(folder)") }
    if let signalCode, !stored.result.isComplete { throw ExitCode(signalCode) }
    if !stored.result.isFair { throw ExitCode(2) }
  }
}
