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
    let visits = "from 0 to \(TimetableReader.visitLimit)"
    statement.add(
      path.below("visits_per_day"), "visits to a place on a day on", timetable.on.visitsPerDay,
      allowed: visits)
    statement.add(
      path.below("off_visits_per_day"), "visits to a place on a day off", timetable.off.visitsPerDay,
      usual: 0,
      allowed: visits, source: "assumption")
    let usual = Timetable(on: Timetable.Dose(visitsPerDay: 1))
    statement.add(Parameter.timetable, of: timetable, usual: usual, at: path)
    statement.add(
      path.below("days"), "the weekdays with visits", Weekdays.text(timetable.days), usual: Weekdays.all,
      allowed: "names of days", source: "assumption")
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
    add("places_on", "how many places are on at a time", places, usual: "all", allowed: "1 to all places")
    add("drawn", "how often these are drawn", drawn, usual: "daily", allowed: "once, daily")
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
    statement.add(path.below("citation"), "who published it", trial.citation)
    statement.add(path.below("doi"), "its identifier", trial.doi.isEmpty ? "none" : trial.doi, usual: "none")
    statement.add(path.below("dose"), "the dose as published", trial.dose)
    statement.add(
      path.below("visits"), "visits delivered, as published",
      trial.visits.map(String.init) ?? "not published",
      usual: "not published", allowed: "from 1 to \(TrialReader.limit)", source: "none")
    statement.add(
      path.below("counts"), "the types that count",
      trial.counts.isEmpty ? "all" : trial.counts.joined(separator: ", "), usual: "all",
      allowed: "ids of types",
      source: "assumption")
    statement.add(
      path.below("assumptions"), "what the publication leaves open",
      trial.assumptions.isEmpty ? "none" : trial.assumptions.joined(separator: " "), usual: "none")
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
      let path = path.entry(index, claim.what)
      statement.add(path.below("what"), "what is said to have fallen", claim.what)
      statement.add(
        path.below("kind"), "the kind of targets", claim.kind?.rawValue ?? "any", usual: "any",
        allowed: PlaceKind.allCases.map(\.rawValue).joined(separator: ", "), source: "any")
      statement.add(
        path.below("corridor"), "the corridor of the targets", claim.corridor ?? "any", usual: "any",
        allowed: "a corridor of places", source: "any")
      statement.add(
        path.below("counts"), "the types that count",
        claim.counts.isEmpty ? "all" : claim.counts.joined(separator: ", "), usual: "all",
        allowed: "ids of types", source: "assumption")
      statement.add(
        path.below("fall_percent"), "the fall reported", DecimalText.exact(claim.fallPercent), unit: "%",
        allowed: ClaimsReader.fall.words())
      statement.add(
        path.below("stands_in"), "what the scenario has in its place",
        claim.standsIn.isEmpty ? "the same" : claim.standsIn, usual: "the same", source: "assumption")
    }
    return statement.parameters
  }

  private static func add(_ finding: TrialFinding, at path: StatedPath, to statement: inout Statement) {
    statement.add(path.below("what"), "what was measured", finding.what)
    statement.add(
      path.below("compare"), "what is compared", finding.comparison.words.rawValue,
      allowed: ComparisonWords.allCases.map(\.rawValue).joined(separator: ", "))
    var days = "none"
    if case .afterAbsence(let count) = finding.comparison { days = "\(count)" }
    statement.add(
      path.below("absence_days"), "days of absence that go before", days, usual: "none",
      allowed: "from 1 to \(TimetableReader.cycleLimit)", source: "none")
    statement.add(
      path.below("observed_percent"), "the range of what was published",
      span([finding.lowest, finding.highest]),
      unit: "%", allowed: TrialReader.percent.words())
  }
}
