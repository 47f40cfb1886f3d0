// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

/// Reads `phases`: when the history, the campaign and the time after it are.
enum PhasesReader {
  /// The weeks that a phase may have; thirty years.
  static let weekLimit = 1_560

  /// All names of the time-zone database, and the two that it takes for granted.
  private static let timeZones = TimeZone.knownTimeZoneIdentifiers + ["UTC", "GMT"]

  static func read(_ field: Field?) -> Phases? {
    guard var section = field?.section() else { return nil }
    let startField = section.required("campaign_start")
    var phases = Phases(campaignStart: CivilDate(year: 2024, month: 1, day: 1))
    let zoneField = section.optional("time_zone")
    if let zone = zoneField.flatMap(timeZone) { phases.timeZone = zone }
    section.read("history_weeks", into: &phases.historyWeeks) { $0.integer(1...weekLimit) }
    section.read("campaign_weeks", into: &phases.campaignWeeks) { $0.integer(1...weekLimit) }
    section.read("after_weeks", into: &phases.afterWeeks) { $0.integer(0...weekLimit) }
    if let field = section.optional("second_wave") {
      phases.secondWave = secondWave(field, within: phases.afterWeeks)
    }
    section.finish()
    guard let startField, let start = startField.date() else { return phases }
    guard (1980...2100).contains(start.year) else {
      startField.report(.outOfRange(start.description, rule: "in the years 1980 to 2100"))
      return phases
    }
    phases.campaignStart = start
    if let zoneField, !changesByWholeHours(phases) {
      zoneField.report(
        .outOfRange(
          "\"\(phases.timeZone)\"", rule: "a zone whose clocks change by whole hours in the time simulated"))
    }
    return phases
  }

  /// A wave that is over when the run is.
  private static func secondWave(_ field: Field, within weeks: Int) -> SecondWave? {
    guard var section = field.section() else { return nil }
    let after = section.required("after_weeks")?.integer(1...weekLimit)
    let length = section.required("weeks")?.integer(1...weekLimit)
    section.finish()
    guard let after, let length else { return nil }
    if after + length > weeks {
      field.report(
        .rule(
          "ends \(after + length) weeks after the campaign, and phases.after_weeks is \(weeks)"))
    }
    return SecondWave(afterWeeks: after, weeks: length)
  }

  /// A name of the time-zone database.
  private static func timeZone(_ field: Field) -> String? {
    guard let name = field.text() else { return nil }
    guard timeZones.contains(name), TimeZone(identifier: name) != nil else {
      field.report(.unknownName(name, what: "time zone", known: timeZones))
      return nil
    }
    return name
  }

  /// Whether the zone's offsets in the time simulated differ by whole hours, as the calendar needs.
  private static func changesByWholeHours(_ phases: Phases) -> Bool {
    guard let zone = TimeZone(identifier: phases.timeZone) else { return false }
    func offset(week: Int) -> Int {
      let day = phases.historyStart.dayNumber + 7 * week
      return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(day) * 86_400))
    }
    let first = offset(week: 0)
    return (1...phases.weekCount).allSatisfy { (offset(week: $0) - first) % 3_600 == 0 }
  }
}
