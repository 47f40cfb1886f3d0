// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

extension Key where Root == Scenario {
  /// What is asked: the keys at the top of a file that hold a single value.
  static let question: [Key] = [
    Key("name", \.name, .text(), "the name of the scenario in reports", isRequired: true),
    Key("description", \.description, .text(), "for the reader of a report", source: ""),
    Key(
      "sources", \.sources, .texts(separator: "; "), "source of its numbers",
      note: "A line each, with their licence.", source: ""),
    Key(
      "seed", \.seed, .seed, "seed of all random numbers", note: "The command line can give another.",
      source: "arbitrary"),
  ]
}

extension Scenario {
  /// A scenario with nothing but defaults.
  static let blank = Scenario(
    name: "", phases: .blank, crime: CrimePattern(places: []),
    operation: Operation(teams: [], shifts: [], units: []))
}

extension Key where Root == Phases {
  /// When the history, the campaign and the time after it are.
  static let phases: [Key] = [
    Key(
      "time_zone", \.timeZone, .timeZone, "civil time zone", note: "A name of the time-zone database."),
    Key(
      "campaign_start", \.campaignStart, .date(inYears: 1980...2100), "first day of the campaign",
      isRequired: true),
    Key(
      "history_weeks", \.historyWeeks, .whole(1...weekLimit, unit: "weeks"),
      "weeks before it, without the operation",
      isAlwaysWritten: true),
    Key(
      "campaign_weeks", \.campaignWeeks, .whole(1...weekLimit, unit: "weeks"), "weeks with patrol",
      isAlwaysWritten: true),
    Key(
      "after_weeks", \.afterWeeks, .whole(0...weekLimit, unit: "weeks"), "weeks afterwards, without patrol",
      note: "But for a second wave and units that patrol on (`operation.after`).", isAlwaysWritten: true),
  ]

  /// The weeks that a phase may have; thirty years.
  static var weekLimit: Int { PhasesReader.weekLimit }
}

extension Phases {
  /// The usual phases of a campaign whose start is not known.
  static let blank = Phases(campaignStart: CivilDate(year: 2024, month: 1, day: 1))
}

extension Key where Root == SecondWave {
  /// When patrol comes back.
  static let secondWave: [Key] = [
    Key(
      "after_weeks", \.afterWeeks, .whole(1...PhasesReader.weekLimit, unit: "weeks"),
      "weeks from the end of the campaign to a second wave", isRequired: true),
    Key(
      "weeks", \.weeks, .whole(1...PhasesReader.weekLimit, unit: "weeks"), "weeks of the second wave",
      note: "It is over when the run is.", isRequired: true),
  ]
}

extension KeyType<String> {
  /// A name of the time-zone database.
  static let timeZone: KeyType = {
    // All names of the database, and the two that it takes for granted.
    let known = TimeZone.knownTimeZoneIdentifiers + ["UTC", "GMT"]
    let name = KeyType.name(of: "time zone", among: known)
    return name.allowing("zones whose clocks change by whole hours")
  }()
}

extension KeyType<CivilDate> {
  /// A day in some years.
  static func date(inYears years: ClosedRange<Int>) -> KeyType {
    KeyType(
      allowed: "\(years.lowerBound)-01-01 to \(years.upperBound)-12-31", shape: .date,
      read: { field in
        guard let date = field.date() else { return nil }
        if years.contains(date.year) { return date }
        let rule = "in the years \(years.lowerBound) to \(years.upperBound)"
        field.report(.outOfRange(date.description, rule: rule))
        return nil
      }, write: { .word($0.description) }, state: { .text($0.description) })
  }
}
