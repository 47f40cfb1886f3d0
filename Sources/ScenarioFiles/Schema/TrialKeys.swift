// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

extension Key where Root == Trial {
  /// The published trial that a scenario repeats; its findings are read by themselves.
  static func trial(types: [CrimeType]) -> [Key] {
    [
      Key("citation", \.citation, .text(), "who published it", isRequired: true),
      Key("doi", \.doi, .text(), "its identifier", source: ""),
      Key("dose", \.dose, .text(), "the dose as published", isRequired: true),
      Key(
        "visits", \.visits, KeyType.whole(1...TrialReader.limit).optional(none: "not published"),
        "visits delivered, as published", source: "none"),
      Key("counts", \.counts, .types(types, none: "all"), "the types that count"),
    ]
  }

  /// What follows its findings.
  static let assumptions: [Key] = [
    Key(
      "unused", \.unusedBecause, .text(), "why no fit of the evidence uses it",
      note: "Without this, a fit uses the first finding that compares places or days and has an error.",
      source: ""),
    Key(
      "assumptions", \.assumptions, .texts(separator: " "), "assumptions where the publication has no value",
      note: "What the scenario assumes instead, a sentence each.", source: ""),
  ]
}

extension Key where Root == Claim {
  /// A fall that was reported.
  ///
  /// - Parameter corridors: The names of corridors of places.
  static func claim(types: [CrimeType], corridors: [String]) -> [Key] {
    [
      Key("what", \.what, .text(), "the quantity reported to have fallen", isRequired: true),
      Key(
        "kind", \.kind, KeyType<PlaceKind>.choice("kind of place").optional(none: "any"),
        "the kind of targets",
        source: "any"),
      Key(
        "corridor", \.corridor,
        KeyType.name(of: "corridor of a place", among: corridors).optional(none: "any"),
        "the corridor of the targets", source: "any", allowed: "a corridor of places"),
      Key("counts", \.counts, .types(types, none: "all"), "the types that count"),
      Key(
        "fall_percent", \.fallPercent, .number(.from(-10_000, to: 100), unit: "%"), "the fall reported",
        note: "Below 0 for a rise.", isRequired: true),
      Key(
        "stands_in", \.standsIn, .text(none: "the same"), "the substitute in the scenario",
        note: "What stands for that which was reported, a sentence."),
    ]
  }
}

extension Key where Root == Timetable {
  /// A published dose of visits; hours and rotation are read by themselves.
  static let timetable: [Key] = [
    Key(
      "visits_per_day", \.on.visitsPerDay, .whole(0...TimetableReader.visitLimit),
      "visits to a place on a day on",
      isRequired: true),
    Key(
      "off_visits_per_day", \.off.visitsPerDay, .whole(0...TimetableReader.visitLimit),
      "visits to a place on a day off"),
    Key(
      "visit", \.on.visitInMinutes, .quantity(.minutes, .from(1, to: 1_440)), "length of a visit on a day on",
      source: "Koper 1995"),
    Key(
      "off_visit", \.off.visitInMinutes, .quantity(.minutes, .from(1, to: 1_440)),
      "length of a visit on a day off",
      source: "Koper 1995"),
    Key("days", \.days, .days, "the weekdays with visits"),
  ]

  /// A timetable with nothing but defaults.
  static let blank = Timetable(on: Timetable.Dose(visitsPerDay: 1))
}
