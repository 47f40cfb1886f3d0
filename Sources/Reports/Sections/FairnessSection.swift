// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Experiments

/// Who gains from the best strategy and who bears its stops, by ward.
enum FairnessSection {
  /// How many wards are shown.
  private static let shown = 6

  static func lines(_ result: ExperimentResult, of study: Study, by outcome: Outcome, _ style: TextStyle)
    -> [String]
  {
    let frame = study.experiment.frame
    let labels = study.experiment.labels
    guard frame.wards.count > 1, !result.replications[0].allSatisfy({ $0.wards.isEmpty }),
      let best = result.comparison.ranking(by: outcome, in: .targets)?.strategies.first?.strategy
        ?? labels.first(where: { $0 != frame.counterfactual }),
      let index = labels.firstIndex(of: best)
    else { return [] }
    let all = result.fairness(frame)
    let fairness = all[index]
    let order = fairness.wards.indices.sorted {
      (-(fairness.wards[$0].harmAverted.value ?? 0), $0) < (-(fairness.wards[$1].harmAverted.value ?? 0), $1)
    }
    let header = ["Ward", "Crime averted", "Benefit"] + (frame.hasStops ? ["Searches", "Burden"] : [])
    let hasTrust = fairness.wards.contains { $0.trustChange != nil }
    var table = TextTable(header: [header + (hasTrust ? ["Trust"] : [])])
    for ward in order.prefix(shown) {
      table.add(row(fairness.wards[ward], hasStops: frame.hasStops, hasTrust: hasTrust))
    }
    let worse = fairness.wards.count { ($0.crimeAverted.upper ?? 0) < 0 }
    var notes =
      "\(fairness.wards.count - min(shown, order.count)) more wards are in wards.csv; in \(worse) of all crime surely rose. Benefit: share of "
      + "the harm averted."
    if frame.hasStops { notes += " Burden: share of searches that came to nothing." }
    if hasTrust { notes += " Trust: change against no patrol, on a scale from 0 to 1." }
    let indices = labels.indices.compactMap { strategy -> String? in
      guard labels[strategy] != frame.counterfactual, let index = all[strategy].dissimilarity,
        index.value != nil
      else {
        return nil
      }
      return "\(labels[strategy]) \(NumberText.estimate(index, decimals: 2))"
    }
    let dissimilarity =
      indices.isEmpty
      ? []
      : wrapped(
        "Index of dissimilarity between benefit and burden (0: the same wards, 1: none in common): \(indices.joined(separator: ", ")).",
        first: "  ", rest: "  ")
    return [style.heading("Who gains and who bears it, under \(best)")] + table.lines(style: style)
      + wrapped(notes, first: "  ", rest: "  ") + dissimilarity
  }

  private static func row(_ ward: FairnessResult.WardResult, hasStops: Bool, hasTrust: Bool) -> [String] {
    func percent(_ value: Double?) -> String {
      value.map { NumberText.number($0, decimals: 1) + " %" } ?? "–"
    }
    let name = ward.name.isEmpty ? "(no ward)" : ward.name
    let stops = [
      ward.searches.map { NumberText.estimate($0) } ?? "–", percent(ward.burdenPercent),
    ]
    let trust = ward.trustChange.map { NumberText.estimate($0, decimals: 3, isSigned: true) } ?? "–"
    return [oneLine(name), NumberText.estimate(ward.crimeAverted), percent(ward.benefitPercent)]
      + (hasStops ? stops : []) + (hasTrust ? [trust] : [])
  }
}
