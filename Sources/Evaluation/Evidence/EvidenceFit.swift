// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis
import PatrolModel
import RandomVariates

/// A fit of a patrol's effect to trials, chain by chain.
public struct EvidenceFit: Sendable {
  public let trials: [EvidenceTrial]
  public let prior: EvidencePrior
  public let seed: UInt64
  /// Sweeps of a chain in which it learns its steps, and those after them.
  public let warmUp: Int
  public let sweeps: Int
  /// Draws that each chain keeps, evenly spaced.
  public let kept: Int

  /// The chains of a fit. Four, as Gelman et al. 2013 advise.
  public static let chainCount = 4

  /// - Parameters:
  ///   - trials: Those to fit; with none the posterior is the prior.
  ///   - prior: What is plausible before.
  ///   - seed: Of all random numbers.
  ///   - warmUp: Sweeps of a chain in which it learns its steps.
  ///   - sweeps: Sweeps after them.
  ///   - kept: Draws that each chain keeps; no more than sweeps.
  public init(
    _ trials: [EvidenceTrial], prior: EvidencePrior = EvidencePrior(), seed: UInt64 = 1,
    warmUp: Int = 5_000, sweeps: Int = 20_000, kept: Int = 1_000
  ) {
    (self.trials, self.prior, self.seed) = (trials, prior, seed)
    (self.warmUp, self.sweeps, self.kept) = (warmUp, sweeps, kept)
  }

  /// What a chain keeps.
  public struct Chain: Sendable {
    /// μ of each draw, transformed.
    public var means: [[Double]] = []
    /// σ of each draw; empty without spread.
    public var spreads: [[Double]] = []
    /// The transformed effect of a new operation, drawn about μ with σ.
    public var predictions: [[Double]] = []
    /// The expected log rate ratio of each trial, with its own effect.
    public var fitted: [[Double]] = []
  }

  /// Runs a chain.
  ///
  /// - Parameter number: From 1.
  /// - Complexity: O(sweeps × trials × visits of a schedule).
  public func chain(_ number: Int) -> Chain {
    var random = RandomStream(seed: seed, replication: UInt64(number), name: "evidence chain")
    func normal() -> Double { normalByInversion(random.uniform()) }
    let count = EvidencePrior.parameters.count
    // Starts lie wider than the prior's usual.
    let start = (0..<count).map { _ in min(2, max(-2, 1.5 * normal())) }
    var model = EvidenceModel(trials, prior: prior, start: start)
    var sampler = BlockSampler(model)
    var chain = Chain()
    let step = max(1, sweeps / kept)
    for sweep in 0..<warmUp + sweeps {
      sampler.sweep(&model, adapts: sweep < warmUp, normal: normal) { random.uniform() }
      guard sweep >= warmUp, (sweep - warmUp) % step == step - 1, chain.means.count < kept else { continue }
      let position = model.position
      chain.means.append(Array(position.prefix(count)))
      let spreads = prior.spread > 0 ? (0..<count).map { exp(position[count + $0]) } : []
      chain.spreads.append(spreads)
      chain.predictions.append(
        (0..<count).map { position[$0] + (spreads.isEmpty ? 0 : spreads[$0] * normal()) })
      chain.fitted.append(
        trials.indices.map {
          trials[$0].expected(EvidencePrior.effect(model.parameters(ofTrial: $0, at: position)))
        })
    }
    return chain
  }
}

/// What a fit has found: all draws of all chains.
public struct EvidencePosterior: Sendable {
  public let fit: EvidenceFit
  public let chains: [EvidenceFit.Chain]

  public init(_ fit: EvidenceFit, chains: [EvidenceFit.Chain]) { (self.fit, self.chains) = (fit, chains) }

  /// What is known of one number.
  public struct Summary: Hashable, Sendable, Codable {
    public let median: Double
    /// Between which 19 of 20 draws lie.
    public let lower: Double
    public let upper: Double

    init(median: Double, lower: Double, upper: Double) {
      (self.median, self.lower, self.upper) = (median, lower, upper)
    }

    /// - Parameter values: At least one.
    public init(_ values: [Double]) {
      let sorted = values.sorted()
      func quantile(_ share: Double) -> Double { sampleQuantile(share, ofSorted: sorted) }
      (median, lower, upper) = (quantile(0.5), quantile(0.025), quantile(0.975))
    }
  }

  /// The common mean of a parameter over trials, in its own unit.
  public func mean(of parameter: Int) -> Summary {
    summary(parameter) { $0.means.map { $0[parameter] } }
  }

  /// A parameter of a new operation, in its own unit.
  public func prediction(of parameter: Int) -> Summary {
    summary(parameter) { $0.predictions.map { $0[parameter] } }
  }

  private func summary(_ parameter: Int, _ values: (EvidenceFit.Chain) -> [Double]) -> Summary {
    let transform = EvidencePrior.parameters[parameter].value
    return Summary(chains.flatMap(values).map(transform))
  }

  /// By how much the trials have narrowed a parameter's mean: 1 − posterior variance / prior variance, on the transformed scale.
  public func learnt(of parameter: Int) -> Double {
    let variance = Tally(chains.flatMap { $0.means.map { $0[parameter] } }).variance
    let width = EvidencePrior.parameters[parameter].width
    return 1 - variance / (width * width)
  }

  /// The largest split R̂ of all parameters, and the smallest effective sample size.
  public var diagnostics: (rHat: Double, effectiveSampleSize: Double) {
    var (rHat, size) = (1.0, Double.infinity)
    for parameter in EvidencePrior.parameters.indices {
      let series = chains.map { $0.means.map { $0[parameter] } }
      rHat = max(rHat, splitRHat(series))
      size = min(size, OutputAnalysis.effectiveSampleSize(series))
      guard fit.prior.spread > 0 else { continue }
      let spreads = chains.map { $0.spreads.map { log($0[parameter]) } }
      rHat = max(rHat, splitRHat(spreads))
      size = min(size, OutputAnalysis.effectiveSampleSize(spreads))
    }
    return (rHat, size)
  }

  /// The effects of new operations, one a draw, chain after chain.
  public var predictions: [PatrolEffect] {
    chains.flatMap { $0.predictions.map { EvidencePrior.effect($0) } }
  }

  /// The effect with each parameter at the median of its mean.
  public var centre: PatrolEffect {
    PatrolEffect(EvidencePrior.parameters.indices.map { mean(of: $0).median })
  }

  /// The change of a trial in per cent: with its own effect, and as a new trial of its dose would find it, its error included.
  ///
  /// - Parameters:
  ///   - trial: Any trial.
  ///   - index: Which of those fitted it is; `nil` for none.
  /// - Returns: Also the two-sided posterior predictive p value of what the trial observed.
  public func change(of trial: EvidenceTrial, fitted index: Int?) -> (
    fitted: Summary?, predicted: Summary, pValue: Double
  ) {
    let fitted = index.map { index in Summary(chains.flatMap { $0.fitted.map { 100 * expm1($0[index]) } }) }
    var random = RandomStream(seed: fit.seed, replication: 0, name: "evidence prediction").of(
      StreamEntity(trial.name))
    let replicates = predictions.map { effect in
      let error = trial.error.standardError(at: random.uniform())
      return trial.expected(effect) + error * normalByInversion(random.uniform())
    }
    let below = Double(replicates.count { $0 <= trial.observed }) / Double(replicates.count)
    return (fitted, Summary(replicates.map { 100 * expm1($0) }), min(1, 2 * min(below, 1 - below)))
  }

  /// What is taken for plausible of the mean of each parameter before any trial, in its own unit.
  public static func prior() -> [Summary] {
    EvidencePrior.parameters.map { parameter in
      let bounds = [0, -normalQuantile(0.975), normalQuantile(0.975)].map {
        parameter.value(parameter.centre + $0 * parameter.width)
      }
      return Summary(median: bounds[0], lower: bounds[1], upper: bounds[2])
    }
  }
}
