// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// A parameter of which the preset `evidence` draws a value in each replication, unless a scenario states one.
///
/// The first six are a patrol's effect, drawn together from the fit record. The others no trial tells of: they are uniform within a range, each by itself,
/// an assumption.
public enum UncertainParameter: String, CaseIterable, Hashable, Sendable, Codable {
  case deterrableShare = "deterrable_share"
  case presenceEffect = "presence_effect"
  case fastGain = "fast_gain"
  case fastDecay = "fast_decay"
  case slowGain = "slow_gain"
  case slowDecay = "slow_decay"
  case diffusion
  case reach
  case displacementFactor = "displacement_factor"

  /// Where ``Deterrence`` keeps it.
  public var path: WritableKeyPath<Deterrence, Double> {
    switch self {
    case .deterrableShare: \.effect.deterrableShare
    case .presenceEffect: \.effect.presenceEffect
    case .fastGain: \.effect.fastGain
    case .fastDecay: \.effect.fastDecayInHours
    case .slowGain: \.effect.slowGain
    case .slowDecay: \.effect.slowDecayInDays
    case .diffusion: \.diffusion
    case .reach: \.reachInMetres
    case .displacementFactor: \.displacementFactor
    }
  }

  /// Whether it is one of the six of a patrol's effect.
  public var isOfEffect: Bool { Self.effect.contains(self) }
  /// The six of a patrol's effect, in the order of ``EvidenceRecord/parameterNames``.
  static let effect: [UncertainParameter] = [
    .deterrableShare, .presenceEffect, .fastGain, .fastDecay, .slowGain, .slowDecay,
  ]

  /// Where values are drawn from: for the effect the range that holds 19 of 20 new operations.
  public var range: ClosedRange<Double> {
    switch self {
    case .diffusion: 0...0.3
    // Displacement reaches three times as far: 150 to 300 m.
    case .reach: 50...100
    // The default share of .15 becomes 0 to .5.
    case .displacementFactor: 0...(0.5 / 0.15)
    default:
      EvidenceRecord.builtIn.parameters.first { $0.name == rawValue }.map {
        $0.prediction.lower...$0.prediction.upper
      } ?? 0...1
    }
  }
}

extension Deterrence {
  /// Returns the parameters in force in one replication, the same for all its strategies and places.
  ///
  /// Under the preset `evidence` a patrol's effect is a draw of the fit record, and the others are uniform within their ranges; what a
  /// scenario states stays. The draws are in the order of their strength and are taken by a van der Corput sequence in base 2 with a random digital
  /// shift for each seed, so that few replications cover the whole distribution, and each of them alone is a random draw. Under any other preset nothing is drawn.
  ///
  /// Source: L'Ecuyer and Lemieux, "Recent advances in randomized quasi-Monte Carlo methods", 2002, § 2.5.
  public func drawn(seed: UInt64, replication: UInt64) -> Deterrence {
    guard preset == .evidence else { return self }
    var result = self
    var shift = RandomStream(seed: seed, replication: 0, name: "evidence shift")
    let draws = EvidenceRecord.builtIn.draws
    let word = Deterrence.reversedBits(replication) ^ shift.next()
    let index = Int((word.multipliedFullWidth(by: UInt64(draws.count))).high)
    for (parameter, value) in zip(UncertainParameter.effect, draws[index]) where !stated.contains(parameter) {
      result[keyPath: parameter.path] = value
    }
    var random = RandomStream(seed: seed, replication: replication, name: "evidence")
    for parameter in UncertainParameter.allCases where !parameter.isOfEffect {
      // Drawn whether used or not: what one key says doesn't move the others.
      let uniform = random.uniform()
      guard !stated.contains(parameter) else { continue }
      let range = parameter.range
      result[keyPath: parameter.path] = range.lowerBound + uniform * (range.upperBound - range.lowerBound)
    }
    result.stated = stated
    return result
  }

  /// The bits of a number in the reverse order: 1 becomes 2⁶³.
  static func reversedBits(_ number: UInt64) -> UInt64 {
    (0..<64).reduce(0) { $0 | (number >> UInt64($1) & 1) << UInt64(63 - $1) }
  }
}
