// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Returns the *p* value of counts having come from given expectations, by Pearson's chi-square test.
///
/// Neighbouring cells are joined until each expects at least 5, the last rest with the cell before it. Small values
/// speak against the expectations.
///
/// - Parameters:
///   - observed: The count in each cell.
///   - expected: The expected count in each cell, at least 0, with the same sum but for rounding.
///   - estimatedParameterCount: How many parameters of the expectations were estimated from these counts.
/// - Returns: A probability, in `0...1`; 1 if no degree of freedom is left.
///
/// Source: Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, §6.6.2.
public func chiSquarePValue(
  observed: [Double], expected: [Double], estimatedParameterCount: Int = 0
) -> Double {
  precondition(observed.count == expected.count, "One expectation for each count")
  precondition(expected.allSatisfy { $0 >= 0 && $0.isFinite }, "An expectation is not negative")
  let cells = joinedCells(observed: observed, expected: expected)
  let degreesOfFreedom = cells.count - 1 - estimatedParameterCount
  guard degreesOfFreedom > 0 else { return 1 }
  let statistic = cells.reduce(0.0) { sum, cell in
    sum + (cell.observed - cell.expected) * (cell.observed - cell.expected) / cell.expected
  }
  silenceErrorHandler()
  return gsl_cdf_chisq_Q(statistic, Double(degreesOfFreedom))
}

/// Returns the cells of a chi-square test, joined until each expects at least 5.
private func joinedCells(
  observed: [Double], expected: [Double]
) -> [(observed: Double, expected: Double)] {
  var cells: [(observed: Double, expected: Double)] = []
  var open = (observed: 0.0, expected: 0.0)
  for (count, expectation) in zip(observed, expected) {
    open.observed += count
    open.expected += expectation
    if open.expected >= 5 {
      cells.append(open)
      open = (0, 0)
    }
  }
  guard let last = cells.popLast() else { return [open] }
  cells.append((last.observed + open.observed, last.expected + open.expected))
  return cells
}

/// Returns the two-sided *p* value of counts having a common Poisson law, by their index of dispersion.
///
/// Σ(*x* − *x̄*)² / *x̄* is chi-square with *n* − 1 degrees of freedom. Counts that vary too much and counts that vary
/// too little both give small values.
///
/// - Parameter counts: Independent counts over equal exposures, at least two; a mean of 5 or more keeps the
///   approximation good.
/// - Returns: A probability, in `0...1`; 1 if all counts are 0.
///
/// Source: Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10(4), 1954, §3.
public func poissonDispersionPValue(_ counts: [Int]) -> Double {
  precondition(counts.count > 1, "There must be two counts")
  precondition(counts.allSatisfy { $0 >= 0 }, "A count is not negative")
  let tally = Tally(counts.lazy.map(Double.init))
  guard tally.mean > 0 else { return 1 }
  let degreesOfFreedom = Double(counts.count - 1)
  let statistic = tally.variance * degreesOfFreedom / tally.mean
  silenceErrorHandler()
  let tails = (gsl_cdf_chisq_P(statistic, degreesOfFreedom), gsl_cdf_chisq_Q(statistic, degreesOfFreedom))
  return min(1, 2 * min(tails.0, tails.1))
}
