// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Foundation

/// A log-linear regression of counts, log E(yᵢ) = oᵢ + xᵢ·β, fitted by maximum likelihood as if they were Poisson.
///
/// The coefficients are consistent whatever the distribution of the counts, as long as their mean is right; their errors are not,
/// which is what ``covariance(_:)`` has robust kinds for.
///
/// Source: McCullagh and Nelder, *Generalized Linear Models*, 2nd ed., 1989, §6; Wooldridge, *Econometric Analysis of Cross Section
/// and Panel Data*, 2nd ed., 2010, §18.2.
public struct PoissonRegression: Sendable {
  /// How the errors of coefficients are found.
  public enum ErrorKind: Hashable, Sendable {
    /// The counts are Poisson.
    case model
    /// Their variance is a multiple of their mean, estimated by Pearson's χ² over the degrees of freedom.
    case scaled
    /// Huber's and White's sandwich, HC0.
    case robust
    /// Rows of a cluster depend on each other; the sandwich times *G*/(*G* − 1)·(*n* − 1)/(*n* − *k*), CR1.
    ///
    /// The number of each row's cluster. With fewer than about 30 clusters the errors are too small.
    case clustered([Int])
  }

  public let design: DesignMatrix
  public let counts: [Double]
  /// β, by column.
  public let coefficients: [Double]
  /// The expected counts.
  public let fitted: [Double]
  /// How often the weights were updated.
  public let iterations: Int
  /// (Σ μᵢ xᵢ xᵢᵀ)⁻¹, row by row.
  private let inverseInformation: [Double]

  /// Rows less columns.
  public var degreesOfFreedom: Int { design.rowCount - design.columnCount }

  /// Pearson's χ², Σ (yᵢ − μᵢ)²/μᵢ.
  public var pearsonChiSquare: Double {
    zip(counts, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
  }

  /// The log likelihood, constants included.
  public var logLikelihood: Double {
    zip(counts, fitted).reduce(0) { $0 + $1.0 * log($1.1) - $1.1 - gsl_sf_lngamma($1.0 + 1) }
  }

  /// The most updates of the weights.
  private static let iterationLimit = 60
  /// A coefficient beyond this, in logs, runs away: a rate of nothing or without bound.
  private static let largestCoefficient = 25.0

  /// Fits a regression by iteratively reweighted least squares.
  ///
  /// - Parameters:
  ///   - counts: One for each row; none negative, all finite.
  ///   - design: The columns, with the constant where there is to be one.
  ///   - logExposures: *o*, the log of what each count was taken over; `nil` for the same for all.
  /// - Returns: The regression, or why there is none: no more rows than columns, no count at all, columns that depend on each
  ///   other, a group without any count.
  /// - Complexity: O(iterations × rows × columns²).
  public static func fit(
    _ counts: [Double], on design: DesignMatrix, logExposures: [Double]? = nil
  ) -> Measure<PoissonRegression> {
    precondition(counts.count == design.rowCount, "There is a count for each row")
    precondition(counts.allSatisfy { $0 >= 0 && $0.isFinite }, "A count is finite and not negative")
    let offsets = logExposures ?? [Double](repeating: 0, count: counts.count)
    precondition(offsets.count == counts.count && offsets.allSatisfy(\.isFinite), "An exposure is positive")
    guard design.rowCount > design.columnCount else {
      return .undefined(reason: "the regression has no more counts than coefficients")
    }
    guard counts.contains(where: { $0 > 0 }) else { return .undefined(reason: "there is no offence at all") }
    let collinear = "the regression's columns depend on each other"
    var fitted = zip(counts, offsets).map { max($0, 0.5) * ($0 > 0 ? 1 : exp(min(0, $1))) }
    var linear = fitted.map(log)
    var coefficients = [Double](repeating: 0, count: design.columnCount)
    var deviance = Double.infinity
    for iteration in 1...iterationLimit {
      let working = counts.indices.map { index in
        fitted[index] * (linear[index] - offsets[index]) + counts[index] - fitted[index]
      }
      guard let factor = CholeskyFactor(design.gram(weights: fitted), size: design.columnCount) else {
        // Weights that run to 0 look like dependent columns; the fit itself says which it is.
        let runsAway = coefficients.contains { abs($0) > largestCoefficient / 2 }
        return .undefined(reason: runsAway ? noCount : collinear)
      }
      coefficients = factor.solve(design.weightedSum(working))
      guard coefficients.allSatisfy({ $0.isFinite && abs($0) < largestCoefficient }) else {
        return .undefined(reason: noCount)
      }
      linear = zip(design.times(coefficients), offsets).map { $0 + $1 }
      fitted = linear.map(exp)
      let next = self.deviance(counts, fitted)
      if abs(next - deviance) <= 1e-13 * (abs(next) + 0.1) {
        guard let last = CholeskyFactor(design.gram(weights: fitted), size: design.columnCount) else {
          return .undefined(reason: collinear)
        }
        return .value(
          PoissonRegression(
            design: design, counts: counts, coefficients: coefficients, fitted: fitted, iterations: iteration,
            inverseInformation: last.inverse()))
      }
      deviance = next
    }
    return .undefined(reason: noCount)
  }

  private static let noCount = "a group of the regression has no offence, so its rate can't be estimated"

  /// 2 Σ [y log(y/μ) − (y − μ)].
  private static func deviance(_ counts: [Double], _ fitted: [Double]) -> Double {
    2
      * zip(counts, fitted).reduce(0) { sum, pair in
        let (count, mean) = pair
        return sum + (count > 0 ? count * log(count / mean) : 0) - (count - mean)
      }
  }
}

extension PoissonRegression {
  /// Returns the covariance of the coefficients, row by row.
  ///
  /// - Returns: Undefined for a single cluster, or where there are no degrees of freedom left for a factor.
  public func covariance(_ kind: ErrorKind) -> Measure<[Double]> {
    let (n, k) = (Double(design.rowCount), Double(design.columnCount))
    switch kind {
    case .model: return .value(inverseInformation)
    case .scaled:
      let scale = pearsonChiSquare / (n - k)
      return .value(inverseInformation.map { $0 * scale })
    case .robust: return .value(sandwich(scores: squaredScores))
    case .clustered(let clusters):
      precondition(clusters.count == design.rowCount, "Each row has a cluster")
      let count = Double(Set(clusters).count)
      guard count > 1 else { return .undefined(reason: "robust errors need more than one cluster") }
      let factor = count / (count - 1) * (n - 1) / (n - k)
      return .value(sandwich(scores: clusteredScores(clusters)).map { $0 * factor })
    }
  }

  /// Returns the standard error of a coefficient.
  public func standardError(of column: Int, _ kind: ErrorKind = .model) -> MeasureValue {
    // Rounding can leave a variance of 0 a little below it.
    covariance(kind).map { max(0, $0[column * design.columnCount + column]).squareRoot() }
  }

  /// Returns the normal interval of a coefficient.
  public func interval(of column: Int, _ kind: ErrorKind = .model, level: Double = 0.95) -> MeasureInterval {
    standardError(of: column, kind).map {
      ConfidenceInterval(
        estimate: coefficients[column], standardError: $0, degreesOfFreedom: nil, level: level)
    }
  }

  /// Σ (yᵢ − μᵢ)² xᵢ xᵢᵀ.
  private var squaredScores: [Double] {
    design.gram(weights: zip(counts, fitted).map { ($0 - $1) * ($0 - $1) })
  }

  /// Σ over clusters of s sᵀ, where s = Σ (yᵢ − μᵢ) xᵢ over the cluster.
  private func clusteredScores(_ clusters: [Int]) -> [Double] {
    let size = design.columnCount
    var scores: [Int: [Double]] = [:]
    for row in 0..<design.rowCount {
      let residual = counts[row] - fitted[row]
      for column in 0..<size {
        scores[clusters[row], default: [Double](repeating: 0, count: size)][column] +=
          residual * design[row, column]
      }
    }
    var sum = [Double](repeating: 0, count: size * size)
    for (_, score) in scores.sorted(by: { $0.key < $1.key }) {
      for first in 0..<size {
        for second in 0..<size { sum[first * size + second] += score[first] * score[second] }
      }
    }
    return sum
  }

  /// A⁻¹ B A⁻¹.
  private func sandwich(scores: [Double]) -> [Double] {
    let size = design.columnCount
    func product(_ a: [Double], _ b: [Double]) -> [Double] {
      var result = [Double](repeating: 0, count: size * size)
      for row in 0..<size {
        for inner in 0..<size where a[row * size + inner] != 0 {
          for column in 0..<size {
            result[row * size + column] += a[row * size + inner] * b[inner * size + column]
          }
        }
      }
      return result
    }
    return product(product(inverseInformation, scores), inverseInformation)
  }
}
