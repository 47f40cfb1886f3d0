// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Writes `operation.timetable`, `trial` and `claims`.
enum TrialWriter {
  static func pairs(_ timetable: Timetable) -> [YamlPair] {
    let usual = Timetable(on: Timetable.Dose(visitsPerDay: 1))
    var pairs = [YamlPair("visits_per_day", .word("\(timetable.on.visitsPerDay)"))]
    if timetable.off.visitsPerDay != 0 {
      pairs.append(YamlPair("off_visits_per_day", .word("\(timetable.off.visitsPerDay)")))
    }
    pairs += ScenarioWriter.changes(timetable, from: usual, Parameter.timetable)
    if timetable.days != usual.days {
      pairs.append(YamlPair("days", .list(timetable.days.map { .word(Weekdays.names[$0]) })))
    }
    if let hours = hours(of: timetable) {
      pairs.append(YamlPair("hours", .list(hours.map { .word("\"\($0)\"") })))
    }
    return pairs + rotation(timetable.rotation)
  }

  /// The hours of patrol, as `["15:00", "23:00"]`; `nil` for the whole day from midnight.
  static func hours(of timetable: Timetable) -> [String]? {
    guard timetable.startMinute != 0 || timetable.lengthInMinutes != 1_440 else { return nil }
    return [timetable.startMinute, (timetable.startMinute + timetable.lengthInMinutes) % 1_440].map(
      OperationWriter.time)
  }

  private static func rotation(_ rotation: Timetable.Rotation) -> [YamlPair] {
    switch rotation {
    case .always: []
    case .drawnOnce(let places):
      [YamlPair("places_on", .word("\(places)")), YamlPair("drawn", .word("once"))]
    case .drawnDaily(let places): [YamlPair("places_on", .word("\(places)"))]
    case .cycle(let on, let off):
      [YamlPair("on_days", .word("\(on)")), YamlPair("off_days", .word("\(off)"))]
    }
  }

  static func pairs(_ trial: Trial) -> [YamlPair] {
    var pairs = [YamlPair("citation", .text(trial.citation))]
    if !trial.doi.isEmpty { pairs.append(YamlPair("doi", .text(trial.doi))) }
    pairs.append(YamlPair("dose", .text(trial.dose)))
    if let visits = trial.visits { pairs.append(YamlPair("visits", .word("\(visits)"))) }
    if !trial.counts.isEmpty { pairs.append(YamlPair("counts", .list(trial.counts.map { .text($0) }))) }
    pairs.append(YamlPair("findings", .lines(trial.findings.map(finding))))
    if !trial.assumptions.isEmpty {
      pairs.append(YamlPair("assumptions", .lines(trial.assumptions.map { .text($0) })))
    }
    return pairs
  }

  static func claim(_ claim: Claim) -> YamlValue {
    var pairs = [YamlPair("what", .text(claim.what))]
    if let kind = claim.kind { pairs.append(YamlPair("kind", .word(kind.rawValue))) }
    if let corridor = claim.corridor { pairs.append(YamlPair("corridor", .text(corridor))) }
    if !claim.counts.isEmpty { pairs.append(YamlPair("counts", .list(claim.counts.map { .text($0) }))) }
    pairs.append(YamlPair("fall_percent", ScenarioWriter.number(claim.fallPercent)))
    if !claim.standsIn.isEmpty { pairs.append(YamlPair("stands_in", .text(claim.standsIn))) }
    return .mapping(pairs)
  }

  private static func finding(_ finding: TrialFinding) -> YamlValue {
    var pairs = [
      YamlPair("what", .text(finding.what)),
      YamlPair("compare", .word(finding.comparison.words.rawValue)),
    ]
    if case .afterAbsence(let days) = finding.comparison {
      pairs.append(YamlPair("absence_days", .word("\(days)")))
    }
    let observed = [finding.lowest, finding.highest].map { ScenarioWriter.number($0) }
    return .mapping(pairs + [YamlPair("observed_percent", .list(observed))])
  }
}
