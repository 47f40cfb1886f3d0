// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Adaptive Metropolis within Gibbs, block by block: steps are normal with the covariance that the block has had so far, and a width that is learnt.
///
/// While it warms up, the covariance follows the draws and the log of the width moves towards an acceptance of 0.3 by
/// (accepted − 0.3)/√n; then both stay as they are. Source: Haario, Saksman and Tamminen, "An adaptive Metropolis algorithm", *Bernoulli* 7(2),
/// 2001; Roberts and Rosenthal, "Examples of adaptive MCMC", *J. Comput. Graph. Statist.* 18(2), 2009.
struct BlockSampler {
  /// What is learnt of a block.
  private struct Learnt {
    var count = 0.0
    var mean: [Double]
    /// Sums of products of deviations.
    var products: [[Double]]
    /// The lower Cholesky factor of the covariance of steps.
    var factor: [[Double]]
    var logWidth: Double

    init(dimension: Int) {
      mean = [Double](repeating: 0, count: dimension)
      products = [[Double]](repeating: mean, count: dimension)
      factor = products
      for index in 0..<dimension { factor[index][index] = 1 }
      logWidth = log(2.38 / Double(dimension).squareRoot()) - 1
    }

    mutating func note(_ values: [Double]) {
      count += 1
      let before = zip(values, mean).map { $0 - $1 }
      for index in mean.indices { mean[index] += before[index] / count }
      let after = zip(values, mean).map { $0 - $1 }
      for row in mean.indices {
        for column in mean.indices { products[row][column] += before[row] * after[column] }
      }
    }

    /// Takes over the covariance so far, a little of the unit one added to it.
    mutating func learn() {
      let size = mean.count
      var factor = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
      for row in 0..<size {
        for column in 0...row {
          var sum = products[row][column] / (count - 1) + (row == column ? 1e-4 : 0)
          for index in 0..<column { sum -= factor[row][index] * factor[column][index] }
          factor[row][column] = row == column ? max(sum, 1e-10).squareRoot() : sum / factor[column][column]
        }
      }
      self.factor = factor
    }
  }

  private static let target = 0.3
  /// Sweeps from one look at the covariance to the next, and those before the first.
  private static let (interval, firstLook) = (100, 400)
  private let blocks: [EvidenceModel.Block]
  private var learnt: [Learnt]
  private var sweeps = 0

  init(_ model: EvidenceModel) {
    blocks = model.blocks
    learnt = blocks.map { Learnt(dimension: EvidenceModel.range(of: $0).count) }
  }

  /// Moves every block, those of trials twice, and then interweaves.
  ///
  /// - Parameters:
  ///   - adapts: Whether it is warming up.
  ///   - normal: Draws a standard normal number.
  ///   - uniform: Draws a number in `0..<1`.
  mutating func sweep(
    _ model: inout EvidenceModel, adapts: Bool, normal: () -> Double, uniform: () -> Double
  ) {
    if adapts { sweeps += 1 }
    for (index, block) in blocks.enumerated() {
      for _ in 0..<(block == .means || block == .spreads ? 1 : 2) {
        let width = exp(learnt[index].logWidth)
        let normals = learnt[index].mean.map { _ in width * normal() }
        let steps = learnt[index].factor.map { row in zip(row, normals).reduce(0) { $0 + $1.0 * $1.1 } }
        let isAccepted = log(1 - uniform()) < model.propose(block, steps: steps)
        if isAccepted { model.accept() }
        guard adapts else { continue }
        learnt[index].logWidth += ((isAccepted ? 1 : 0) - Self.target) / Double(sweeps).squareRoot()
      }
    }
    model.interweave(normal: normal, uniform: uniform)
    guard adapts else { return }
    for (index, block) in blocks.enumerated() {
      learnt[index].note(Array(model.position[EvidenceModel.range(of: block)]))
      guard sweeps >= Self.firstLook, sweeps % Self.interval == 0 else { continue }
      // What came before the first look was on the way.
      learnt[index].learn()
      if sweeps == Self.firstLook {
        let (factor, width) = (learnt[index].factor, learnt[index].logWidth)
        learnt[index] = Learnt(dimension: learnt[index].mean.count)
        (learnt[index].factor, learnt[index].logWidth) = (factor, width)
      }
    }
  }
}
