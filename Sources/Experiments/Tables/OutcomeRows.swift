// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Writes the tidy rows of replications: one for each strategy, phase, place and type.
///
/// Rows whose counts are all 0 are left out, so a missing row means 0.
struct OutcomeRows: Sendable {
  /// The columns of `outcomes.csv.gz`.
  static let outcomeColumns =
    [
      Column("replication", "The replication, from 1"),
      Column("strategy", "The strategy; \"history\" for the weeks before the campaign, which all share"),
      Column("phase", "history, campaign or after"),
      Column("place", "The id of the place"),
      Column("type", "The id of the type of crime"),
    ] + OutcomeField.allCases.map { Column($0.columnName, $0.meaning, unit: "offences", type: .integer) }

  /// The columns of `weekly-detail.csv.gz`.
  static let weeklyColumns = [
    Column("replication", "The replication, from 1"),
    Column("strategy", "The strategy; \"history\" for the weeks before the campaign"),
    Column("week", "Weeks since the campaign started; below 0 before it"),
    Column("place", "The id of the place"),
    Column("type", "The id of the type of crime"),
    Column("happened", "Offences that happened in the week", unit: "offences", type: .integer),
    Column(
      "recorded", "Offences that became known to the police in the week", unit: "offences", type: .integer),
  ]

  /// What the shared history is called where rows name a strategy.
  static let historyName = "history"

  private let places: [[UInt8]]
  private let types: [[UInt8]]
  private let historyWeeks: Int

  init(scenario: Scenario) {
    places = scenario.crime.places.map { CSVText.cell($0.id) }
    types = scenario.crime.types.map { CSVText.cell($0.id) }
    historyWeeks = scenario.phases.historyWeeks
  }

  /// Returns the rows of a replication's outcomes.
  func outcomes(history: HistoryOutcome, outcomes: [ReplicationOutcome]) -> [UInt8] {
    var text = CSVText()
    text.reserve(1 << 18)
    add(history.fates, .history, replication: history.replication, OutcomeRows.historyName, to: &text)
    for outcome in outcomes {
      for phase in [Phase.campaign, .after] {
        add(outcome.fates, phase, replication: outcome.replication, outcome.strategy, to: &text)
      }
    }
    return text.take()
  }

  /// Returns the rows of a replication's weeks.
  func weekly(history: HistoryOutcome, outcomes: [ReplicationOutcome]) -> [UInt8] {
    var text = CSVText()
    text.reserve(1 << 18)
    add(
      history.weekly, firstWeek: -historyWeeks, replication: history.replication, OutcomeRows.historyName,
      to: &text)
    for outcome in outcomes {
      add(outcome.weekly, firstWeek: 0, replication: outcome.replication, outcome.strategy, to: &text)
    }
    return text.take()
  }

  private func add(
    _ fates: FateTable, _ phase: Phase, replication: Int, _ strategy: String, to text: inout CSVText
  ) {
    let strategy = CSVText.cell(strategy)
    let phaseCell = Array(phase.rawValue.utf8)
    let fields = OutcomeField.allCases
    for place in places.indices {
      for type in types.indices {
        let counts = fields.map { fates[phase, place: place, type: type, $0] }
        guard counts.contains(where: { $0 != 0 }) else { continue }
        text.add(replication)
        text.add(raw: strategy)
        text.add(raw: phaseCell)
        text.add(raw: places[place])
        text.add(raw: types[type])
        for count in counts { text.add(count) }
        text.endRow()
      }
    }
  }

  private func add(
    _ table: WeeklyTable, firstWeek: Int, replication: Int, _ strategy: String, to text: inout CSVText
  ) {
    let strategy = CSVText.cell(strategy)
    for week in 0..<table.weekCount {
      for place in places.indices {
        for type in types.indices {
          let index = table.index(week: week, place: place, type: type)
          guard table.happened[index] != 0 || table.recorded[index] != 0 else { continue }
          text.add(replication)
          text.add(raw: strategy)
          text.add(firstWeek + week)
          text.add(raw: places[place])
          text.add(raw: types[type])
          text.add(Int(table.happened[index]))
          text.add(Int(table.recorded[index]))
          text.endRow()
        }
      }
    }
  }
}

extension OutcomeField {
  /// What the field counts, for the data dictionary.
  var meaning: String {
    switch self {
    case .potential: "Offences that would happen here without patrol, or as a consequence of others"
    case .happenedInPlace: "Of those, happened here"
    case .landed: "Of those, displaced, and happened elsewhere or later"
    case .stoppedThere: "Of those, displaced, and deterred again where they went"
    case .prevented: "Of those, deterred for good"
    case .diedWithParent: "Of those, near repeats of an offence that did not happen"
    case .diedWithSeries: "Of those, of an offender of a series who had been arrested"
    case .displacedBeyondEnd: "Of those, displaced to after the end of the run"
    case .deterred: "Of the potential, deterred by patrol here: displaced or prevented"
    case .happened: "Offences that happened here: in place, or landed here"
    case .landedHere: "Of those that happened here, displaced from another place or hour"
    case .reported: "Of those that happened here, reported by the public"
    case .discovered: "Of those that happened here, discovered by patrol and reported by nobody"
    case .arrests: "Arrests at the scene by units of the operation"
    case .preventedByPresence:
      "Of those prevented, would have been by presence alone; the others took its memory"
    case .stoppedByPresence: "Of those stopped where they went, would have been by presence alone"
    case .diedWithEndedSeries: "Of those that died with their series, due after its last offender's arrest"
    }
  }
}
