// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// What one strategy averts with different numbers of units.
public struct DoseCurve: Hashable, Sendable, Codable {
  public let strategy: String
  /// By number of units, ascending.
  public let points: [DosePoint]
  public let saturation: Saturation
}

/// What one strategy averts with one number of units, and what the units beyond the next smaller number add.
public struct DosePoint: Hashable, Sendable, Codable {
  public let units: Int
  /// Crime and harm averted, in targets and everywhere.
  public let effects: [Effect]
  /// Visits to a target a day.
  public let visitsPerTargetAndDay: Estimate
  /// Hours of officers on duty in the campaign.
  public let officerHours: Estimate
  /// Pounds for each crime averted everywhere, displacement included, with Fieller's interval.
  public let poundsPerCrime: Estimate
  /// Pounds for each day of harm averted everywhere, with Fieller's interval.
  public let poundsPerHarmDay: Estimate
  public let margin: DoseMargin

  /// Returns the effect on crime or harm in an area.
  public func effect(on outcome: Outcome, in area: Area) -> Effect? {
    effects.first { $0.outcome == outcome && $0.area == area }
  }
}

/// What units beyond the next smaller number add, paired by replication.
public struct DoseMargin: Hashable, Sendable, Codable {
  /// The next smaller number of units; 0 for the smallest, whose units add to no patrol at all.
  public let fromUnits: Int
  /// What each further unit averts, on crime and harm, in targets and everywhere.
  public let gains: [MarginalGain]
  /// Pounds for each further crime averted everywhere, with Fieller's interval.
  public let poundsPerCrime: Estimate
  /// Pounds for each further day of harm averted everywhere, with Fieller's interval.
  public let poundsPerHarmDay: Estimate

  /// Returns the gain on crime or harm in an area.
  public func gain(on outcome: Outcome, in area: Area) -> MarginalGain? {
    gains.first { $0.outcome == outcome && $0.area == area }
  }
}

/// What each further unit averts in an area.
public struct MarginalGain: Hashable, Sendable, Codable {
  public let outcome: Outcome
  public let area: Area
  /// In offences or days of harm over the campaign.
  public let perUnit: Estimate
  /// In percentage points of what happened without patrol.
  public let pointsPerUnit: Estimate
}

/// The number of units past which a further one adds little.
public struct Saturation: Hashable, Sendable, Codable {
  /// A further unit that averts less than this share of what each unit of the smallest number averts adds little.
  ///
  /// The share is a choice; with it stands the rule, which names what is little before it is looked at.
  public static let share = 0.1

  /// Why a further unit adds little.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// It averts less than ``Saturation/share`` of what a unit of the smallest number averts.
    case littleGain
    /// What it averts can't be told from 0.
    case indistinguishableFromZero
  }

  /// The number of units past which a further one adds little; `nil` where the largest number is not past it.
  public let units: Int?
  public let reason: Reason?

  public init(units: Int?, reason: Reason?) {
    self.units = units
    self.reason = reason
  }
}

extension DoseCurve {
  /// - Parameter levels: The numbers of units, ascending, with the summaries of the strategy by replication.
  init(
    _ levels: [(units: Int, summaries: [ReplicationSummary])], frame: EvaluationFrame, outcome: Outcome,
    costPerHour: CostPerHour, level: Double
  ) {
    strategy = levels[0].summaries[0].strategy
    let points = levels.indices.map { index in
      DosePoint(
        levels[index], after: index > 0 ? levels[index - 1] : nil, frame: frame, costPerHour: costPerHour,
        level: level)
    }
    self.points = points
    saturation = Saturation(points, outcome: outcome)
  }
}

extension DosePoint {
  init(
    _ own: (units: Int, summaries: [ReplicationSummary]),
    after: (units: Int, summaries: [ReplicationSummary])?,
    frame: EvaluationFrame, costPerHour: CostPerHour, level: Double
  ) {
    units = own.units
    effects = Outcome.allCases.flatMap { outcome in
      Comparison.areas.map { Effect(own.summaries, outcome: outcome, area: $0, level: level) }
    }
    let visits = Double(frame.campaignDays) * Double(max(1, frame.targetCount))
    visitsPerTargetAndDay = Estimate(
      ConfidenceInterval(of: own.summaries.map { Double($0.dosage.visitsDelivered) / visits }, level: level))
    officerHours = Estimate(ConfidenceInterval(of: own.summaries.map(\.dosage.officerHours), level: level))
    let whole = DoseStep(own.summaries, minus: nil, costPerHour: costPerHour, level: level)
    poundsPerCrime = whole.pounds(per: .crime)
    poundsPerHarmDay = whole.pounds(per: .harm)
    let step = DoseStep(own.summaries, minus: after?.summaries, costPerHour: costPerHour, level: level)
    let further = Double(own.units - (after?.units ?? 0))
    margin = DoseMargin(
      fromUnits: after?.units ?? 0,
      gains: Outcome.allCases.flatMap { outcome in
        Comparison.areas.map { step.gain(outcome, $0, units: further) }
      },
      poundsPerCrime: step.pounds(per: .crime), poundsPerHarmDay: step.pounds(per: .harm))
  }
}

extension Saturation {
  /// Finds the first number of units past which a further one adds little.
  init(_ points: [DosePoint], outcome: Outcome) {
    func gain(_ point: DosePoint) -> Estimate? { point.margin.gain(on: outcome, in: .targets)?.perUnit }
    let first = points.first.flatMap(gain)?.value ?? 0
    for (before, point) in zip(points, points.dropFirst()) {
      guard let gain = gain(point), let value = gain.value else { continue }
      // A gain that shares its interval with 0 may be large: where that is all that is known, it is said so.
      let reason: Reason? =
        value < Saturation.share * first
        ? .littleGain : gain.holdsZero == true ? .indistinguishableFromZero : nil
      guard let reason else { continue }
      (units, self.reason) = (before.units, reason)
      return
    }
    (units, reason) = (nil, nil)
  }
}
