// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates
import Testing

@Suite("Streams and slots")
struct StreamTests {
  /// Pairs of streams whose identities differ in one thing, by as little as possible.
  static let neighbours: [(RandomStream, RandomStream)] = {
    let stream = RandomStream(seed: seed, replication: 5, name: "arrivals", entity: 8, part: 1)
    return [
      (stream, RandomStream(seed: seed + 1, replication: 5, name: "arrivals", entity: 8, part: 1)),
      (stream, RandomStream(seed: seed, replication: 6, name: "arrivals", entity: 8, part: 1)),
      (stream, RandomStream(seed: seed, replication: 5, name: "arrivalt", entity: 8, part: 1)),
      (stream, RandomStream(seed: seed, replication: 5, name: "arrivals", entity: 9, part: 1)),
      (stream, RandomStream(seed: seed, replication: 5, name: "arrivals", entity: 8, part: 2)),
    ]
  }()

  @Test(
    "streams that differ in seed, replication, name, entity or part are uncorrelated",
    arguments: neighbours.indices)
  func neighboursAreIndependent(index: Int) {
    var (first, second) = Self.neighbours[index]
    // A correlation of 0.01 would be found with a power of 0.9.
    let count = sampleSize(coefficientOfVariation: 1)
    let p = pValueOfCorrelation(count: count) { (first.uniform(), second.uniform()) }
    #expect(p >= smallestPValue)
  }

  @Test("the first numbers of entities one after another are evenly spread and uncorrelated")
  func firstNumbersOfEntities() {
    let first = (0..<UInt64(50_000)).map { entity in
      var stream = RandomStream(seed: seed, replication: 0, name: "offence", entity: entity)
      return stream.uniform()
    }
    #expect(kolmogorovSmirnovPValue(first) { $0 } >= smallestPValue)
    var index = 0
    let p = pValueOfCorrelation(count: first.count - 1) {
      index += 1
      return (first[index - 1], first[index])
    }
    #expect(p >= smallestPValue)
  }

  @Test("the same identity gives the same numbers")
  func streamsAreValues() {
    var stream = RandomStream(seed: seed, replication: 1, name: "visits", entity: 3)
    var again = RandomStream(seed: seed, replication: 1, name: "visits", entity: 3)
    let words = (0..<7).map { _ in stream.next() }
    let sameWords = (0..<7).map { _ in again.next() }
    #expect(words == sameWords)
    let ahead = (0..<9).map { _ in stream.next() }
    let aheadOfCopy = (0..<9).map { _ in again.next() }
    #expect(ahead == aheadOfCopy)
  }

  @Test("the number in a slot does not depend on which slots were looked up before")
  func slotsDoNotDependOnOrder() {
    let slots = UniformSlots(seed: seed, replication: 2, name: "offence", entity: 11)
    let upwards = (0..<40).map { slots.uniform($0) }
    let downwards = (0..<40).reversed().map { slots.uniform($0) }
    #expect(upwards == downwards.reversed())
    #expect(Set(upwards).count == 40)
  }

  @Test("slots are the words of the stream whose part is the last")
  func slotsAreWordsOfAStream() {
    let slots = UniformSlots(seed: seed, replication: 2, name: "offence", entity: 11)
    var stream = RandomStream(seed: seed, replication: 2, name: "offence", entity: 11, part: .max)
    let words = (0..<40).map { _ in stream.next() }
    #expect((0..<40).map { slots.word($0) } == words)
  }

  @Test("four slots at once are the four slots one by one")
  func slotsInBlocks() {
    let slots = UniformSlots(seed: seed, replication: 2, name: "offence", entity: 11)
    for block in 0..<5 {
      let uniforms = slots.uniforms(ofBlock: block)
      for index in 0..<4 { #expect(uniforms[index] == slots.uniform(4 * block + index)) }
    }
  }

  @Test("slots of neighbouring entities are uncorrelated")
  func slotsOfNeighbours() {
    var entity: UInt64 = 0
    let p = pValueOfCorrelation(count: 50_000) {
      entity += 1
      let first = UniformSlots(seed: seed, replication: 0, name: "offence", entity: entity)
      let second = UniformSlots(seed: seed, replication: 0, name: "offence", entity: entity + 1)
      return (first.uniform(0), second.uniform(0))
    }
    #expect(p >= smallestPValue)
  }
}
