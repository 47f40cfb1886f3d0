// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

/// Articles state what the fit record of the program holds.
@Suite("Articles on the evidence")
struct EvidenceArticleTests {
  private let record = EvidenceRecord.builtIn

  private func article(_ name: String) throws -> String {
    let path = Tools.checkout.appendingPathComponent("Sources/PatrolModel/PatrolModel.docc/\(name).md")
    return try String(contentsOf: path, encoding: .utf8)
  }

  private func range(_ interval: EvidenceRecord.Interval, decimals: Int) -> String {
    "\(NumberText.number(interval.lower, decimals: decimals)) to \(NumberText.number(interval.upper, decimals: decimals))"
  }

  @Test("state the presets as they are")
  func presets() throws {
    let model = try article("TheModel")
    for (name, numbers) in record.presets {
      let units = ["", "", "", " h", "", " d"]
      let cells = zip(numbers, units).map { NumberText.number($0, decimals: 2) + $1 }
      #expect(model.contains("| `\(name)` | \(cells.joined(separator: " | ")) |"), "\(name)")
    }
  }

  @Test("state each trial and each dose as the record has them")
  func trials() throws {
    let trials = try article("PublishedTrials")
    for trial in record.trials {
      var cells = [trial.name, NumberText.number(trial.observed, decimals: 1)]
      let errors = [trial.errorLower, trial.errorUpper].map { NumberText.number($0, decimals: 2) }
      cells.append(trial.errorLower == trial.errorUpper ? errors[0] : errors.joined(separator: "–"))
      cells += [
        NumberText.number(trial.fitted.median, decimals: 1), range(trial.predicted, decimals: 0),
        try range(#require(trial.leftOut), decimals: 0), NumberText.number(trial.pValue, decimals: 2),
      ]
      let row = "| \(cells.joined(separator: " | ")) |"
      #expect(trials.contains(row), "\(row)")
    }
    for dose in record.dose {
      let row = [
        DecimalText.trimmed(dose.visitsPerDay, decimals: 1),
        NumberText.number(dose.averted.median, decimals: 1), range(dose.averted, decimals: 1),
        NumberText.number(dose.elasticity.median, decimals: 2), range(dose.elasticity, decimals: 2),
      ].joined(separator: " | ")
      #expect(trials.contains("| \(row) |"), "\(row)")
    }
    for one in record.notUsed { #expect(trials.contains("- \(one.trial): \(one.reason).")) }
  }
}
