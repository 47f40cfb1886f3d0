// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

/// Reads `phases`: when the history, the campaign and the time after it are.
enum PhasesReader {
  /// The weeks that a phase may have; thirty years.
  static let weekLimit = 1_560

  static func read(_ field: Field?) -> Phases? {
    guard var section = field?.section() else { return nil }
    var phases = Phases.blank
    section.read(Key.phases, into: &phases)
    if let field = section.optional("second_wave") {
      phases.secondWave = secondWave(field, within: phases.afterWeeks)
    }
    section.finish()
    if let zoneField = section.optional("time_zone"), !changesByWholeHours(phases) {
      zoneField.report(
        .outOfRange(
          "\"\(phases.timeZone)\"", rule: "a zone whose clocks change by whole hours in the time simulated"))
    }
    return phases
  }

  /// A wave that is over when the run is.
  private static func secondWave(_ field: Field, within weeks: Int) -> SecondWave? {
    guard let wave = field.read(Key.secondWave, from: SecondWave(afterWeeks: 0, weeks: 0)) else { return nil }
    let end = wave.afterWeeks + wave.weeks
    if end > weeks {
      field.report(.rule("ends \(end) weeks after the campaign, and phases.after_weeks is \(weeks)"))
    }
    return wave
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
