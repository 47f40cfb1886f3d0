// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// States `operation.timetable`, `trial` and `claims`, as far as a scenario has them.
enum TrialStatement {
  static func add(_ timetable: Timetable?, to statement: inout Statement) {
    let path = StatedPath("operation.timetable")
    statement.add(
      path, "the visits that scheduled-visits makes", timetable.map { words($0.on) } ?? "none", usual: "none",
      source: "only trials have one")
    guard let timetable else { return }
    statement.add(Key.timetable, of: timetable, usual: Key<Timetable>.blank, at: path)
    statement.add(
      path.below("hours"), "the hours of patrol",
      TrialWriter.hours(of: timetable)?.joined(separator: " to ") ?? "the whole day", usual: "the whole day",
      allowed: "two times of day", source: "assumption")
    add(timetable.rotation, at: path, to: &statement)
  }

  private static func words(_ dose: Timetable.Dose) -> String {
    "\(dose.visitsPerDay) a day of \(DecimalText.exact(dose.visitInMinutes)) min"
  }

  private static func add(_ rotation: Timetable.Rotation, at path: StatedPath, to statement: inout Statement)
  {
    var (places, drawn, on, off) = ("all", "daily", "all", "none")
    switch rotation {
    case .always: break
    case .drawnOnce(let count): (places, drawn) = ("\(count)", "once")
    case .drawnDaily(let count): places = "\(count)"
    case .cycle(let onDays, let offDays): (on, off) = ("\(onDays)", "\(offDays)")
    }
    func add(_ key: String, _ meaning: String, _ value: String, usual: String, allowed: String) {
      statement.add(
        path.below(key), meaning, value, usual: usual, allowed: allowed, source: "assumption")
    }
    let days = "from 1 to \(TimetableReader.cycleLimit)"
    add("places_on", "number of places on at a time", places, usual: "all", allowed: "1 to all places")
    add("drawn", "frequency of the draw", drawn, usual: "daily", allowed: "once, daily")
    add("on_days", "days on of a cycle", on, usual: "all", allowed: days)
    add("off_days", "days off of a cycle", off, usual: "none", allowed: days)
  }

  static func parameters(_ trial: Trial?) -> [StatedParameter] {
    var statement = Statement("Trial")
    let path = StatedPath("trial")
    statement.add(
      path, "the published trial that is repeated", trial == nil ? "none" : "a trial", usual: "none",
      source: "only trials have one")
    guard let trial else { return statement.parameters }
    let usual = Trial(citation: "", dose: "", findings: [])
    statement.add(Key.trial(types: []) + Key.assumptions, of: trial, usual: usual, at: path)
    for (index, finding) in trial.findings.enumerated() {
      add(finding, at: path.below("findings").entry(index, finding.what), to: &statement)
    }
    return statement.parameters
  }

  static func parameters(_ claims: [Claim]) -> [StatedParameter] {
    var statement = Statement("Claims")
    let path = StatedPath("claims")
    statement.add(
      path, "falls reported for the campaign", claims.isEmpty ? "none" : "\(claims.count)", usual: "none",
      source: "none")
    for (index, claim) in claims.enumerated() {
      statement.add(
        Key.claim(types: [], corridors: []), of: claim, usual: Claim(what: "", fallPercent: 0),
        at: path.entry(index, claim.what))
    }
    return statement.parameters
  }

  private static func add(_ finding: TrialFinding, at path: StatedPath, to statement: inout Statement) {
    statement.add(path.below("what"), "the quantity measured", finding.what)
    statement.add(
      path.below("compare"), "the comparison", finding.comparison.words.rawValue,
      allowed: ComparisonWords.allCases.map(\.rawValue).joined(separator: ", "))
    var days = "none"
    if case .afterAbsence(let count) = finding.comparison { days = "\(count)" }
    statement.add(
      path.below("absence_days"), "days of absence before", days, usual: "none",
      allowed: "from 1 to \(TimetableReader.cycleLimit)", source: "none")
    statement.add(
      path.below("observed_percent"), "the published range",
      span([finding.lowest, finding.highest]),
      unit: "%", allowed: TrialReader.percent.words())
    var (error, pValue) = ("not known", "not known")
    switch finding.error {
    case nil: break
    case .standardError(let number): error = DecimalText.exact(number)
    case .pValue(let range): pValue = span([range.lowerBound, range.upperBound])
    }
    statement.add(
      path.below("standard_error"), "the standard error of the log rate ratio", error, usual: "not known",
      allowed: TrialReader.errorRange.words(), source: "none")
    statement.add(
      path.below("p_value"), "the range of the two-sided p value", pValue, usual: "not known",
      allowed: "from 0 to 1 each", source: "none")
    statement.add(
      path.below("error_source"), "the origin of the error",
      finding.errorSource.isEmpty ? "none" : finding.errorSource, usual: "none", source: "none")
  }
}
