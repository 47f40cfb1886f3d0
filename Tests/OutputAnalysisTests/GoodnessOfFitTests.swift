// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import Testing

/// Numbers without a source beside them are SciPy's.
@Suite("Goodness of fit")
struct GoodnessOfFitTests {
  let sample = [0.51, 0.03, 0.92, 0.24, 0.35, 0.36, 0.11, 0.55, 0.63, 0.78]

  @Test("the Kolmogorov–Smirnov test takes the largest distance on either side of a step")
  func kolmogorovSmirnov() {
    #expect(agree(kolmogorovSmirnovPValue(sample) { $0 }, 0.908181503518599))
    // The exact value is .8899: the approximation is good to two hundredths at ten values.
    #expect(agree(kolmogorovSmirnovPValue(sample) { $0 }, 0.8899302431046275, within: 0.02))
  }

  @Test("a sample far from the distribution, and one at its very quantiles, have p values of 0 and 1")
  func kolmogorovSmirnovExtremes() {
    #expect(kolmogorovSmirnovPValue(Array(repeating: 0.999, count: 200)) { $0 } < 1e-12)
    #expect(agree(kolmogorovSmirnovPValue((0..<200).map { (Double($0) + 0.5) / 200 }) { $0 }, 1))
  }

  @Test("the chi-square test gives the p value of the table")
  func chiSquare() {
    let p = chiSquarePValue(observed: [18, 22, 30, 30], expected: [25, 25, 25, 25])
    #expect(agree(p, 0.22891886433610517))
  }

  @Test("cells that expect little are joined to their neighbours")
  func joinedCells() {
    let joined = chiSquarePValue(
      observed: [8, 10, 22, 30, 29, 1], expected: [3, 22, 25, 25, 22, 3])
    #expect(agree(joined, 0.22891886433610517))
    #expect(chiSquarePValue(observed: [3], expected: [4]) == 1)
    #expect(chiSquarePValue(observed: [1, 2], expected: [2, 1]) == 1)
  }

  @Test("a parameter that was estimated costs a degree of freedom")
  func estimatedParameter() {
    let p = chiSquarePValue(
      observed: [18, 22, 30, 30], expected: [25, 25, 25, 25], estimatedParameterCount: 1)
    // With two degrees of freedom the tail is exp(−x/2), here of 4.32.
    #expect(agree(p, 0.11532512103806251))
  }

  @Test("the dispersion test is two-sided: counts vary too much, too little, or as Poisson counts do")
  func dispersion() {
    #expect(agree(poissonDispersionPValue([3, 7, 4, 9, 5, 6, 2, 8]), 2 * 0.36574773394101684))
    #expect(poissonDispersionPValue([0, 40, 0, 40, 0, 40]) < 1e-9)
    #expect(poissonDispersionPValue(Array(repeating: 20, count: 30)) < 1e-9)
    #expect(poissonDispersionPValue([0, 0, 0]) == 1)
  }
}
