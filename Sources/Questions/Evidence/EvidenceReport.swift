// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import Tables

/// What trials say of patrol, for a terminal of 80 columns.
public struct EvidenceReport {
  let record: EvidenceRecord
  let style: TextStyle

  public init(_ record: EvidenceRecord, style: TextStyle = .plain) {
    (self.record, self.style) = (record, style)
  }

  /// The whole report, with a line feed at its end.
  public func text(durationInSeconds: Double? = nil, folder: String? = nil) -> String {
    style.text([
      introduction(durationInSeconds), dose, trials, parameters, presets, notUsed,
      folder.map { ["Results: \($0)"] } ?? [],
    ])
  }

  private func introduction(_ durationInSeconds: Double?) -> [String] {
    let time = durationInSeconds.map { " in \(NumberText.duration(seconds: $0))" } ?? ""
    var lines = [style.heading("The effect of patrol, by published trials")]
    if let usual = record.dose.first(where: { $0.visitsPerDay == 4 }) {
      lines += wrapped(
        "Four visits of 15 minutes a day avert \(percent(usual.averted.median)) of crime at a place. The plausible "
          + "range for a new operation is \(percent(usual.averted.lower)) to \(percent(usual.averted.upper))."
      )
    }
    lines += wrapped(
      "\(NumberText.count(record.trials.count, "trial")) fitted\(time), \(record.notUsed.count) not used. R̂ "
        + "\(NumberText.number(record.rHat, decimals: 3)), effective sample size "
        + "\(NumberText.number(record.effectiveSampleSize)), seed \(record.seed).")
    if record.rHat > 1.01 {
      lines += wrapped("WARNING: the chains do not agree (R̂ above 1.01). Ask for more sweeps.").map(
        style.alarm)
    }
    return lines
  }

  private func percent(_ value: Double) -> String { NumberText.number(value) + "%" }

  private func range(_ interval: EvidenceRecord.Interval, decimals: Int = 0) -> String {
    "\(NumberText.number(interval.lower, decimals: decimals)) to \(NumberText.number(interval.upper, decimals: decimals))"
  }

  private var dose: [String] {
    guard !record.dose.isEmpty else { return [] }
    var table = TextTable(header: [
      ["Visits of 15 min a day", "Averted, %", "Plausible range", "Elasticity", "Plausible range"]
    ])
    for dose in record.dose {
      table.add([
        DecimalText.trimmed(dose.visitsPerDay, decimals: 1),
        NumberText.number(dose.averted.median, decimals: 1), range(dose.averted, decimals: 1),
        NumberText.number(dose.elasticity.median, decimals: 2), range(dose.elasticity, decimals: 2),
      ])
    }
    return [style.heading("Dose–response, for a new operation")] + table.lines(style: style)
      + wrapped(
        "Elasticity: the change of crime in % for 1% more visits. Published elasticities of crime to police presence: "
          + EvidenceReport.publishedElasticities + ".", first: "  ", rest: "  ")
  }

  /// As published, with where.
  static let publishedElasticities =
    "−0.30 (deployments after terror attacks: Di Tella and Schargrodsky 2004, Klick and Tabarrok 2005, Draca et al. 2011), "
    + "−0.47 (Montevideo: Cabrera et al. 2022), −0.70 (Dallas: S. Weisburd 2021) and about 0 (Essex: Blanes i Vidal and "
    + "Mastrobuoni 2018)"

  private var trials: [String] {
    guard !record.trials.isEmpty else { return [] }
    var table = TextTable(header: [
      ["Change, %", "Observed", "Fitted", "Predicted, 95%", "Without it, 95%", "p"]
    ])
    for trial in record.trials {
      table.add([
        oneLine(trial.name), NumberText.number(trial.observed, decimals: 1),
        NumberText.number(trial.fitted.median, decimals: 1), range(trial.predicted),
        trial.leftOut.map { range($0) } ?? "–", NumberText.number(trial.pValue, decimals: 2),
      ])
    }
    let outside = record.trials.filter { trial in
      trial.leftOut.map { trial.observed < $0.lower || trial.observed > $0.upper } ?? false
    }
    let held = record.trials.count - outside.count
    let verdict =
      record.trials.allSatisfy { $0.leftOut != nil }
      ? " Predicted from the others, \(held) of \(record.trials.count) lie in their range." : ""
    return [style.heading("Trials, observed beside predicted")] + table.lines(style: style)
      + wrapped(
        "Fitted: with the trial's own effect. Predicted: what a new trial of the same dose would find, chance "
          + "included.\(verdict)", first: "  ", rest: "  ")
  }

  private var parameters: [String] {
    var table = TextTable(header: [["Parameter", "Prior", "Mean over trials", "New operation", "Learnt"]])
    for parameter in record.parameters {
      let unit = parameter.unit.isEmpty ? "" : " \(parameter.unit)"
      func text(_ interval: EvidenceRecord.Interval) -> String {
        "\(NumberText.number(interval.median, decimals: 2)) (\(range(interval, decimals: 2)))\(unit)"
      }
      table.add([
        parameter.symbol, text(parameter.prior), text(parameter.mean), text(parameter.prediction),
        percent(100 * max(0, parameter.learnt)),
      ])
    }
    let weak = record.parameters.filter { $0.learnt < 0.25 }.map(\.symbol)
    let words =
      weak.isEmpty
      ? "" : "Weakly identified: \(list(weak)). Trials say little of them, so the prior decides."
    return [style.heading("Parameters, median and range of 95%")] + table.lines(style: style)
      + (words.isEmpty ? [] : wrapped(words, first: "  ", rest: "  "))
  }

  private var presets: [String] {
    var table = TextTable(header: [["Preset"] + record.parameters.map(\.symbol)])
    for preset in DeterrencePreset.allCases {
      guard let numbers = record.presets[preset.rawValue] else { continue }
      table.add([preset.rawValue] + numbers.map { NumberText.number($0, decimals: 2) })
    }
    return [style.heading("Presets: single readings of the evidence")] + table.lines(style: style)
  }

  private var notUsed: [String] {
    guard !record.notUsed.isEmpty else { return [] }
    return [style.heading("Not used")]
      + record.notUsed.flatMap {
        wrapped("\(oneLine($0.trial)): \(oneLine($0.reason)).", first: "  ", rest: "    ")
      }
  }
}
