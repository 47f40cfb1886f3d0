// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolModel

/// Who gains from a strategy and who bears its stops, by ward.
public struct FairnessResult: Hashable, Sendable {
  /// One ward.
  public struct WardResult: Hashable, Sendable {
    public let name: String
    public let borough: String
    /// Offences without patrol, a replication.
    public let crimeWithout: Estimate
    /// Offences averted, displacement included; below 0 where there were more.
    public let crimeAverted: Estimate
    /// The same in days of harm.
    public let harmAverted: Estimate
    /// Displaced offences that happened here.
    public let landedHere: Estimate
    public let visits: Estimate
    /// Searches, and those without further action; absent where the scenario has no stops.
    public let searches: Estimate?
    public let fruitlessSearches: Estimate?
    /// Trust at the end of the campaign less that without patrol, in `-1...1`; absent where trust is off.
    public let trustChange: Estimate?
    /// The ward's share of all harm averted, in per cent; wards with more harm than without patrol have none of it.
    public let benefitPercent: Double?
    /// The ward's share of all searches without further action, in per cent.
    public let burdenPercent: Double?
  }

  /// In the order of the scenario's wards.
  public let wards: [WardResult]
  /// The index of dissimilarity between where harm is averted and where searches come to nothing, in `0...1`, with a jackknife
  /// interval: the share of these searches that would have to be made elsewhere to fall where the benefit does. Absent where there
  /// are no stops.
  ///
  /// *D* = ½ Σ |*b*w/*B* − *s*w/*S*|. Source: Duncan and Duncan, "A methodological analysis of segregation indexes", *American
  /// Sociological Review* 20(2), 1955.
  public let dissimilarity: Estimate?

  /// Sums up the replications of a strategy beside those without patrol, in the same order.
  ///
  /// - Parameters:
  ///   - summaries: The replications of the strategy; at least one.
  ///   - without: Those without patrol.
  ///   - wards: The wards of the scenario, in the order of the summaries' own.
  ///   - hasStops: Whether the scenario has searches.
  public init(
    _ summaries: [ReplicationSummary], without: [ReplicationSummary], wards all: [Ward], hasStops: Bool,
    level: Double = 0.95
  ) {
    func mean(_ values: [Double?], _ reason: String = "there is none") -> Estimate {
      Estimate(meanOf: values, level: level, otherwise: reason)
    }
    func fruitless(_ summary: ReplicationSummary, _ ward: Int) -> Double {
      summary.contact.map { Double($0.wards[ward][.noFurtherAction]) } ?? 0
    }
    // Both by replication, then ward.
    let gains = summaries.map { $0.wards.map(\.harmAverted) }
    let burdens = summaries.map { summary in all.indices.map { fruitless(summary, $0) } }
    let benefit = FairnessResult.shares(FairnessResult.sums(gains))
    let burden = FairnessResult.shares(FairnessResult.sums(burdens))
    wards = all.indices.map { ward in
      func own(_ value: (WardBenefit) -> Double) -> Estimate { mean(summaries.map { value($0.wards[ward]) }) }
      func contact(_ value: @escaping (WardContact) -> Int) -> Estimate? {
        hasStops ? mean(summaries.map { $0.contact.map { Double(value($0.wards[ward])) } }) : nil
      }
      let trust = zip(summaries, without).map { one, other -> Double? in
        guard let with = one.contact?.wards[ward].trustAtCampaignEnd,
          let reference = other.contact?.wards[ward].trustAtCampaignEnd
        else { return nil }
        return with - reference
      }
      return WardResult(
        name: all[ward].name, borough: all[ward].borough, crimeWithout: own(\.crimeWithout),
        crimeAverted: own(\.crimeAverted), harmAverted: own(\.harmAverted), landedHere: own(\.landedHere),
        visits: own(\.visits), searches: contact(\.searches),
        fruitlessSearches: contact { $0[.noFurtherAction] },
        trustChange: trust.contains { $0 != nil } ? mean(trust) : nil,
        benefitPercent: benefit.map { 100 * $0[ward] }, burdenPercent: burden.map { 100 * $0[ward] })
    }
    dissimilarity = hasStops ? FairnessResult.dissimilarity(gains, burdens, level: level) : nil
  }

  /// The sums of wards over replications.
  private static func sums(_ values: [[Double]]) -> [Double] {
    guard let first = values.first else { return [] }
    return first.indices.map { ward in values.reduce(0) { $0 + $1[ward] } }
  }

  /// The share of each ward in some sums; `nil` where there is nothing to share.
  private static func shares(_ sums: [Double]) -> [Double]? {
    let total = sums.reduce(0) { $0 + max(0, $1) }
    return total > 0 ? sums.map { max(0, $0) / total } : nil
  }

  private static func index(_ gains: [Double], _ burdens: [Double]) -> Double? {
    guard let benefit = shares(gains), let burden = shares(burdens) else { return nil }
    return zip(benefit, burden).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
  }

  private static func dissimilarity(_ gains: [[Double]], _ burdens: [[Double]], level: Double) -> Estimate {
    let (allGains, allBurdens) = (sums(gains), sums(burdens))
    guard let whole = index(allGains, allBurdens) else {
      return Estimate(undefined: "no harm was averted, or no search came to nothing")
    }
    func less(_ all: [Double], _ one: [Double]) -> [Double] { zip(all, one).map { $0 - $1 } }
    let others = gains.indices.compactMap { index(less(allGains, gains[$0]), less(allBurdens, burdens[$0])) }
    guard others.count == gains.count, others.count > 1 else { return Estimate(exactly: whole) }
    let error = Tally(others).standardError * Double(others.count - 1)
    return Estimate(
      ConfidenceInterval(
        estimate: whole, standardError: error, degreesOfFreedom: Double(others.count - 1), level: level))
  }
}
