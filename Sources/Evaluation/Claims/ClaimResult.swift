// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolModel

/// What one replication says of a claim.
public struct ClaimFigures: Hashable, Sendable {
  /// How many targets the claim speaks of.
  public var targetCount: Int
  /// What patrol truly averted in them of the types that count, in per cent; `nil` where nothing happened without patrol.
  public var truePercent: Double?
  /// The fall that each method would show, in per cent, in the order of ``EvaluationMethod``; `nil` where it is undefined.
  public var falls: [Double?]

  public init(targetCount: Int, truePercent: Double?, falls: [Double?]) {
    self.targetCount = targetCount
    self.truePercent = truePercent
    self.falls = falls
  }
}

/// What one method would show of a claim, over replications.
public struct MethodOfClaim: Hashable, Sendable, Codable {
  public let method: EvaluationMethod
  /// The mean of the falls that it shows, in per cent.
  public let fall: Estimate
  /// The range of what 95% of single campaigns show, in per cent; `nil` with fewer than
  /// ``FindingResult/fewestForRange`` replications.
  public let lowest: Double?
  public let highest: Double?
  /// The share of campaigns that show a fall at least as large as the one reported, with Wilson's interval; in `0...1`.
  public let asLarge: Estimate
  /// The share of campaigns in which the method has no result; in `0...1`.
  public let undefinedShare: Double

  init(_ method: EvaluationMethod, _ values: [Double?], reported: Double) {
    self.method = method
    let known = values.compactMap { $0 }.sorted()
    let reason = "the method has no result in any campaign"
    fall = Estimate(meanOf: values, otherwise: reason)
    let isEnough = known.count >= FindingResult.fewestForRange
    lowest = isEnough ? quantile(0.025, ofSorted: known) : nil
    highest = isEnough ? quantile(0.975, ofSorted: known) : nil
    asLarge =
      known.isEmpty
      ? Estimate(undefined: reason)
      : Estimate(wilsonInterval(successes: known.count { $0 >= reported }, trials: known.count))
    undefinedShare = values.isEmpty ? 0 : Double(values.count - known.count) / Double(values.count)
  }
}

/// A claim under one setting of deterrence, or without any patrol.
public struct ClaimSetting: Hashable, Sendable, Codable {
  /// The preset in force; `nil` without patrol.
  public let preset: DeterrencePreset?
  public let replications: Int
  /// What patrol truly averted, in per cent: the mean over replications; absent without patrol.
  public let truth: Estimate
  /// In the order of ``EvaluationMethod``.
  public let methods: [MethodOfClaim]

  /// Sums up replications, of which there is at least one.
  public init(_ claim: Claim, preset: DeterrencePreset?, _ figures: [ClaimFigures]) {
    self.preset = preset
    replications = figures.count
    truth =
      preset == nil
      ? Estimate(undefined: "there is no patrol")
      : Estimate(
        meanOf: figures.map(\.truePercent), otherwise: "no offence happened in its targets without patrol")
    methods = EvaluationMethod.allCases.indices.map { index in
      MethodOfClaim(
        EvaluationMethod.allCases[index], figures.map { $0.falls[index] }, reported: claim.fallPercent)
    }
  }

  /// Returns what a method would show.
  public func result(of method: EvaluationMethod) -> MethodOfClaim? { methods.first { $0.method == method } }
}

/// A claim beside what is simulated.
public struct ClaimResult: Hashable, Sendable, Codable {
  public let what: String
  public let kind: String?
  public let corridor: String?
  /// The ids of the types that count; all of them where empty.
  public let counts: [String]
  /// What the scenario has in the place of what was reported.
  public let standsIn: String
  /// The fall reported, in per cent.
  public let fallPercent: Double
  /// How many targets it speaks of, the mean over campaigns.
  public let targets: Estimate
  /// The campaign under each preset.
  public let presets: [ClaimSetting]
  /// The same weeks without any patrol: what chance alone shows, regression to the mean included.
  public let chance: ClaimSetting

  public init(_ claim: Claim, presets: [ClaimSetting], chance: ClaimSetting, targetCounts: [Int]) {
    what = claim.what
    kind = claim.kind?.rawValue
    corridor = claim.corridor
    counts = claim.counts
    standsIn = claim.standsIn
    fallPercent = claim.fallPercent
    targets = Estimate(meanOf: targetCounts.map(Double.init), otherwise: "there is no campaign")
    self.presets = presets
    self.chance = chance
  }
}
