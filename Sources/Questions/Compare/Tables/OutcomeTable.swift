// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import Tables

/// What became of offences, one replication, strategy, phase, place and type a row.
///
/// Rows whose counts are all 0 are left out, so a missing row means 0.
enum OutcomeTable {
  struct Row {
    let replication: Int
    /// `nil` for the weeks before the campaign, which all strategies share.
    let strategy: String?
    let phase: Phase
    let place: String
    let type: String
    /// What is counted, and where in it the row stands: a run has a hundred thousand rows, none of which needs memory of its own.
    let fates: FateTable
    let placeIndex: Int
    let typeIndex: Int
  }

  static let table = Table<Row>(
    "outcomes",
    "One replication, strategy, phase, place and type a row; rows whose counts are all 0 are left out.",
    key: ["replication", "strategy", "phase", "place", "type"], isCompressed: true,
    [
      .replication { $0.replication },
      .strategyOrHistory { $0.strategy },
      .phase(Phase.allCases) { $0.phase },
      .place { $0.place },
      .type { $0.type },
    ]
      + OutcomeField.allCases.map { field in
        Column(field.columnName, field.meaning, unit: "offences", in: .from(0)) {
          $0.fates[$0.phase, place: $0.placeIndex, type: $0.typeIndex, field]
        }
      })

  /// Returns the rows of a replication.
  static func rows(
    history: HistoryOutcome, outcomes: [ReplicationOutcome], of scenario: Scenario
  ) -> OutcomeRows {
    OutcomeRows(
      [OutcomeRows.Part(history.fates, .history, replication: history.replication, strategy: nil)]
        + outcomes.flatMap { outcome in
          [Phase.campaign, .after].map {
            OutcomeRows.Part(
              outcome.fates, $0, replication: outcome.replication, strategy: outcome.strategy)
          }
        }, of: scenario)
  }
}

/// The rows of a replication's outcomes, each made when it is asked for: there are tens of thousands of them.
struct OutcomeRows: Sequence, IteratorProtocol {
  /// One phase under one strategy.
  struct Part {
    let fates: FateTable
    let phase: Phase
    let replication: Int
    let strategy: String?

    init(_ fates: FateTable, _ phase: Phase, replication: Int, strategy: String?) {
      (self.fates, self.phase, self.replication, self.strategy) = (fates, phase, replication, strategy)
    }
  }

  private let parts: [Part]
  private let places: [String]
  private let types: [String]
  /// Of the next row, counted over parts, then places, then types.
  private var index = 0

  init(_ parts: [Part], of scenario: Scenario) {
    self.parts = parts
    (places, types) = (scenario.crime.places.map(\.id), scenario.crime.types.map(\.id))
  }

  mutating func next() -> OutcomeTable.Row? {
    let rowsOfPart = places.count * types.count
    while index < parts.count * rowsOfPart {
      let (part, row) = index.quotientAndRemainder(dividingBy: rowsOfPart)
      let (place, type) = row.quotientAndRemainder(dividingBy: types.count)
      index += 1
      guard parts[part].fates.hasCounts(parts[part].phase, place: place, type: type) else { continue }
      return OutcomeTable.Row(
        replication: parts[part].replication, strategy: parts[part].strategy, phase: parts[part].phase,
        place: places[place], type: types[type], fates: parts[part].fates, placeIndex: place,
        typeIndex: type)
    }
    return nil
  }
}

/// Weekly counts of every replication, one strategy, week, place and type a row; rows of zeros are left out.
enum WeekDetailTable {
  struct Row {
    let replication: Int
    /// `nil` for the weeks before the campaign, which all strategies share.
    let strategy: String?
    let week: Int
    let place: String
    let type: String
    let happened: Int
    let recorded: Int
  }

  static let table = Table<Row>(
    "weekly-detail",
    "With --detail only. One replication, strategy, week, place and type a row; rows of zeros are left out.",
    key: ["replication", "strategy", "week", "place", "type"], isCompressed: true,
    [
      .replication { $0.replication },
      .strategyOrHistory { $0.strategy },
      WeekTable.week { $0.week },
      .place { $0.place },
      .type { $0.type },
      Column("happened", "Offences that happened in the week", unit: "offences", in: .from(0)) {
        $0.happened
      },
      Column(
        "recorded", "Offences that became known to the police in the week", unit: "offences", in: .from(0)
      ) { $0.recorded },
    ])

  /// Returns the rows of a replication.
  static func rows(
    history: HistoryOutcome, outcomes: [ReplicationOutcome], of scenario: Scenario
  ) -> [Row] {
    let first = -scenario.phases.historyWeeks
    return rows(history.weekly, firstWeek: first, replication: history.replication, nil, of: scenario)
      + outcomes.flatMap {
        rows($0.weekly, firstWeek: 0, replication: $0.replication, $0.strategy, of: scenario)
      }
  }

  private static func rows(
    _ table: WeeklyTable, firstWeek: Int, replication: Int, _ strategy: String?, of scenario: Scenario
  ) -> [Row] {
    let (places, types) = (scenario.crime.places, scenario.crime.types)
    var rows: [Row] = []
    for week in 0..<table.weekCount {
      for (place, own) in places.enumerated() {
        for (type, ownType) in types.enumerated() {
          let index = table.index(week: week, place: place, type: type)
          guard table.happened[index] != 0 || table.recorded[index] != 0 else { continue }
          rows.append(
            Row(
              replication: replication, strategy: strategy, week: firstWeek + week, place: own.id,
              type: ownType.id,
              happened: Int(table.happened[index]), recorded: Int(table.recorded[index])))
        }
      }
    }
    return rows
  }
}

extension OutcomeField {
  /// What the field counts, for the data dictionary.
  var meaning: String {
    switch self {
    case .potential: "Offences that would happen here without patrol, or as a result of others"
    case .happenedInPlace: "Of those, happened here"
    case .landed: "Of those, displaced, and happened elsewhere or later"
    case .stoppedThere: "Of those, displaced, and deterred again at their destination"
    case .prevented: "Of those, deterred for good"
    case .diedWithParent: "Of those, near repeats of an offence that did not happen"
    case .diedWithSeries: "Of those, of an offender of a series who had been arrested"
    case .displacedBeyondEnd: "Of those, displaced to after the end of the run"
    case .deterred: "Of the potential, deterred by patrol here: displaced or prevented"
    case .happened: "Offences that happened here: in place, or landed here"
    case .landedHere: "Of those that happened here, displaced from another place or hour"
    case .reported: "Of those that happened here, reported by the public"
    case .discovered: "Of those that happened here, discovered by patrol only"
    case .arrests: "Arrests at the scene by units of the operation"
    case .preventedByPresence:
      "Of those prevented, prevented by presence alone; the others by residual deterrence"
    case .stoppedByPresence: "Of those stopped at their destination, stopped by presence alone"
    case .diedWithEndedSeries: "Of those that died with their series, due after its last offender's arrest"
    }
  }
}
