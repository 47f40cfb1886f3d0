// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// Claims examined, one claim, setting and method a row.
public enum ExaminationTable {
  static let columns = [
    Column("claim", "What is said to have fallen"),
    Column("kind", "The kind of the targets that it speaks of; empty for any"),
    Column("corridor", "Their corridor; empty for any"),
    Column("types", "The ids of the types that count, with spaces between; empty for all"),
    Column("reported_fall", "The fall reported", unit: "%"),
    Column("setting", "The preset in force; \"no patrol\" for the same weeks without any"),
    Column("replications", "Campaigns simulated"),
    Column("targets", "Targets that the claim speaks of, mean over campaigns without patrol"),
    Column(
      "method", "What shows it; \"truth\" for crime averted against the same replication without patrol"),
    Column("fall", "The fall shown, mean over campaigns", unit: "%"),
    Column("fall_lower", "The lower bound of its 95 % interval", unit: "%"),
    Column("fall_upper", "The upper bound", unit: "%"),
    Column("fall_standard_error", "Its Monte Carlo standard error", unit: "%"),
    Column("range_lowest", "The lower end of what 95 % of campaigns show", unit: "%"),
    Column("range_highest", "The upper end", unit: "%"),
    Column(
      "as_large", "The share of campaigns that show a fall at least as large as reported", unit: "share"),
    Column("as_large_lower", "The lower bound of its 95 % interval (Wilson)", unit: "share"),
    Column("as_large_upper", "The upper bound", unit: "share"),
    Column("undefined", "The share of campaigns in which the method has no result", unit: "share"),
  ]

  /// Returns the table as comma-separated values.
  public static func csv(_ examination: Examination) -> [UInt8] {
    var text = CSVText(header: columns)
    for claim in examination.claims {
      for setting in claim.presets + [claim.chance] {
        if setting.preset != nil {
          start(claim, setting, "truth", &text)
          add(setting.truth, to: &text)
          for _ in 0..<6 { text.add("") }
          text.endRow()
        }
        for method in setting.methods {
          start(claim, setting, method.method.rawValue, &text)
          add(method.fall, to: &text)
          for number in [
            method.lowest, method.highest, method.asLarge.value, method.asLarge.lower, method.asLarge.upper,
            method.undefinedShare,
          ] { text.add(number) }
          text.endRow()
        }
      }
    }
    return text.take()
  }

  private static func start(
    _ claim: ClaimResult, _ setting: ClaimSetting, _ method: String, _ text: inout CSVText
  ) {
    text.add(claim.what)
    text.add(claim.kind ?? "")
    text.add(claim.corridor ?? "")
    text.add(claim.counts.joined(separator: " "))
    text.add(claim.fallPercent)
    text.add(setting.preset?.rawValue ?? "no patrol")
    text.add(setting.replications)
    text.add(claim.targets.value)
    text.add(method)
  }

  private static func add(_ estimate: Estimate, to text: inout CSVText) {
    for number in [estimate.value, estimate.lower, estimate.upper, estimate.standardError] {
      text.add(number)
    }
  }

  /// Returns the examination as JSON.
  public static func json(_ examination: Examination) throws -> [UInt8] { try JSONText.bytes(examination) }
}
