// SPDX-License-Identifier: GPL-3.0-or-later

extension Slip {
  /// Slips in a trial and its timetable.
  static let ofTrials: [Slip] = trials
}

/// Timetables and what trials say of them; the small scenario patrols two places.
private let trials: [Slip] = [
  timetable("{}", "9:14: operation.timetable: the key \"visits_per_day\" is missing"),
  timetable(
    "{visits_per_day: 9, hours: [\"10:00\", \"12:00\"]}",
    "9:31: operation.timetable.visits_per_day needs 135 min of visits; the hours of patrol have 120 min"),
  timetable(
    "{visits_per_day: 1, places_on: 3}", "9:45: operation.timetable.places_on is 3; it must be from 1 to 2"),
  timetable(
    "{visits_per_day: 1, places_on: 1, drawn: weekly}",
    "9:55: operation.timetable.drawn is \"weekly\"; no drawing has that name (known: once, daily)"),
  timetable(
    "{visits_per_day: 1, drawn: once}",
    "9:41: operation.timetable.drawn needs places_on"),
  timetable("{visits_per_day: 1, on_days: 7}", "9:43: operation.timetable.on_days needs off_days as well"),
  timetable(
    "{visits_per_day: 1, places_on: 1, on_days: 7}",
    "9:57: operation.timetable.on_days is given with places_on; give one of the two"),
  Slip(
    "operation:", "strategies: [no-extra-patrol, scheduled-visits]\noperation:",
    "8:31: strategies[1] is \"scheduled-visits\", which needs operation.timetable"),
  Slip(
    "operation:",
    "trial: {citation: A, dose: B, findings: [{what: C, compare: averted while absent, observed_percent: [1, 2]}]}\n"
      + "operation:", "8:8: trial needs operation.timetable, the dose that it delivers"),
  trial(
    "compare: on with off", "compare: treated with control",
    "8:61: trial.findings[0].compare sets places against places; operation.timetable must say \"drawn: once\""
  ),
  trial(
    "compare: on with off", "compare: on with of",
    "8:61: trial.findings[0].compare is \"on with of\"; no comparison has that name"),
  trial(
    "compare: on with off", "compare: after absence with on",
    "8:61: trial.findings[0].compare needs absence_days, the days of absence that go before"),
  trial(
    "[-20, -10]", "[-10, -20]",
    "8:98: trial.findings[0].observed_percent[1] is -20; it must be at least -10"),
  trial(
    "findings: [{", "counts: [burglery], findings: [{",
    "8:40: trial.counts[0] is \"burglery\"; no type of crime has that name"),
  claim("{fall_percent: 20}", "8:10: claims[0]: the key \"what\" is missing"),
  claim("{what: A, fall_percent: 120}", "8:34: claims[0].fall_percent is 120; it must be from -10000 to 100"),
  claim(
    "{what: A, fall_percent: 20, counts: [burglery]}",
    "8:47: claims[0].counts[0] is \"burglery\"; no type of crime has that name"),
  claim(
    "{what: A, fall_percent: 20, corridor: inner}",
    "8:48: claims[0].corridor is \"inner\"; no corridor of a place has that name"),
  claim(
    "{what: A, fall_percent: 20, kind: school route}",
    "8:10: claims[0] applies to no place: there is no target or candidate of that kind and corridor"),
]

private func claim(_ value: String, _ words: String) -> Slip {
  Slip("operation:", "claims: [\(value)]\noperation:", words)
}

private func timetable(_ value: String, _ words: String) -> Slip {
  Slip("operation:\n", "operation:\n  timetable: \(value)\n", words)
}

/// A slip in a trial of days.
private func trial(_ piece: String, _ replacement: String, _ words: String) -> Slip {
  let trial =
    "trial: {citation: A, dose: B, findings: [{what: C, compare: on with off, observed_percent: [-20, -10]}]}\n"
  return Slip(
    "operation:\n",
    trial.replacing(piece, with: replacement)
      + "operation:\n  timetable: {visits_per_day: 1, places_on: 1}\n", words)
}
