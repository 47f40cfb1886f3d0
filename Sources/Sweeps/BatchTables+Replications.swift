// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import Questions
import Tables

/// What replications came to, one by one.
extension BatchTables {
  /// A replication of a cell under one strategy.
  struct Replication {
    /// From 1.
    let cell: Int
    let replication: Int
    /// The strategy among those of the scenario, from 0.
    let strategy: Int
    let numbers: [Double]
    /// Where each column stands among the numbers; `nil` of those that the cell doesn't have.
    let positions: [Int?]
  }

  /// A place where a unit was in a replication under one strategy.
  struct Visit {
    let cell: Int
    let replication: Int
    /// The strategy among those of the scenario, from 0.
    let strategy: Int
    /// The place among those of the scenario, from 0.
    let place: Int
    let visits: Int
    let minutes: Double
  }

  var replications: Table<Replication> {
    let (count, bases) = (batch.points.count, batch.bases)
    return Table(
      "replications", "One cell, replication and strategy a row, over the campaign.",
      key: ["cell", "replication", "strategy"], isCompressed: true,
      place { $0.cell } + [
        .replication { $0.replication }, strategy { bases[($0.cell - 1) / count].labels[$0.strategy] },
      ] + numbers)
  }

  /// The columns of numbers of a replication.
  var numbers: [Column<Replication>] {
    var known: [String: Field] = [:]
    for base in batch.bases {
      for column in SummaryColumn.all(of: base.template.scenario) where known[column.field.name] == nil {
        known[column.field.name] = column.field
      }
    }
    return summary.enumerated().map { index, name in
      let field = known[name]
      return Column(
        name, field?.meaning ?? "A number of scenarios that have it", unit: field?.unit ?? "", decimals: 3
      ) { row in row.positions[index].map { row.numbers[$0] } }
    }
  }

  /// Where the numbers of a cell stand, by column of ``summary``; `nil` of those that it doesn't have.
  func positions(in names: [String]) -> [Int?] {
    let found = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return summary.map { found[$0] }
  }

  /// Returns the rows of ``replications`` of one replication.
  ///
  /// - Parameter positions: As ``positions(in:)`` gives them for the cell.
  func replications(
    _ item: JournalIndex.Item, _ record: JournalRecord, _ positions: [Int?]
  ) -> [Replication] {
    record.numbers.enumerated().map { strategy, numbers in
      Replication(
        cell: item.cell, replication: item.replication, strategy: strategy, numbers: numbers,
        positions: positions)
    }
  }

  var visits: Table<Visit> {
    let (count, bases) = (batch.points.count, batch.bases)
    return Table(
      "visits",
      "One cell, replication, strategy and place a row, over the campaign. A place where no unit was has no row: it had 0 visits.",
      key: ["cell", "replication", "strategy", "place"], isCompressed: true,
      place { $0.cell } + [
        .replication { $0.replication }, strategy { bases[($0.cell - 1) / count].labels[$0.strategy] },
        Column("place", "The id of the place") {
          bases[($0.cell - 1) / count].template.scenario.crime.places[$0.place].id
        },
      ] + BatchTables.presence)
  }

  /// What was done at a place.
  static let presence: [Column<Visit>] =
    [
      Column("visits", "Arrivals of units", unit: "visits", in: .from(0)) { $0.visits },
      Column("present_minutes", "Time with at least one unit present", unit: "min", in: .from(0)) {
        $0.minutes
      },
    ]

  /// Returns the rows of ``visits`` of one replication.
  func visits(_ item: JournalIndex.Item, _ record: JournalRecord) -> [Visit] {
    (record.visits ?? []).enumerated().flatMap { strategy, row in
      stride(from: 0, to: row.count, by: 3).map { start in
        Visit(
          cell: item.cell, replication: item.replication, strategy: strategy, place: Int(row[start]),
          visits: Int(row[start + 1]), minutes: row[start + 2])
      }
    }
  }
}
