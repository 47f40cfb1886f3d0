// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// Reads `operation.timetable`: a published dose of visits.
struct TimetableReader {
  /// The largest number of visits to a place on a day.
  static let visitLimit = 1_440
  /// The largest number of days of a cycle.
  static let cycleLimit = 3_660

  /// How many places the teams patrol.
  let placeCount: Int

  func read(_ field: Field) -> Timetable? {
    guard var section = field.section() else { return nil }
    var timetable = Key<Timetable>.blank
    section.read(Key.timetable, into: &timetable)
    if let hours = section.optional("hours") { readHours(hours, into: &timetable) }
    timetable.rotation = rotation(&section) ?? .always
    section.finish()
    check(timetable.on, section.optional("visits_per_day"), of: timetable)
    check(timetable.off, section.optional("off_visits_per_day"), of: timetable)
    return timetable
  }

  /// Two times of day; an end at or before the start is on the next day.
  private func readHours(_ field: Field, into timetable: inout Timetable) {
    guard let items = field.items() else { return }
    guard items.count == 2 else { return field.report(.wrongCount(items.count, rule: "two, [from, to]")) }
    guard let from = items[0].timeOfDay(), let to = items[1].timeOfDay() else { return }
    timetable.startMinute = from
    timetable.lengthInMinutes = to > from ? to - from : to + 1_440 - from
  }

  private func rotation(_ section: inout Section) -> Timetable.Rotation? {
    let placesField = section.optional("places_on")
    let drawnField = section.optional("drawn")
    let onField = section.optional("on_days")
    let offField = section.optional("off_days")
    if let placesField {
      if let onField { onField.report(.rule("is given with places_on; give one of the two")) }
      let drawn: DrawnPlaces = drawnField.flatMap { $0.choice("drawing") } ?? .daily
      guard let count = placesField.integer(1...placeCount) else { return nil }
      return drawn == .once ? .drawnOnce(places: count) : .drawnDaily(places: count)
    }
    drawnField?.report(.rule("needs places_on"))
    switch (onField, offField) {
    case (nil, nil): return nil
    case (let field?, nil): field.report(.rule("needs off_days as well"))
    case (nil, let field?): field.report(.rule("needs on_days as well"))
    case (let onField?, let offField?):
      let range = 1...TimetableReader.cycleLimit
      guard let on = onField.integer(range), let off = offField.integer(range) else { return nil }
      return .cycle(onDays: on, offDays: off)
    }
    return nil
  }

  /// The rule that a place's visits fit into the hours of patrol.
  private func check(_ dose: Timetable.Dose, _ field: Field?, of timetable: Timetable) {
    let minutes = Double(dose.visitsPerDay) * dose.visitInMinutes
    guard minutes > Double(timetable.lengthInMinutes) else { return }
    field?.report(
      .rule(
        "needs \(DecimalText.exact(minutes)) min of visits; the hours of patrol have \(timetable.lengthInMinutes) min"
      ))
  }
}

/// How often the places that are on are drawn.
enum DrawnPlaces: String, CaseIterable {
  case once, daily
}
