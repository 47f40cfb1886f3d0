// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import CRandom123
import Testing

@testable import RandomVariates

@Suite("Ziggurats")
struct ZigguratTests {
  var stream = RandomStream(seed: seed, replication: 0, name: "ziggurats")

  /// A law as its ziggurat sees it.
  private struct Law: Sendable {
    let density: @Sendable (Double) -> Double
    /// The abscissa at which the density has a value.
    let inverse: @Sendable (Double) -> Double
    /// The area beyond an abscissa.
    let tail: @Sendable (Double) -> Double
  }
  private static let exponential = Law(density: { exp(-$0) }, inverse: { -log($0) }, tail: { exp(-$0) })
  private static let normal = Law(
    density: { exp(-0.5 * $0 * $0) }, inverse: { (-2 * log($0)).squareRoot() },
    tail: { (0.5 * Double.pi).squareRoot() * erfc($0 / 2.0.squareRoot()) })

  /// Checks that layers have the same area, tail included, reach exactly to the top, and have the cores they should.
  private func check(_ law: Law, scale: [Double], core: [UInt64]) {
    let x = scale.map { $0 * 0x1p53 }
    let area = x[1] * law.density(x[1]) + law.tail(x[1])
    #expect(abs(x[0] * law.density(x[1]) / area - 1) < 1e-13)
    for layer in 1..<255 {
      let next = law.inverse(area / x[layer] + law.density(x[layer]))
      #expect(abs(x[layer + 1] / next - 1) < 1e-9, "layer \(layer + 1)")
      #expect(abs(x[layer] * (law.density(x[layer + 1]) - law.density(x[layer])) / area - 1) < 1e-12)
    }
    #expect(abs(area / x[255] + law.density(x[255]) - 1) < 1e-13, "The topmost layer ends at the top")
    for layer in 0..<255 {
      #expect(abs(Double(core[layer]) - 0x1p53 * x[layer + 1] / x[layer]) <= 4, "core of layer \(layer)")
    }
    #expect(core[255] == 0)
  }

  @Test("the layers stated are those that their equations give")
  func layers() {
    check(
      Self.exponential, scale: (0..<256).map { crandom123_exponential_scale($0) },
      core: (0..<256).map { crandom123_exponential_core($0) })
    check(
      Self.normal, scale: (0..<256).map { crandom123_normal_scale($0) },
      core: (0..<256).map { crandom123_normal_core($0) })
  }

  @Test("most numbers use one word, the share that the cores say")
  mutating func words() {
    let shares = [
      (0..<256).reduce(0.0) { $0 + Double(crandom123_exponential_core($1)) * 0x1p-61 },
      (0..<256).reduce(0.0) { $0 + Double(crandom123_normal_core($1)) * 0x1p-61 },
    ]
    for (index, share) in shares.enumerated() {
      var single = 0
      for _ in 0..<100_000 {
        var oneWord = stream
        _ = oneWord.next()
        if index == 0 { _ = stream.standardExponential() } else { _ = stream.normal() }
        if stream.position == oneWord.position { single += 1 }
      }
      #expect(
        chiSquarePValue([single, 100_000 - single], probabilities: [share, 1 - share]) >= smallestPValue)
    }
  }

  @Test("beyond the last layer the tails go on as they should")
  mutating func tails() {
    let (start, normalStart) = (0x1p53 * crandom123_exponential_scale(1), 0x1p53 * crandom123_normal_scale(1))
    var exponentials: [Double] = []
    var normals: [Double] = []
    for _ in 0..<20_000 {
      // What a word that falls beyond the last layer leads to.
      exponentials.append(stream.exponential(outsideCoreOf: 0, x: 0))
      normals.append(stream.normal(outsideCoreOf: 0, x: 0))
    }
    #expect(kolmogorovSmirnovPValue(exponentials) { gsl_cdf_exponential_P($0 - start, 1) } >= smallestPValue)
    let beyond = gsl_cdf_ugaussian_Q(normalStart)
    #expect(kolmogorovSmirnovPValue(normals) { 1 - gsl_cdf_ugaussian_Q($0) / beyond } >= smallestPValue)
  }

  @Test("numbers fall into cells of equal probability evenly, far out too, and normal numbers on both sides")
  mutating func cells() {
    var exponentials = [Int](repeating: 0, count: 400)
    var normals = exponentials
    for _ in 0..<400_000 {
      exponentials[min(399, Int(400 * gsl_cdf_exponential_P(stream.standardExponential(), 1)))] += 1
      normals[min(399, Int(400 * gsl_cdf_ugaussian_P(stream.normal())))] += 1
    }
    let even = [Double](repeating: 1 / 400.0, count: 400)
    #expect(chiSquarePValue(exponentials, probabilities: even) >= smallestPValue)
    #expect(chiSquarePValue(normals, probabilities: even) >= smallestPValue)
  }

  @Test("variances are those of the laws")
  mutating func variances() {
    // (X − 1)² of an exponential number has mean 1 and variance 8, X² of a normal one mean 1 and variance 2.
    let count = sampleSize(coefficientOfVariation: 2.0.squareRoot())
    let ofExponential = pValueOfMean(1, standardDeviation: 8.0.squareRoot(), count: count) {
      let deviation = stream.standardExponential() - 1
      return deviation * deviation
    }
    #expect(ofExponential >= smallestPValue)
  }

  @Test("the library's own exponential and normal numbers on this generator have the same law")
  mutating func agreesWithLibrary() {
    let exponentials = (0..<20_000).map { _ in stream.withGSLGenerator { gsl_ran_exponential($0, 1) } }
    #expect(kolmogorovSmirnovPValue(exponentials) { 1 - exp(-$0) } >= smallestPValue)
    let normals = (0..<20_000).map { _ in stream.withGSLGenerator { gsl_ran_gaussian_ziggurat($0, 1) } }
    #expect(kolmogorovSmirnovPValue(normals, cumulative: gsl_cdf_ugaussian_P) >= smallestPValue)
  }

  @Test("an exponential number is greater than 0, whatever the word")
  func neverZero() {
    for layer in 0..<256 {
      #expect(crandom123_exponential_scale(layer) > 0 && crandom123_normal_scale(layer) > 0)
    }
  }
}

@Suite("Quantiles")
struct QuantileTests {
  @Test("the normal quantile is the library's, to the last digits, from tail to tail")
  func normal() {
    var probabilities = (1..<2_000).map { Double($0) / 2_000 }
    for power in 4...300 { probabilities.append(pow(10, -Double(power))) }
    for p in probabilities + [0x1p-53, 1 - 0x1p-53] {
      let expected = gsl_cdf_ugaussian_Pinv(p)
      #expect(abs(normalByInversion(p) - expected) <= 1e-14 * max(1, expected.magnitude), "\(p)")
    }
  }
}
