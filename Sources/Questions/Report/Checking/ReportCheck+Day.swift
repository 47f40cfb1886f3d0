// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel

extension ReportCheck {
  /// The days of the run.
  private var days: ClosedRange<CivilDate> {
    let start = scenario.phases.historyStart
    return start...start.adding(days: 7 * scenario.phases.weekCount)
  }

  mutating func check(_ day: RecordedDay) {
    problems.require(day.replication, in: ReportCheck.replications, "day.replication")
    problems.require(
      CivilDate(day.date).map(days.contains) ?? false, "day.date",
      "is \"\(day.date)\", which is no day of the run")
    // Clocks change by three hours at most.
    guard problems.require(day.minutes, in: 1_260...1_620, "day.minutes") else { return }
    let names = day.strategies.map(\.strategy)
    problems.require(
      names == labels.filter(names.contains), "day.strategies",
      "has strategies out of order, twice, or unknown ones")
    let units = Set(scenario.operation.units.map(\.id))
    for (index, strategy) in day.strategies.enumerated() {
      let path = "day.strategies[\(index)]"
      for (position, track) in strategy.tracks.enumerated() {
        let path = "\(path).tracks[\(position)]"
        problems.require(
          units.contains(track.unit), "\(path).unit", "is \"\(track.unit)\", which is no unit of the scenario"
        )
        for (number, point) in track.points.enumerated() {
          minute(point.minute, of: day, "\(path).points[\(number)].minute")
          coordinate(point.longitude, point.latitude, "\(path).points[\(number)]")
          if let place = point.place { self.place(place, "\(path).points[\(number)].place") }
        }
      }
      for (position, note) in strategy.redirections.enumerated() {
        let path = "\(path).redirections[\(position)]"
        problems.require(
          units.contains(note.unit), "\(path).unit", "is \"\(note.unit)\", which is no unit of the scenario")
        minute(note.minute, of: day, "\(path).minute")
        coordinate(note.longitude, note.latitude, path)
        place(note.place, "\(path).place")
        problems.require(text: note.reason, upTo: 1_000, "\(path).reason")
      }
      check(offences: strategy.offences, of: day, "\(path).offences")
    }
  }

  private mutating func minute(_ minute: Double, of day: RecordedDay, _ path: @autoclosure () -> String) {
    problems.require(minute, in: 0...day.minutes, path())
  }

  private mutating func coordinate(_ longitude: Double, _ latitude: Double, _ path: @autoclosure () -> String)
  {
    problems.require(longitude, in: -180...180, "\(path()).longitude")
    problems.require(latitude, in: -90...90, "\(path()).latitude")
  }

  /// Checks minutes, places and types, one after the other.
  private mutating func check(offences: [Double], of day: RecordedDay, _ path: String) {
    guard
      problems.require(
        offences.count % 3 == 0, path,
        "has \(offences.count) entries; each offence has three: minute, place, type")
    else { return }
    for start in stride(from: 0, to: offences.count, by: 3) {
      minute(offences[start], of: day, "\(path)[\(start)]")
      index(offences[start + 1], below: scenario.crime.places.count, "\(path)[\(start + 1)]")
      index(offences[start + 2], below: scenario.crime.types.count, "\(path)[\(start + 2)]")
    }
  }

  /// Checks that a number is a whole one below a count.
  private mutating func index(_ number: Double, below count: Int, _ path: @autoclosure () -> String) {
    problems.require(
      Int(exactly: number).map((0..<count).contains) ?? false, path(),
      "is \(number); it must be a whole number from 0 to \(count - 1)")
  }

  mutating func check(_ record: PublicRecord) {
    known(record.strategy, "publicRecord.strategy", among: labels)
    problems.require(record.replication, in: ReportCheck.replications, "publicRecord.replication")
    let ids = Set(scenario.crime.places.map(\.id))
    for (index, hotspot) in record.hotspots.enumerated() {
      problems.require(
        ids.contains(hotspot), "publicRecord.hotspots[\(index)]",
        "is \"\(hotspot)\", which is no place of the scenario")
    }
    problems.require(
      Set(record.hotspots).count == record.hotspots.count, "publicRecord.hotspots", "has a place twice")
    var last: CivilDate?
    for (index, month) in record.months.enumerated() {
      let path = "publicRecord.months[\(index)]"
      problems.require(
        days.contains(month.from) && days.contains(month.to) && month.from <= month.to
          && last.map { $0 < month.from } ?? true, path,
        "is from \(month.from) to \(month.to), which is out of order or beyond the run")
      last = month.to
      check(month.recorded, hotspots: record.hotspots.count, "\(path).recorded")
      if let before = month.yearBefore {
        check(before, hotspots: record.hotspots.count, "\(path).yearBefore")
      }
    }
  }

  private mutating func check(_ counts: SuppressedCounts, hotspots: Int, _ path: String) {
    problems.require(count: counts.counts.count, hotspots, of: "one for each hotspot", "\(path).counts")
    // A smaller count would have been withheld.
    let range = SuppressedCounts.threshold...1_000_000_000_000
    for (index, count) in counts.counts.enumerated() {
      if let count { problems.require(count, in: range, "\(path).counts[\(index)]") }
    }
    if let total = counts.total { problems.require(total, in: range, "\(path).total") }
  }
}
