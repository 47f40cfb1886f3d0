// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// The posterior of a patrol's effect given trials.
///
///     θᵢⱼ = μⱼ + σⱼ·zᵢⱼ,   zᵢⱼ ~ N(0, 1),   μⱼ ~ N(centre, width²),   σⱼ ~ N⁺(0, spread²)
///     yᵢ  ~ error law of trial i about fᵢ(θᵢ)
///
/// The non-centred form: coordinates are μ, log σ, and z of each trial. With a spread of 0 there is μ alone. Source: Gelman et al., *Bayesian Data Analysis*, third edition, 2013, §§ 5.4, 12.4.
struct EvidenceModel: Sendable {
  private static let count = EvidencePrior.parameters.count

  let trials: [EvidenceTrial]
  let prior: EvidencePrior
  /// μ, then log σ, then z of each trial; without spread μ alone.
  private(set) var position: [Double]
  /// Of each trial, at ``position``.
  private var logLikelihoods: [Double]
  private var proposal: Proposal?

  private struct Proposal {
    let position: [Double]
    /// The trials that it moves, with what they would be.
    var logLikelihoods: [(trial: Int, value: Double)] = []
  }

  /// - Parameter start: Where to start, for μ, in its widths from its centre.
  init(_ trials: [EvidenceTrial], prior: EvidencePrior, start: [Double]) {
    self.trials = trials
    self.prior = prior
    position = zip(EvidencePrior.parameters, start).map { $0.centre + $0.width * $1 }
    if prior.spread > 0 {
      position += [Double](repeating: log(prior.spread / 2), count: Self.count)
      position += [Double](repeating: 0, count: Self.count * trials.count)
    }
    logLikelihoods = []
    logLikelihoods = trials.indices.map { logLikelihood(of: $0, at: position) }
  }

  /// θ of a trial at a position, transformed.
  func parameters(ofTrial trial: Int, at position: [Double]) -> [Double] {
    guard prior.spread > 0 else { return Array(position.prefix(Self.count)) }
    return (0..<Self.count).map {
      position[$0] + exp(position[Self.count + $0]) * position[(2 + trial) * Self.count + $0]
    }
  }

  private func logLikelihood(of trial: Int, at position: [Double]) -> Double {
    let expected = trials[trial].expected(
      EvidencePrior.effect(parameters(ofTrial: trial, at: position)))
    return trials[trial].error.logDensity(distance: trials[trial].observed - expected)
  }

  /// Coordinates that are moved together.
  enum Block: Hashable {
    case means
    case spreads
    case effects(trial: Int)
  }

  /// The blocks that there are.
  var blocks: [Block] {
    prior.spread > 0 ? [.means, .spreads] + trials.indices.map { .effects(trial: $0) } : [.means]
  }

  /// Where a block stands in ``position``.
  static func range(of block: Block) -> Range<Int> {
    let first =
      switch block {
      case .means: 0
      case .spreads: 1
      case .effects(let trial): 2 + trial
      }
    return first * count..<(first + 1) * count
  }

  /// Tries to move a block by some steps.
  ///
  /// - Returns: The log of the ratio of the posterior there and here.
  mutating func propose(_ block: Block, steps: [Double]) -> Double {
    let range = Self.range(of: block)
    var there = position
    for (index, step) in zip(range, steps) { there[index] += step }
    var ratio = range.reduce(0) { $0 + logPrior($1, there[$1]) - logPrior($1, position[$1]) }
    var proposal = Proposal(position: there)
    let moved = if case .effects(let trial) = block { trial...trial } else { 0...max(0, trials.count - 1) }
    for trial in moved where trial < trials.count {
      let new = logLikelihood(of: trial, at: there)
      ratio += new - logLikelihoods[trial]
      proposal.logLikelihoods.append((trial, new))
    }
    self.proposal = proposal
    return ratio
  }

  /// Goes where was last tried.
  mutating func accept() {
    guard let proposal else { return }
    position = proposal.position
    for (trial, value) in proposal.logLikelihoods { logLikelihoods[trial] = value }
  }

  /// Draws μ, and moves σ, with the effects of all trials as they are: the centred form, in which no likelihood changes.
  ///
  /// Alternating between both forms mixes well whichever of them suits. Source: Yu and Meng, "To center or not to center", *J. Comput. Graph.
  /// Statist.* 20(3), 2011.
  mutating func interweave(normal: () -> Double, uniform: () -> Double) {
    guard prior.spread > 0, !trials.isEmpty else { return }
    let effects = trials.indices.map { parameters(ofTrial: $0, at: position) }
    for parameter in 0..<Self.count {
      let values = effects.map { $0[parameter] }
      let spread = Self.count + parameter
      // μ given the effects is normal.
      let own = EvidencePrior.parameters[parameter]
      let variance = exp(2 * position[spread])
      let precision = 1 / (own.width * own.width) + Double(values.count) / variance
      let mean = (own.centre / (own.width * own.width) + values.reduce(0, +) / variance) / precision
      position[parameter] = mean + normal() / precision.squareRoot()
      // σ by a random walk of its logarithm.
      let squares = values.reduce(0) { $0 + ($1 - position[parameter]) * ($1 - position[parameter]) }
      func logDensity(_ logSpread: Double) -> Double {
        logPrior(spread, logSpread) - Double(values.count) * logSpread - squares / 2 * exp(-2 * logSpread)
      }
      for _ in 0..<4 {
        let tried = position[spread] + 0.8 * normal()
        if log(1 - uniform()) < logDensity(tried) - logDensity(position[spread]) { position[spread] = tried }
      }
      let width = exp(position[spread])
      for (trial, value) in values.enumerated() {
        position[(2 + trial) * Self.count + parameter] = (value - position[parameter]) / width
      }
    }
  }

  private func logPrior(_ coordinate: Int, _ value: Double) -> Double {
    if coordinate < Self.count {
      let parameter = EvidencePrior.parameters[coordinate]
      let z = (value - parameter.centre) / parameter.width
      return -z * z / 2
    }
    if coordinate < 2 * Self.count {
      // Half-normal in σ, with the Jacobian of its logarithm.
      let z = exp(value) / prior.spread
      return value - z * z / 2
    }
    return -value * value / 2
  }
}
