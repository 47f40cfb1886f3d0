// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// What is taken to be plausible of a patrol's effect before any trial is looked at.
///
/// Each parameter, transformed (logit of a share, log of a time), is normal about a common mean in every trial; the mean is normal about
/// a centre with a width, and the spread between trials is half-normal with scale ``spread``. Assumptions: shares
/// from about 5% to 95%, times within the ranges below, and trials that differ by about as much as that.
public struct EvidencePrior: Hashable, Sendable {
  /// A parameter of the fit.
  public struct Parameter: Sendable {
    /// Its key in a scenario.
    public var name: String { uncertain.rawValue }
    private let uncertain: UncertainParameter
    /// Its symbol in the model.
    public let symbol: String
    /// Its unit; empty for a share.
    public let unit: String
    /// Whether it is a share, fitted as its logit; else a time, fitted as its logarithm.
    public let isShare: Bool
    /// Mean and standard deviation of the transformed mean.
    public let centre: Double
    public let width: Double

    init(
      of parameter: UncertainParameter, symbol: String, unit: String, isShare: Bool, centre: Double,
      width: Double
    ) {
      (uncertain, self.symbol, self.unit) = (parameter, symbol, unit)
      (self.isShare, self.centre, self.width) = (isShare, centre, width)
    }

    func transformed(_ value: Double) -> Double { isShare ? log(value / (1 - value)) : log(value) }
    func value(_ transformed: Double) -> Double {
      isShare ? 1 / (1 + exp(-transformed)) : exp(transformed)
    }
  }

  /// φ, p₀, g_F, τ_F, g_S, τ_S, in the order of ``PatrolModel/EvidenceRecord/parameterNames``.
  public static let parameters = [
    Parameter(
      of: .deterrableShare, symbol: "φ", unit: "", isShare: true, centre: 0, width: 1.5),
    Parameter(
      of: .presenceEffect, symbol: "p₀", unit: "", isShare: true, centre: 0, width: 1.5),
    Parameter(of: .fastGain, symbol: "g_F", unit: "", isShare: true, centre: 0, width: 1.5),
    // 0.1 to 24 h.
    Parameter(
      of: .fastDecay, symbol: "τ_F", unit: "h", isShare: false, centre: log(1.55),
      width: 1.4),
    Parameter(of: .slowGain, symbol: "g_S", unit: "", isShare: true, centre: 0, width: 1.5),
    // 0.25 to 14 d.
    Parameter(
      of: .slowDecay, symbol: "τ_S", unit: "d", isShare: false, centre: log(1.87),
      width: 1.03),
  ]

  /// The scale of the spread between trials, on the transformed scale; at least 0, and 0 for trials that all have the mean.
  public var spread: Double

  public init(spread: Double = 0.5) { self.spread = spread }

  /// The effect with these transformed parameters.
  static func effect(_ transformed: [Double]) -> PatrolEffect {
    PatrolEffect(zip(parameters, transformed).map { $0.value($1) })
  }
}
