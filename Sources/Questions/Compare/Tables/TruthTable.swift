// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// The true effect by kind, corridor, type, ring, place, week and phase.
enum TruthTable {
  struct Row {
    let strategy: String
    let slice: TruthSlice
    /// By outcome, in their order.
    let effects: [Effect]
  }

  /// The effect on one outcome, with intervals that are found once for all their columns.
  struct Effect {
    let without, averted, percent: Estimate

    init(_ tally: TruthTally, on outcome: Outcome) {
      (without, averted, percent) = (tally.without(outcome), tally.averted(outcome), tally.percent(outcome))
    }
  }

  static let table = Table<Row>(
    "truth",
    "One strategy, phase, area and slice a row: the effect of patrol by kind, corridor, type, ring, place and week. Slices "
      + "without offences are left out.",
    key: ["strategy", "phase", "area", "dimension", "key"],
    [
      .strategy { $0.strategy },
      .phase([.campaign, .after]) { $0.slice.phase },
      .comparedArea { $0.slice.area },
      Column("dimension", "The breakdown of the effect; all for none") {
        $0.slice.dimension.rawValue
      },
      Column(
        "key",
        "The kind, corridor, ring (target; buffer; ward: rest of the targets' wards; borough; elsewhere), id of the type or "
          + "place, or the week since the campaign started", mayBeBlank: true
      ) { $0.slice.key },
    ] + Outcome.allCases.enumerated().flatMap(columns))

  private static func columns(_ index: Int, _ outcome: Outcome) -> [Column<Row>] {
    let (name, unit) = (outcome.rawValue, outcome == .crime ? "offences" : "days")
    return [
      Column("\(name)_without", "Crime or harm without patrol, mean", unit: unit, decimals: 3) {
        $0.effects[index].without.value
      }
    ]
      + Column.estimate(
        "\(name)_averted", "Averted, mean; below 0 where there was more", unit: unit, decimals: 3,
        error: true
      ) { $0.effects[index].averted }
      + Column.estimate(
        "\(name)_averted_percent", "Averted, as % of crime or harm without patrol, pooled", unit: "%",
        decimals: 3
      ) { $0.effects[index].percent }
  }

  /// Returns a row for every strategy that deploys units and every slice in which anything happened.
  static func rows(_ result: ExperimentResult, of experiment: Experiment) -> [Row] {
    let slices = TruthSlices(scenario: experiment.scenario).slices
    return zip(experiment.labels, result.truth).flatMap { label, tallies in
      zip(slices, tallies).filter { isWorthARow($0.1) }.map { slice, tally in
        Row(strategy: label, slice: slice, effects: Outcome.allCases.map { Effect(tally, on: $0) })
      }
    }
  }

  /// Whether anything happened in a slice, with patrol or without.
  private static func isWorthARow(_ tally: TruthTally) -> Bool {
    tally.without(.crime).value != 0 || tally.averted(.crime).value != 0
  }
}
