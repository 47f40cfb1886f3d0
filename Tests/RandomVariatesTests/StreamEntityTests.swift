// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates
import Testing

@Suite("Entities of random streams")
struct StreamEntityTests {
  @Test(
    "have the published FNV-1a hashes of their ids",
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
      ("chongo was here!\n", 0x4681_0940_eff5_f915),
    ] as [(String, UInt64)])
  func knownAnswers(id: String, hash: UInt64) {
    // Source: RFC 9923, appendix C, and the authors' test vectors.
    #expect(StreamEntity(id).code == hash)
  }

  @Test("differ for a million ids that look alike, and are told apart in a name and together with another")
  func alike() {
    let purpose: StreamName = "purpose"
    var codes: Set<UInt64> = []
    var names: Set<UInt64> = []
    for index in 0..<1_000_000 {
      let entity = StreamEntity("place-\(index)")
      codes.insert(entity.code)
      names.insert(purpose.of(entity).code)
    }
    #expect(codes.count == 1_000_000 && names.count == 1_000_000)
    let (a, b) = (StreamEntity("a"), StreamEntity("b"))
    #expect(Set([a, b, a.with(b), b.with(a), a.with(a)].map(\.code)).count == 5)
    #expect(Set((0..<1_000).map { StreamEntity("a", number: $0).code }).union([a.code]).count == 1_001)
  }

  @Test(
    "have streams of their own, with the seed, the replication and the name of the stream they are taken from"
  )
  func streams() {
    let stream = RandomStream(seed: 3, replication: 4, name: "a name")
    var moved = stream
    _ = moved.next()
    for (id, part) in [("a", 0), ("a", 7), ("b", 0)] as [(String, UInt64)] {
      var own = stream.of(StreamEntity(id), part: part)
      var other = RandomStream(
        seed: 3, replication: 4, name: "a name", entity: StreamEntity(id).code, part: part)
      var third = moved.of(StreamEntity(id), part: part)
      let word = own.next()
      #expect(word == other.next() && word == third.next())
    }
  }
}
