// SPDX-License-Identifier: GPL-3.0-or-later

import CRandom123

/// A stream of random numbers that is fully determined by its identity.
///
/// The identity is (seed, replication, name, entity, part). Streams of different identities are independent, so
/// that neither the order of work nor the number of workers changes a digit: Philox4x64-10 is applied to the
/// counter (block, name, entity, part) under the key (seed, replication), four words a block. A stream is 2⁶⁶
/// words long.
///
/// Copying a stream copies its position: the copy yields the same numbers again. Hand it on as `inout`, and never
/// as `any RandomNumberGenerator`, which costs as much again as the number itself.
///
/// A method that accepts or rejects candidates uses a varying number of words, and says so. Where strategies are
/// compared on common random numbers, give each such draw a stream of its own.
///
/// Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011,
/// doi:10.1145/2063384.2063405.
@frozen
public struct RandomStream: RandomNumberGenerator, Sendable {
  /// What computes the words, for those who describe a simulation.
  public static let generatorName = "Philox4x64-10 (Random123)"

  @usableFromInline let seed: UInt64
  @usableFromInline let replication: UInt64
  @usableFromInline let name: UInt64
  @usableFromInline let entity: UInt64
  @usableFromInline let part: UInt64
  /// The block that is computed next; block *b* has the words from 4*b* to 4*b* + 3.
  @usableFromInline var nextBlock: UInt64 = 0
  /// Which of ``words`` leaves next; 8 where all have left.
  @usableFromInline var lane = 8
  /// The words of the last two blocks, or of the first one in the second half.
  @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) =
    (0, 0, 0, 0, 0, 0, 0, 0)

  /// Creates a stream at its first word.
  ///
  /// - Parameters:
  ///   - seed: The seed of the experiment.
  ///   - replication: The replication, counted from 0.
  ///   - name: What the numbers are for.
  ///   - entity: Which place, unit, offence or other thing they are for, such as ``StreamEntity/code``; 0 if there is only
  ///     one.
  ///   - part: A further division of the entity, such as a block of weeks. `UInt64.max` is taken by
  ///     ``UniformSlots``.
  @inlinable
  public init(
    seed: UInt64, replication: UInt64, name: StreamName, entity: UInt64 = 0, part: UInt64 = 0
  ) {
    self.init(seed: seed, replication: replication, code: name.code, entity: entity, part: part)
  }

  @inlinable
  init(seed: UInt64, replication: UInt64, code: UInt64, entity: UInt64, part: UInt64) {
    self.seed = seed
    self.replication = replication
    name = code
    self.entity = entity
    self.part = part
  }

  /// Returns the next 64 random bits.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    if lane == 8 { computeWords() }
    let offset = 8 &* lane
    lane &+= 1
    return withUnsafeBytes(of: &words) { $0.load(fromByteOffset: offset, as: UInt64.self) }
  }

  /// Computes the next words: one block for a stream that has just begun, since many need no more, then two at a time.
  @usableFromInline @inline(never)
  mutating func computeWords() {
    if nextBlock == 0 {
      (words.4, words.5, words.6, words.7) =
        crandom123_philox4x64(seed, replication, 0, name, entity, part).v
      lane = 4
      nextBlock = 1
    } else {
      words = crandom123_philox4x64_twice(seed, replication, nextBlock, name, entity, part).v
      lane = 0
      nextBlock &+= 2
    }
  }

  /// How many words have left.
  var position: UInt64 { 4 &* nextBlock &- UInt64(8 &- lane) }
}
