// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import RandomVariates
import Testing

@Suite("The GNU Scientific Library on a stream")
struct GSLBridgeTests {
  @Test("the library draws the words of the stream, and the stream goes on where the library stopped")
  func sameWords() {
    var stream = RandomStream(seed: seed, replication: 4, name: "bridge", entity: 6)
    var reference = stream
    _ = stream.next()
    let (words, uniforms) = stream.withGSLGenerator { generator in
      ((0..<9).map { _ in UInt64(gsl_rng_get(generator)) }, (0..<9).map { _ in gsl_rng_uniform(generator) })
    }
    let wordAfter = stream.next()
    _ = reference.next()
    let expectedWords = (0..<9).map { _ in reference.next() }
    let expectedUniforms = (0..<9).map { _ in reference.uniform() }
    let expectedWordAfter = reference.next()
    #expect(words == expectedWords)
    #expect(uniforms == expectedUniforms)
    #expect(wordAfter == expectedWordAfter)
  }

  @Test("the library knows the generator by its name and its range")
  func description() {
    var stream = RandomStream(seed: seed, replication: 0, name: "bridge")
    stream.withGSLGenerator { generator -> Void in
      #expect(String(cString: gsl_rng_name(generator)) == "philox4x64-10")
      #expect(gsl_rng_min(generator) == 0)
      #expect(gsl_rng_max(generator) == .max)
    }
  }

  @Test("a generator that the library clones or reseeds stays within its own state")
  func clonesAndSeeds() {
    var stream = RandomStream(seed: seed, replication: 0, name: "bridge")
    stream.withGSLGenerator { generator in
      let clone = gsl_rng_clone(generator)
      defer { gsl_rng_free(clone) }
      #expect(gsl_rng_get(clone) == gsl_rng_get(generator))
      gsl_rng_set(clone, 12)
      gsl_rng_set(generator, 12)
      #expect(gsl_rng_get(clone) == gsl_rng_get(generator))
    }
  }

  @Test("a distribution of the library has its mean on a stream")
  func distributionOfTheLibrary() {
    var stream = RandomStream(seed: seed, replication: 0, name: "bridge")
    // Beta(2, 5): mean 2/7, variance 10/392.
    let deviation = (10 / 392.0).squareRoot()
    let count = sampleSize(coefficientOfVariation: deviation * 3.5)
    let p = pValueOfMean(2 / 7.0, standardDeviation: deviation, count: count) {
      stream.withGSLGenerator { gsl_ran_beta($0, 2, 5) }
    }
    #expect(p >= smallestPValue)
  }

  @Test("what the body throws comes out with its type")
  func typedThrows() {
    struct Stopped: Error {}
    var stream = RandomStream(seed: seed, replication: 0, name: "bridge")
    #expect(throws: Stopped.self) {
      try stream.withGSLGenerator { _ throws(Stopped) in throw Stopped() }
    }
  }
}
