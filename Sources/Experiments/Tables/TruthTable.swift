// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// The true effect by kind, corridor, type, ring, place, week and phase.
enum TruthTable {
  static let columns =
    [
      Column("strategy", "The strategy"),
      Column("phase", "campaign or after"),
      Column("area", "targets or everywhere"),
      Column("dimension", "What the effect is told apart by; all for not at all"),
      Column(
        "key",
        "The kind, corridor, ring (target; buffer; ward: rest of the targets' wards; borough; elsewhere), id of the type or "
          + "place, or the week since the campaign started"),
    ]
    + Outcome.allCases.flatMap { outcome -> [Column] in
      let (name, unit) = (outcome.rawValue, outcome == .crime ? "offences" : "days")
      return [
        Column("\(name)_without", "What happened without patrol, mean", unit: unit),
        Column("\(name)_averted", "What was averted, mean; below 0 where there was more", unit: unit),
        Column("\(name)_averted_lower", "The lower bound of its 95 % interval", unit: unit),
        Column("\(name)_averted_upper", "The upper bound", unit: unit),
        Column("\(name)_averted_standard_error", "Its Monte Carlo standard error", unit: unit),
        Column(
          "\(name)_averted_percent", "What was averted of what happened without patrol, pooled", unit: "%"),
        Column("\(name)_averted_percent_lower", "The lower bound of its 95 % interval", unit: "%"),
        Column("\(name)_averted_percent_upper", "The upper bound", unit: "%"),
      ]
    }

  /// Returns `truth.csv`: a row for every strategy that deploys units and every slice in which anything happened.
  static func csv(_ result: ExperimentResult, of experiment: Experiment) -> [UInt8] {
    var text = CSVText(header: columns)
    let slices = TruthSlices(scenario: experiment.scenario).slices
    for (label, tallies) in zip(experiment.labels, result.truth) {
      for (slice, tally) in zip(slices, tallies) where isWorthARow(tally) {
        for cell in [label, slice.phase.rawValue, slice.area.rawValue, slice.dimension.rawValue, slice.key] {
          text.add(cell)
        }
        for outcome in Outcome.allCases {
          let (averted, percent) = (tally.averted(outcome), tally.percent(outcome))
          let numbers = [
            tally.without(outcome).value, averted.value, averted.lower, averted.upper, averted.standardError,
            percent.value, percent.lower, percent.upper,
          ]
          for number in numbers { text.add(number, decimals: 3) }
        }
        text.endRow()
      }
    }
    return text.take()
  }

  /// Whether anything happened in a slice, with patrol or without.
  private static func isWorthARow(_ tally: TruthTally) -> Bool {
    tally.without(.crime).value != 0 || tally.averted(.crime).value != 0
  }
}
