// SPDX-License-Identifier: GPL-3.0-or-later

/// The thing that a random stream is for, such as a place, a type of crime or a unit, by its id.
///
/// A stream that is named by an id keeps its numbers when other things are added, removed or listed in another order; one
/// that is named by an index doesn't. Make it once, where tables are built: ``code`` is all that a stream needs.
///
/// Two ids can have the same hash: among *n* of them with a probability of *n*² / 2⁶⁵, for a million 3 · 10⁻⁸, unless
/// somebody looks for such a pair. They would share their numbers, so whoever reads ids from a file refuses them.
///
/// Source of the hash: Fowler, Noll and Vo, FNV-1a, 64 bits (RFC 9923, §2), of the id's bytes in UTF-8.
@frozen
public struct StreamEntity: Hashable, Sendable {
  /// The hash of the id: the word of the Philox counter that tells entities apart.
  public let code: UInt64

  /// Creates the entity with an id.
  ///
  /// - Parameter id: Any text, compared byte for byte in UTF-8.
  /// - Complexity: O(*n*) in the length of the text.
  public init(_ id: String) {
    code = fowlerNollVo(id.utf8)
  }

  /// Creates one of several entities that share an id.
  ///
  /// - Parameters:
  ///   - id: Their id.
  ///   - number: Which of them.
  public init(_ id: String, number: Int) {
    // No text in UTF-8 has the byte 255.
    let bytes = withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { Array($0) }
    code = fowlerNollVo(
      bytes, after: fowlerNollVo(CollectionOfOne<UInt8>(0xff), after: fowlerNollVo(id.utf8)))
  }

  private init(code: UInt64) {
    self.code = code
  }

  /// Returns the entity that this one and another make up together, such as a tactic at a place; their order matters.
  public func with(_ other: StreamEntity) -> StreamEntity {
    StreamEntity(code: scattered(scattered(code) ^ other.code))
  }
}

extension StreamName {
  /// Returns the name of this purpose for one entity, so that another can be the entity of the stream: a type of crime here, a place
  /// there.
  ///
  /// Of one purpose, different codes of entities give different names.
  public func of(_ entity: StreamEntity) -> StreamName {
    StreamName(code: code ^ scattered(entity.code))
  }
}

extension RandomStream {
  /// Returns the stream of an entity with the seed, the replication and the name of this one, at its first word.
  ///
  /// A strategy that is given a stream draws so for each of its units or places, and the numbers of one don't depend on how many others
  /// there are.
  ///
  /// - Parameters:
  ///   - entity: What the numbers are for.
  ///   - part: A further division, such as a week; not `UInt64.max`.
  public func of(_ entity: StreamEntity, part: UInt64 = 0) -> RandomStream {
    RandomStream(seed: seed, replication: replication, code: name, entity: entity.code, part: part)
  }
}

/// Returns the hash of some bytes, FNV-1a of 64 bits, going on from the hash of what comes before.
private func fowlerNollVo(
  _ bytes: some Sequence<UInt8>, after hash: UInt64 = 0xcbf2_9ce4_8422_2325
) -> UInt64 {
  bytes.reduce(hash) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}

/// Returns a word with its bits mixed, a different one for each.
///
/// Source: Appleby, MurmurHash3, the finaliser `fmix64`.
private func scattered(_ word: UInt64) -> UInt64 {
  var word = word
  word = (word ^ (word &>> 33)) &* 0xff51_afd7_ed55_8ccd
  word = (word ^ (word &>> 33)) &* 0xc4ce_b9fe_1a85_ec53
  return word ^ (word &>> 33)
}
