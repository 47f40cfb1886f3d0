// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Counts what becomes of offences; measuring more never changes the run.
struct OffenceLedger {
  let calendar: CivilCalendar
  let campaignStart: Double
  let campaignEnd: Double
  /// The day on which week 0 of ``weekly`` starts.
  let firstDay: Int
  let recording: RecordingOptions
  var fates: FateTable
  var weekly: WeeklyTable
  var book: [HappenedOffence] = []
  var events: [LoggedEvent] = []

  /// The phase of a moment of the run.
  func phase(atSecond time: Double) -> Phase {
    time < campaignStart ? .history : time < campaignEnd ? .campaign : .after
  }

  /// Counts a fate of an offence where and when it would have happened.
  mutating func count(_ field: OutcomeField, of offence: PotentialOffence) {
    fates.count(phase(atSecond: offence.timeInSeconds), Int(offence.place), Int(offence.type), field)
  }

  /// Counts an offence that happened.
  mutating func countHappened(_ offence: PotentialOffence, knownInSeconds known: Double?, isDiscovered: Bool)
  {
    count(.happened, of: offence)
    if let week = week(atSecond: offence.timeInSeconds) {
      weekly.happened[
        weekly.index(week: week, place: Int(offence.place), type: Int(offence.type))] += 1
    }
    if let known { countRecorded(place: offence.place, type: offence.type, knownInSeconds: known) }
    if recording.keepsBook {
      book.append(
        HappenedOffence(
          id: offence.id, timeInSeconds: offence.timeInSeconds, place: offence.place, type: offence.type,
          knownInSeconds: known, isDiscovered: isDiscovered))
    }
  }

  /// Counts an offence in the week in which it became known, whenever it happened.
  mutating func countRecorded(place: Int32, type: Int32, knownInSeconds known: Double) {
    guard let week = week(atSecond: known) else { return }
    weekly.recorded[weekly.index(week: week, place: Int(place), type: Int(type))] += 1
  }

  /// Notes an event where events are kept; costs one test where they are not.
  @inline(__always)
  mutating func log(
    _ kind: LoggedEvent.Kind, at time: Double, unit: Int? = nil, place: Int? = nil, type: Int? = nil,
    reason: String? = nil
  ) {
    guard recording.keepsEvents else { return }
    events.append(
      LoggedEvent(timeInSeconds: time, kind: kind, unit: unit, place: place, type: type, reason: reason))
  }

  /// The week of a moment; `nil` outside the weeks that are counted.
  private func week(atSecond time: Double) -> Int? {
    guard time < calendar.endInSeconds else { return nil }
    let days = calendar.day(atSecond: time) - firstDay
    guard days >= 0, days / 7 < weekly.weekCount else { return nil }
    return days / 7
  }
}
