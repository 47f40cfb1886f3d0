// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// Where the best strategy averted crime: by ring round the targets, and in the targets by kind and corridor.
enum TruthSection {
  static func lines(_ result: ExperimentResult, of study: Study, by outcome: Outcome, _ style: TextStyle)
    -> [String]
  {
    let labels = study.experiment.labels
    let deploying = labels.indices.filter { !(result.truth.indices.contains($0) && result.truth[$0].isEmpty) }
    let best = study.experiment.best(result.comparison, by: outcome)
    guard !result.truth.isEmpty,
      let index = best.flatMap(labels.firstIndex) ?? deploying.first, deploying.contains(index)
    else { return [] }
    let strategy = result.comparison.strategies.first { $0.strategy == labels[index] }
    if let percent = strategy?.effect(on: outcome, in: .targets)?.percent, percent.holdsZero ?? false {
      return []
    }
    let slices = TruthSlices(scenario: study.experiment.scenario).slices
    let rows = Array(zip(slices, result.truth[index])).filter { $0.0.phase == .campaign }
    var table = TextTable(header: [["Places", "Without", "Crime averted", "%", "Harm averted"]])
    for (slice, tally) in rows where slice.area == .everywhere && slice.dimension == .ring {
      let ring = Ring(rawValue: slice.key)
      // Of areas that are elsewhere in the report the same figures as there: means over replications.
      let area: Area? = ring == .target ? .targets : ring == .buffer ? .buffers : nil
      add(ring?.words ?? slice.key, tally, area.flatMap { area in strategy.map { ($0, area) } }, to: &table)
    }
    for dimension in [TruthDimension.kind, .corridor] {
      let own = rows.filter { $0.0.area == .targets && $0.0.dimension == dimension && isAny($0.1) }
      for (slice, tally) in own where own.count > 1 { add("targets, \(slice.key)", tally, nil, to: &table) }
    }
    return [style.heading("Effect of \(labels[index]) by place")] + table.lines(style: style)
      + wrapped(
        "Offences per replication. Below 0 there was more crime than without patrol, as where crime was displaced to. "
          + "% of targets and buffers: means over replications, as above; of other rows: pooled over replications, as in "
          + "truth.csv, so parts need not average to the whole. "
          + "truth.csv has types, places, weeks, the time after the campaign and the other strategies.",
        first: "  ",
        rest: "  ")
  }

  private static func isAny(_ tally: TruthTally) -> Bool { tally.without(.crime).value != 0 }

  private static func add(
    _ label: String, _ tally: TruthTally, _ strategy: (StrategyResult, Area)?, to table: inout TextTable
  ) {
    guard isAny(tally) else { return }
    table.add([
      label, tally.without(.crime).value.map { NumberText.number($0) } ?? "–",
      NumberText.estimate(tally.averted(.crime)), percent(tally, strategy, .crime),
      percent(tally, strategy, .harm),
    ])
  }

  private static func percent(
    _ tally: TruthTally, _ strategy: (StrategyResult, Area)?, _ outcome: Outcome
  ) -> String {
    let percent =
      strategy.flatMap { $0.0.effect(on: outcome, in: $0.1)?.percent } ?? tally.percent(outcome)
    return percent.value == nil ? "–" : NumberText.estimate(percent, unit: "%")
  }
}
