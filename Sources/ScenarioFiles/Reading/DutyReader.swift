// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Reads `operation.delivered` and `operation.rota`: rows of a force's CSV, or of the scenario itself as the writer puts them
/// there.
struct DutyReader {
  /// The operation, with its teams, units and who patrols on.
  let operation: PatrolModel.Operation
  let phases: Phases
  let unitNames: NameIndex
  /// Whether targets are chosen in each replication, so that no visit can name its place.
  let choosesTargets: Bool
  /// The places that each unit may be sent to, by its id.
  private let placesOfUnit: [String: [String]]
  private let patrolsOn: [String: Bool]

  init(_ operation: PatrolModel.Operation, phases: Phases, unitNames: NameIndex, choosesTargets: Bool) {
    self.operation = operation
    self.phases = phases
    self.unitNames = unitNames
    self.choosesTargets = choosesTargets
    let teams = Dictionary(operation.teams.map { ($0.id, $0.places) }) { first, _ in first }
    placesOfUnit = Dictionary(operation.units.map { ($0.id, teams[$0.team] ?? []) }) { first, _ in first }
    patrolsOn = Dictionary(zip(operation.units.map(\.id), operation.patrolsOn)) { first, _ in first }
  }

  func delivered(_ field: Field) -> [DeliveredVisit]? {
    if choosesTargets {
      field.report(.rule("is given, but \"choose\" names the targets in each replication"))
      return nil
    }
    guard let rows = DutyRows.read(field, columns: ["unit", "place", "arrive", "leave"]) else { return nil }
    var spans = UnitSpans(what: "visit")
    var visits: [DeliveredVisit] = []
    for row in rows {
      let name = unit(row.cells[0])
      let goal = name.flatMap { place(row.cells[1], of: $0) }
      let span = times(row, startingAt: 2, of: name)
      guard let name, let goal, let span else { continue }
      spans.add(name, span.start, span.end, row)
      visits.append(DeliveredVisit(unit: name, place: goal, arrives: span.start, leaves: span.end))
    }
    spans.reportOverlaps()
    return visits
  }

  func rota(_ field: Field) -> [RotaShift]? {
    guard let rows = DutyRows.read(field, columns: ["unit", "start", "end"]) else { return nil }
    var spans = UnitSpans(what: "shift")
    var shifts: [RotaShift] = []
    for row in rows {
      let name = unit(row.cells[0])
      let span = times(row, startingAt: 1, of: name, mayRunOver: true)
      guard let name, let span else { continue }
      if span.end.clockSeconds(since: span.start) > 86_400 {
        row.cells[2].report(.rule("is \"\(row.cells[2].text)\"; a shift lasts a day at most"))
      }
      spans.add(name, span.start, span.end, row)
      shifts.append(RotaShift(unit: name, starts: span.start, ends: span.end))
    }
    spans.reportOverlaps()
    // What is missing misleads where something else is wrong.
    if field.log.isEmpty {
      for unit in operation.units where !shifts.contains(where: { $0.unit == unit.id }) {
        field.report(.rule("has no shift of unit \"\(unit.id)\""))
      }
    }
    return shifts
  }

  // MARK: Cells

  private func unit(_ cell: DutyRows.Cell) -> String? {
    if unitNames.contains(cell.text) { return cell.text }
    cell.report(.unknownName(cell.text, what: "unit", known: unitNames.names))
    return nil
  }

  private func place(_ cell: DutyRows.Cell, of unit: String) -> String? {
    let known = placesOfUnit[unit] ?? []
    if known.contains(cell.text) { return cell.text }
    cell.report(.unknownName(cell.text, what: "place of the team of unit \"\(unit)\"", known: known))
    return nil
  }

  /// Reads a start and an end, of which the one is before the other and both lie in the time that the unit patrols in.
  ///
  /// - Parameter mayRunOver: Whether the end may lie after that time, where it is cut off.
  private func times(
    _ row: DutyRows.Row, startingAt column: Int, of unit: String?, mayRunOver: Bool = false
  ) -> (start: CivilMoment, end: CivilMoment)? {
    let (first, second) = (row.cells[column], row.cells[column + 1])
    let (start, end) = (moment(first), moment(second))
    guard let start, let end else { return nil }
    guard start < end else {
      second.report(.outOfRange(second.text, rule: "after \(start)"))
      return nil
    }
    guard let unit, let period = period(of: unit, at: start) else {
      if let unit { first.report(.outOfRange(first.text, rule: periods(of: unit))) }
      return nil
    }
    if !mayRunOver, end > CivilMoment(date: period.last.adding(days: 1), secondOfDay: 0) {
      second.report(.outOfRange(second.text, rule: "at most \(period.last.adding(days: 1)) 00:00"))
      return nil
    }
    return (start, end)
  }

  private func moment(_ cell: DutyRows.Cell) -> CivilMoment? {
    if let moment = CivilMoment(text: cell.text) { return moment }
    cell.report(
      .unreadableValue(
        cell.text, expected: "a local date and time without an offset such as 2024-07-02 10:05"))
    return nil
  }

  // MARK: Periods

  /// The days on which a unit patrols: the campaign, and what of the time after it is its own.
  private func days(of unit: String) -> [DateRange] {
    let later = patrolsOn[unit] == true ? phases.afterDays : phases.secondWaveDays
    return ([phases.campaignDays] + (later.map { [$0] } ?? [])).filter { !$0.isEmpty }.map {
      DateRange(
        phases.historyStart.adding(days: $0.lowerBound),
        phases.historyStart.adding(days: $0.upperBound - 1))
    }
  }

  private func period(of unit: String, at moment: CivilMoment) -> DateRange? {
    days(of: unit).first { $0.contains(moment.date) }
  }

  private func periods(of unit: String) -> String {
    "when it patrols, " + days(of: unit).map { "\($0.first) to \($0.last)" }.joined(separator: " or ")
  }
}

/// Finds spans of one unit that overlap.
private struct UnitSpans {
  private struct Span {
    let start: CivilMoment
    let end: CivilMoment
    let row: DutyRows.Row
  }
  let what: String
  private var spans: [String: [Span]] = [:]

  init(what: String) { self.what = what }

  mutating func add(_ unit: String, _ start: CivilMoment, _ end: CivilMoment, _ row: DutyRows.Row) {
    spans[unit, default: []].append(Span(start: start, end: end, row: row))
  }

  /// Reports each span that begins before an earlier one of its unit has ended, where it begins.
  func reportOverlaps() {
    for unit in spans.keys.sorted() {
      let ordered = (spans[unit] ?? []).enumerated()
        .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
      for (earlier, later) in zip(ordered, ordered.dropFirst()) where later.start < earlier.end {
        let cell = later.row.cells[later.row.cells.count - 2]
        cell.report(
          .rule(
            "is \"\(cell.text)\"; the \(what) of unit \"\(unit)\" on line \(earlier.row.line) lasts until \(earlier.end)"
          ))
      }
    }
  }
}

extension CivilMoment {
  /// Reads `2018-07-02 10:05`, with `T` for the space and with seconds or without; `nil` where the text is no such moment.
  init?(text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
    guard parts.count == 2, let date = CivilDate(parts[0]) else { return nil }
    let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(clock.count),
      clock.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let numbers = clock.compactMap { Int($0) }
    guard numbers[0] < 24, numbers[1] < 60, numbers.count == 2 || numbers[2] < 60 else { return nil }
    self.init(
      date: date,
      secondOfDay: numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0))
  }
}
