// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolTesting
import Testing

@Suite("Displacement pooled over replications")
struct PooledDisplacementTests {
  /// Returns counts in the order target, buffer, control, each before and after.
  static func counts(_ values: [Double]) -> QuadrantCounts {
    QuadrantCounts(
      target: BeforeAfter(before: values[0], after: values[1]),
      buffer: BeforeAfter(before: values[2], after: values[3]),
      control: BeforeAfter(before: values[4], after: values[5]))
  }

  static let replications = [
    counts([207, 110, 178, 157, 308, 318]), counts([190, 120, 170, 165, 300, 310]),
    counts([220, 115, 160, 140, 320, 300]), counts([205, 130, 181, 172, 299, 305]),
  ]

  /// The intervals were computed once by NumPy from the definition.
  @Test("the intervals are those of the delete-one jackknife around the pooled measure")
  func intervals() throws {
    let pooled = pooledDisplacement(Self.replications)
    let quotient = try #require(pooled.weightedDisplacementQuotient.value)
    #expect(agree(quotient.estimate, 0.1662847311708123))
    #expect(agree(quotient.standardError, 0.0409803611006368))
    #expect(agree(quotient.lower, 0.03586693239689853) && agree(quotient.upper, 0.29670252994472607))
    let netEffect = try #require(pooled.totalNetEffect.value)
    #expect(agree(netEffect.estimate, 102.34718826405867))
    #expect(agree(netEffect.standardError, 9.709335855194567))
    #expect(pooled.replicationCount == 4 && pooled.undefinedShare == 0)
    #expect(pooled.meanCounts.target == BeforeAfter(before: 205.5, after: 118.75))
  }

  @Test("a measure that is linear has Student's interval")
  func linearMeasure() throws {
    let gross = try #require(pooledDisplacement(Self.replications).grossEffect.value)
    let student = ConfidenceInterval(of: Self.replications.map(\.grossEffect))
    #expect(agree(gross.estimate, student.estimate))
    #expect(agree(gross.lower, student.lower) && agree(gross.upper, student.upper))
  }

  @Test("replications without a quotient of their own count in the pool, and their share is told")
  func undefinedShare() throws {
    let without = Self.counts([100, 130, 50, 50, 100, 100])
    let pooled = pooledDisplacement(Self.replications + [without])
    #expect(pooled.undefinedShare == 0.2)
    #expect(pooled.weightedDisplacementQuotient.value != nil)
  }

  @Test("a pool without a quotient says why, and one that hangs on a single replication says so")
  func undefinedPool() {
    let without = Self.counts([100, 130, 50, 50, 100, 100])
    #expect(
      pooledDisplacement([without, without]).weightedDisplacementQuotient
        == .undefined(reason: "WDQ is undefined: the target did not fall relative to the control"))
    let reason = pooledDisplacement([Self.replications[0], without]).weightedDisplacementQuotient.reason
    #expect(reason?.hasSuffix("once one replication is left out") == true)
  }

  @Test("a single replication has its own measures and infinite intervals")
  func singleReplication() throws {
    let pooled = pooledDisplacement([Self.replications[0]])
    let quotient = try #require(pooled.weightedDisplacementQuotient.value)
    #expect(agree(quotient.estimate, 0.2582, within: 5e-5))
    #expect(quotient.lower == -.infinity && quotient.upper == .infinity)
  }

  @Test("the interval of the pooled quotient holds the true one as often as its level says")
  func coverage() {
    var generator = SplitMix64()
    // True rates: WDQ = (45/100 − 50/100) / (60/100 − 100/100) = .125; normal noise stands for Poisson noise.
    let rates = [100, 60, 50, 45, 100, 100.0]
    let covered = (0..<2000).count { _ in
      let replications = (0..<30).map { _ in
        Self.counts(rates.map { $0 + $0.squareRoot() * normalQuantile(generator.uniform()) })
      }
      let interval = jackknife(replications, level: 0.9, \.weightedDisplacementQuotient).value
      return interval?.contains(0.125) == true
    }
    #expect(wilsonInterval(successes: covered, trials: 2000, level: 0.9999).contains(0.9))
  }
}
