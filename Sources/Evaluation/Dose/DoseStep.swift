// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// What one number of units averts and costs beyond a smaller one, replication by replication.
struct DoseStep {
  private let summaries: [ReplicationSummary]
  private let before: [ReplicationSummary]?
  private let costPerHour: CostPerHour
  private let level: Double

  /// - Parameter before: The summaries with the smaller number of units, in the same order; `nil` for no unit.
  init(
    _ summaries: [ReplicationSummary], minus before: [ReplicationSummary]?, costPerHour: CostPerHour,
    level: Double
  ) {
    self.summaries = summaries
    self.before = before
    self.costPerHour = costPerHour
    self.level = level
  }

  /// Returns what each of so many further units averts.
  func gain(_ outcome: Outcome, _ area: Area, units: Double) -> MarginalGain {
    let nothing = "no \(outcome.rawValue) happened without patrol"
    return MarginalGain(
      outcome: outcome, area: area,
      perUnit: Estimate(
        meanOf: differences { $0.averted(outcome, in: area) }.map { $0.map { $0 / units } }, level: level,
        otherwise: nothing),
      pointsPerUnit: Estimate(
        meanOf: differences { $0.avertedPercent(outcome, in: area) }.map { $0.map { $0 / units } },
        level: level, otherwise: nothing))
  }

  /// Returns the pounds for each crime, or day of harm, averted everywhere.
  func pounds(per outcome: Outcome) -> Estimate {
    let cost = differences { $0.dosage.officerHours * costPerHour.pounds }.map { $0 ?? 0 }
    let averted = differences { $0.averted(outcome, in: .everywhere) }.map { $0 ?? 0 }
    return poundsEach(
      cost, averted: averted, outcome: outcome, further: before == nil ? "" : "further ", level: level)
  }

  private func differences(_ value: (ReplicationSummary) -> Double?) -> [Double?] {
    guard let before else { return summaries.map(value) }
    return zip(summaries, before).map { own, before in
      value(own).flatMap { own in value(before).map { own - $0 } }
    }
  }
}
