// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// Reads `trial`: the published trial that a scenario repeats.
struct TrialReader {
  /// The largest number of visits and of days.
  static let limit = 100_000_000
  /// A figure in per cent.
  static let percent = NumberRange.from(-100, to: 10_000)
  /// A standard error of a log rate ratio.
  static let errorRange = NumberRange.from(0.001, to: 10)

  let types: [CrimeType]
  /// What the findings need to be measured; `nil` where there is none, or none that could be read.
  let timetable: Timetable?

  func read(_ field: Field) -> Trial? {
    guard var section = field.section() else { return nil }
    var trial = Trial(citation: "", dose: "", findings: [])
    section.read(Key.trial(types: types) + Key.assumptions, into: &trial)
    if let field = section.required("findings"), let items = field.items() {
      if items.isEmpty { field.report(.wrongCount(0, rule: "at least one finding")) }
      trial.findings = items.compactMap(finding)
    }
    section.finish()
    if timetable == nil { field.report(.rule("needs operation.timetable, the dose that it delivers")) }
    return trial
  }

  private func finding(_ field: Field) -> TrialFinding? {
    guard var section = field.section() else { return nil }
    let what = section.required("what")?.text()
    let compareField = section.required("compare")
    let daysField = section.optional("absence_days")
    let observed = section.required("observed_percent").flatMap { pair($0, TrialReader.percent) }
    let (error, errorSource) = error(&section)
    section.finish()
    let words: ComparisonWords? = compareField.flatMap { $0.choice("comparison") }
    guard let what, let words, let observed, let compareField else { return nil }
    if words != .afterAbsence, let daysField {
      daysField.report(.rule("is for the comparison \"\(ComparisonWords.afterAbsence.rawValue)\""))
    }
    guard let comparison = comparison(words, compareField, days: daysField) else { return nil }
    check(comparison, compareField)
    return TrialFinding(
      what: what, comparison: comparison, lowest: observed.0, highest: observed.1, error: error,
      errorSource: errorSource)
  }

  /// What is known of the error of a finding, and where from.
  private func error(_ section: inout Section) -> (TrialError?, String) {
    let standardError = section.optional("standard_error")
    let pValue = section.optional("p_value")
    let source = section.optional("error_source")?.text() ?? ""
    if let standardError {
      pValue?.report(.rule("is for findings without a standard_error"))
      return (standardError.number(TrialReader.errorRange).map { .standardError($0) }, source)
    }
    return (pValue.flatMap { pair($0, .share) }.map { .pValue($0.0...$0.1) }, source)
  }

  /// `[least, greatest]`.
  private func pair(_ field: Field, _ range: NumberRange) -> (Double, Double)? {
    guard let items = field.items() else { return nil }
    guard items.count == 2 else {
      field.report(.wrongCount(items.count, rule: "two, [least, greatest]"))
      return nil
    }
    guard let low = items[0].number(range), let high = items[1].number(range) else { return nil }
    guard low <= high else {
      items[1].report(.outOfRange(DecimalText.exact(high), rule: "at least \(DecimalText.exact(low))"))
      return nil
    }
    return (low, high)
  }

  private func comparison(_ words: ComparisonWords, _ field: Field, days: Field?) -> TrialComparison? {
    switch words {
    case .treatedWithControl: return .treatedWithControl
    case .onWithOff: return .onWithOff
    case .absent: return .absent
    case .afterAbsence:
      guard let days else {
        field.report(.rule("needs absence_days, the days of absence that go before"))
        return nil
      }
      return days.integer(1...TimetableReader.cycleLimit).map { .afterAbsence(days: $0) }
    }
  }

  /// The rule that a trial compares what its design has.
  private func check(_ comparison: TrialComparison, _ field: Field) {
    guard let timetable else { return }
    switch comparison {
    case .treatedWithControl where !timetable.isParallel:
      field.report(.rule("sets places against places; operation.timetable must say \"drawn: once\""))
    case .onWithOff where !timetable.isCrossover, .afterAbsence where !timetable.isCrossover:
      field.report(
        .rule("sets days against days; in operation.timetable each place must have days on and off"))
    default: break
    }
  }
}

/// The comparisons as a scenario file writes them.
enum ComparisonWords: String, CaseIterable {
  case treatedWithControl = "treated with control"
  case onWithOff = "on with off"
  case afterAbsence = "after absence with on"
  case absent = "averted while absent"
}

extension TrialComparison {
  /// Its words in a scenario file.
  var words: ComparisonWords {
    switch self {
    case .treatedWithControl: .treatedWithControl
    case .onWithOff: .onWithOff
    case .afterAbsence: .afterAbsence
    case .absent: .absent
    }
  }
}
