// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A month profile and a trend, fitted to the monthly counts of an area.
///
/// log mean = log days + s(month) + a piecewise linear trend with a knot about every two years, by
/// Newton's method on the Poisson likelihood; a normal prior of standard deviation 0.2 on each s about
/// their mean keeps the profile of a rare type near 1. Days are the exposure of a month.
///
/// Source: McCullagh and Nelder, *Generalized Linear Models*, 2nd ed., 1989, §6.2; the prior is an
/// assumption.
struct SeasonFit {
  /// Twelve numbers of mean 1, January first.
  let multipliers: [Double]
  /// The level of each month of the fit over the mean level.
  let trend: [RecordMonth: Double]
  /// The expected count of each month.
  let means: [Double]

  /// The fewest months from which a profile is fitted.
  static let fewestMonths = 12
  /// Standard deviation of the prior of a logarithm of a multiplier.
  static let priorDeviation = 0.2

  /// Fits a series of counts.
  ///
  /// - Returns: `nil` where there are fewer than twelve months, not every calendar month, or no count.
  init?(months: [RecordMonth], counts: [Int]) {
    guard months.count >= SeasonFit.fewestMonths, Set(months.map(\.monthOfYear)).count == 12,
      let first = months.first, let last = months.last, counts.contains(where: { $0 > 0 })
    else { return nil }
    // With less than two years a slope can't be told from the season.
    let span = last.index - first.index + 1
    let segments = span < 24 ? 0 : max(1, (span + 12) / 24)
    let knots = (0..<max(0, segments)).map {
      Double(first.index) + Double(span * $0) / Double(max(1, segments))
    }
    let size = 12 + knots.count
    let rows = months.map { month -> [Double] in
      var row = [Double](repeating: 0, count: size)
      row[month.monthOfYear] = 1
      for (index, knot) in knots.enumerated() { row[12 + index] = max(0, Double(month.index) - knot) / 12 }
      return row
    }
    let days = months.map { Double($0.dayCount) }
    let total = Double(counts.reduce(0, +))
    var parameters = [Double](repeating: log(total / days.reduce(0, +)), count: 12)
    parameters += knots.map { _ in 0 }
    for _ in 0..<50 {
      let step = SeasonFit.newtonStep(rows: rows, days: days, counts: counts, parameters: parameters)
      for index in parameters.indices { parameters[index] += max(-1, min(1, step[index])) }
      if (step.map(abs).max() ?? 0) < 1e-9 { break }
    }
    let weights = parameters.prefix(12).map { exp($0) }
    multipliers = weights.map { $0 * 12 / weights.reduce(0, +) }
    let levels = rows.map { row in exp((12..<size).reduce(0) { $0 + row[$1] * parameters[$1] }) }
    let meanLevel = zip(levels, days).reduce(0) { $0 + $1.0 * $1.1 } / days.reduce(0, +)
    trend = Dictionary(zip(months, levels.map { $0 / meanLevel }), uniquingKeysWith: { a, _ in a })
    means = zip(rows, days).map { row, day in day * exp(zip(row, parameters).reduce(0) { $0 + $1.0 * $1.1 }) }
  }

  /// One step of Newton's method on the penalised log-likelihood.
  private static func newtonStep(
    rows: [[Double]], days: [Double], counts: [Int], parameters: [Double]
  ) -> [Double] {
    let size = parameters.count
    var gradient = [Double](repeating: 0, count: size)
    var information = [[Double]](repeating: gradient, count: size)
    for (index, row) in rows.enumerated() {
      let mean = days[index] * exp(zip(row, parameters).reduce(0) { $0 + $1.0 * $1.1 })
      let residual = Double(counts[index]) - mean
      for i in 0..<size where row[i] != 0 {
        gradient[i] += row[i] * residual
        for j in 0..<size { information[i][j] += mean * row[i] * row[j] }
      }
    }
    let precision = 1 / (priorDeviation * priorDeviation)
    let middle = parameters.prefix(12).reduce(0, +) / 12
    for i in 0..<12 {
      gradient[i] -= precision * (parameters[i] - middle)
      for j in 0..<12 { information[i][j] += precision * ((i == j ? 1 : 0) - 1.0 / 12) }
    }
    for i in 0..<size { information[i][i] += 1e-6 }
    return solve(information, gradient)
  }
}

/// Solves a symmetric positive definite system by elimination.
func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
  var rows = zip(matrix, right).map { $0 + [$1] }
  let size = right.count
  for pivot in 0..<size where rows[pivot][pivot] != 0 {
    for row in pivot + 1..<max(size, pivot + 1) {
      let factor = rows[row][pivot] / rows[pivot][pivot]
      guard factor != 0 else { continue }
      for column in pivot...size { rows[row][column] -= factor * rows[pivot][column] }
    }
  }
  var solution = [Double](repeating: 0, count: size)
  for row in stride(from: size - 1, through: 0, by: -1) where rows[row][row] != 0 {
    let known = (row + 1..<max(size, row + 1)).reduce(0) { $0 + rows[row][$1] * solution[$1] }
    solution[row] = (rows[row][size] - known) / rows[row][row]
  }
  return solution
}
