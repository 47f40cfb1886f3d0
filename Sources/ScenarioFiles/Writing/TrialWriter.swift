// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Writes `operation.timetable`, `trial` and `claims`.
enum TrialWriter {
  static func pairs(_ timetable: Timetable) -> [YamlPair] {
    var pairs = ScenarioWriter.changes(timetable, from: Key<Timetable>.blank, Key.timetable)
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
    let usual = Trial(citation: "", dose: "", findings: [])
    return ScenarioWriter.changes(trial, from: usual, Key.trial(types: []))
      + [YamlPair("findings", .lines(trial.findings.map(finding)))]
      + ScenarioWriter.changes(trial, from: usual, Key.assumptions)
  }

  static func claim(_ claim: Claim) -> YamlValue {
    .mapping(
      ScenarioWriter.changes(
        claim, from: Claim(what: "", fallPercent: 0), Key.claim(types: [], corridors: [])))
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
    pairs.append(YamlPair("observed_percent", .list(observed)))
    switch finding.error {
    case nil: break
    case .standardError(let error):
      pairs.append(YamlPair("standard_error", ScenarioWriter.number(error)))
    case .pValue(let range):
      let bounds = [range.lowerBound, range.upperBound].map { ScenarioWriter.number($0) }
      pairs.append(YamlPair("p_value", .list(bounds)))
    }
    if !finding.errorSource.isEmpty { pairs.append(YamlPair("error_source", .text(finding.errorSource))) }
    return .mapping(pairs)
  }
}
