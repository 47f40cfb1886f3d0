// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolModel

/// Who gains from a strategy and who bears it, by ward.
public struct FairnessResult: Hashable, Sendable, Codable {
  public let strategy: String
  /// In the order of the scenario's wards.
  public let wards: [WardResult]
  /// How far harm averted is distributed over wards otherwise than harm without patrol: the index of dissimilarity, in
  /// `0...1`, pooled. 0 where each ward gains in proportion to what it suffers.
  public let benefitAgainstNeed: Estimate
  /// How far harm averted is distributed otherwise than fruitless searches, the same index; `nil` without stops.
  public let benefitAgainstSearches: Estimate?

  /// Sums up every strategy, the one without patrol included.
  ///
  /// - Parameters:
  ///   - replications: The summaries of each replication: one for each strategy, in the same order in all.
  ///   - frame: The evaluation's frame.
  ///   - scenario: Says which of stops, trust and surveys there are.
  ///   - level: The confidence level, between 0 and 1.
  /// - Complexity: O(replications × strategies × wards).
  public static func all(
    _ replications: [[ReplicationSummary]], frame: EvaluationFrame, scenario: Scenario, level: Double = 0.95
  ) -> [FairnessResult] {
    let first = replications.first ?? []
    guard replications.allSatisfy({ $0.allSatisfy { $0.wards.count == frame.wards.wards.count } }) else {
      return []
    }
    let without = first.firstIndex { $0.strategy == frame.counterfactual }
    return first.indices.map { index in
      let own = replications.map { $0[index] }
      let other = without.map { without in replications.map { $0[without] } } ?? own
      return FairnessResult(
        WardFigures(own, without: other, scenario: scenario, level: level), wards: frame.wards.wards)
    }
  }

  private init(_ figures: WardFigures, wards: [Ward]) {
    strategy = figures.own[0].strategy
    self.wards = wards.indices.map { figures.result(of: $0, wards[$0]) }
    benefitAgainstNeed = figures.benefitAgainstNeed
    benefitAgainstSearches = figures.benefitAgainstSearches
  }
}

/// The summaries of a strategy, read by ward.
private struct WardFigures {
  let own: [ReplicationSummary]
  let without: [ReplicationSummary]
  let scenario: Scenario
  let level: Double
  private let benefitShares: [Double]?
  private let burdenShares: [Double]?

  init(
    _ own: [ReplicationSummary], without: [ReplicationSummary], scenario: Scenario, level: Double
  ) {
    (self.own, self.without, self.scenario, self.level) = (own, without, scenario, level)
    benefitShares = shares(of: columnSums(own.map { $0.wards.map(\.harmAverted) }))
    burdenShares = shares(of: columnSums(own.map { WardFigures.fruitless($0) }))
  }

  private static func fruitless(_ summary: ReplicationSummary) -> [Double] {
    summary.contact.map { $0.wards.map { Double($0[.noFurtherAction]) } } ?? summary.wards.map { _ in 0 }
  }

  var benefitAgainstNeed: Estimate {
    Estimate(
      dissimilarityOf: own.map { $0.wards.map(\.harmAverted) },
      to: own.map { $0.wards.map(\.harmWithout) }, level: level, otherwise: "no harm was averted")
  }

  var benefitAgainstSearches: Estimate? {
    guard scenario.stops != nil else { return nil }
    let reason = burdenShares == nil ? "no search was fruitless" : "no harm was averted"
    return Estimate(
      dissimilarityOf: own.map { $0.wards.map(\.harmAverted) }, to: own.map(WardFigures.fruitless),
      level: level, otherwise: reason)
  }

  func result(of ward: Int, _ name: Ward) -> WardResult {
    func mean(_ value: (WardOutcome) -> Double) -> Estimate {
      Estimate(ConfidenceInterval(of: own.map { value($0.wards[ward]) }, level: level))
    }
    let contacts = own.compactMap { $0.contact?.wards[ward] }
    let stops =
      scenario.stops == nil || contacts.count < own.count
      ? nil
      : WardStops(
        contacts, averted: own.map { $0.wards[ward].crimeAverted }, burdenShare: burdenShares?[ward],
        level: level)
    return WardResult(
      ward: name, crimeWithout: mean(\.crimeWithout), crimeAverted: mean(\.crimeAverted),
      harmAverted: mean(\.harmAverted), landedHere: mean(\.landedHere), visits: mean(\.visits),
      presentHours: mean { $0.presentMinutes / 60 }, benefitShare: benefitShares?[ward], stops: stops,
      trustChange: scenario.trust == nil ? nil : change(of: ward, "trust is off") { $0.trustAtCampaignEnd },
      satisfactionChange: scenario.surveys == nil
        ? nil
        : change(of: ward, "no survey was answered") {
          $0.surveysAnswered > 0 ? 100 * Double($0.surveysSatisfied) / Double($0.surveysAnswered) : nil
        })
  }

  /// Returns a figure beyond that without patrol, paired by replication.
  private func change(
    of ward: Int, _ reason: String, _ value: (WardContact) -> Double?
  ) -> Estimate {
    let changes = zip(own, without).map { own, other -> Double? in
      guard let own = own.contact.flatMap({ value($0.wards[ward]) }),
        let other = other.contact.flatMap({ value($0.wards[ward]) })
      else { return nil }
      return own - other
    }
    return Estimate(meanOf: changes, level: level, otherwise: reason)
  }
}
