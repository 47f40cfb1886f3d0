// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// What each evaluation method claims of campaigns without patrol: how chance alone looks.
public struct NoEffectClaims: Hashable, Sendable, Codable {
  public struct Counts: Hashable, Sendable, Codable {
    public let method: EvaluationMethod
    /// Campaigns by the fall claimed, in bins of ``NoEffectClaims/binWidth`` percentage points.
    public let campaigns: [Int]
    /// Campaigns in which the method has no result.
    public let undefined: Int
  }

  /// The width of a bin, in percentage points.
  public let binWidth: Double
  /// The lower end of the first bin, in per cent; claims beyond the first and the last bin are counted in these.
  public let firstFall: Double
  public let methods: [Counts]

  init(_ result: ExperimentResult, counterfactual: String) {
    let own = result.replications.compactMap { $0.first { $0.strategy == counterfactual } }
    let estimates = EvaluationMethod.allCases.map { method in
      own.map { summary in summary.methods.first { $0.method == method }?.fallPercent }
    }
    let known = estimates.joined().compactMap { $0 }
    let (least, most) = (max(-100, known.min() ?? 0), min(100, known.max() ?? 0))
    // Some thirty bins of a round width.
    let width = [0.5, 1, 2, 5, 10].first { (most - least) / $0 <= 40 } ?? 10
    let first = (least / width).rounded(.down) * width
    let binCount = max(1, Int(((most - first) / width).rounded(.down)) + 1)
    binWidth = width
    firstFall = first
    methods = zip(EvaluationMethod.allCases, estimates).map { method, falls in
      var campaigns = [Int](repeating: 0, count: binCount)
      for fall in falls.compactMap({ $0 }).map({ min(100, max(-100, $0)) }) {
        var bin = Int(((fall - first) / width).rounded(.down))
        // The difference of a claim just below a bound can round up to it.
        if fall < first + Double(bin) * width { bin -= 1 }
        campaigns[min(binCount - 1, max(0, bin))] += 1
      }
      return Counts(method: method, campaigns: campaigns, undefined: falls.count { $0 == nil })
    }
  }
}
