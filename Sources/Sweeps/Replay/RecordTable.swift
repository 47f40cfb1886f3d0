// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions
import Tables

/// What a journal holds of a replication, one number a row, so that each that differs can be named.
struct RecordTable {
  struct Row {
    let part: String
    let strategy: String
    let name: String
    let value: Cell
  }

  static let table = Table<Row>(
    "journal", "One number of a replication a row.", key: ["part", "strategy", "name"],
    [
      Column("part", "numbers, methods, weeks or visits") { $0.part },
      Column("strategy", "The strategy as the study names it") { $0.strategy },
      Column("name", "What the number is") { $0.name },
      Column("value", "The number") { $0.value },
    ])

  private let labels: [String]
  private let places: [String]
  private let content: JournalCell

  init(_ batch: Batch, _ item: JournalIndex.Item, _ content: JournalCell) {
    let base = batch.bases[(item.cell - 1) / batch.points.count]
    labels = base.labels
    places = base.template.scenario.crime.places.map(\.id)
    self.content = content
  }

  /// Returns the rows of a record that keeps the rules of its study.
  func rows(_ record: JournalRecord) -> [Row] {
    var rows: [Row] = []
    for (label, numbers) in zip(labels, record.numbers) {
      rows += zip(content.columns, numbers).map {
        Row(part: "numbers", strategy: label, name: $0, value: .exact($1))
      }
    }
    for (label, methods) in zip(labels, record.methods ?? []) { rows += self.methods(label, methods) }
    for (label, weeks) in zip(["history"] + labels, record.weeks ?? []) { rows += self.weeks(label, weeks) }
    for (label, visits) in zip(labels, record.visits ?? []) { rows += self.visits(label, visits) }
    return rows
  }

  private func methods(_ label: String, _ methods: [JournalMethod]) -> [Row] {
    zip(EvaluationMethod.allCases, methods).flatMap { method, seen in
      let cells: [(String, Cell)] = [
        ("fall_percent", number(seen.fall)), ("lower", number(seen.lower)), ("upper", number(seen.upper)),
        ("p_value", number(seen.pValue)), ("undefined", seen.undefined.map(Cell.text) ?? .none),
      ]
      return cells.map {
        Row(part: "methods", strategy: label, name: "\(method.rawValue) \($0.0)", value: $0.1)
      }
    }
  }

  private func weeks(_ label: String, _ weeks: [Double]) -> [Row] {
    let first = label == "history" ? -(content.weeks?.history ?? 0) : 0
    return weeks.enumerated().map { index, value in
      let (week, rest) = index.quotientAndRemainder(dividingBy: JournalRecord.figuresOfWeek)
      let (area, figure) = rest.quotientAndRemainder(dividingBy: 3)
      let name =
        "week \(first + week) \(Area.allCases[area].rawValue) \(["happened", "recorded", "harm"][figure])"
      return Row(part: "weeks", strategy: label, name: name, value: .exact(value))
    }
  }

  private func visits(_ label: String, _ visits: [Double]) -> [Row] {
    stride(from: 0, to: visits.count, by: 3).flatMap { start in
      let place = places[Int(visits[start])]
      return zip(["visits", "present_minutes"], [visits[start + 1], visits[start + 2]]).map {
        Row(part: "visits", strategy: label, name: "\(place) \($0)", value: .exact($1))
      }
    }
  }
}

private func number(_ value: Double?) -> Cell {
  // An infinite bound is one, and a cell can't say so as a number.
  value.map { $0.isFinite ? .exact($0) : .text("\($0)") } ?? .none
}
