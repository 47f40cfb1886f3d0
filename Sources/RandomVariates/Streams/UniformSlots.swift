// SPDX-License-Identifier: GPL-3.0-or-later

import CRandom123

/// Uniform numbers in numbered slots of one entity, to be looked up in any order.
///
/// The number in a slot is a pure function of (seed, replication, name, entity, slot). Looking one up never moves
/// another, so a rule can be added, left out or skipped without changing what any other rule draws: this is how
/// an offence keeps its chances under every strategy.
///
/// Slot *i* holds word *i* of the ``RandomStream`` of the same identity whose part is `UInt64.max`. Hence slots and
/// a stream of the same name and entity do not share numbers.
@frozen
public struct UniformSlots: Sendable {
  @usableFromInline let seed: UInt64
  @usableFromInline let replication: UInt64
  @usableFromInline let name: UInt64
  @usableFromInline let entity: UInt64

  /// Creates the slots of one entity; nothing is computed yet.
  @inlinable
  public init(seed: UInt64, replication: UInt64, name: StreamName, entity: UInt64) {
    self.seed = seed
    self.replication = replication
    self.name = name.code
    self.entity = entity
  }

  /// Returns the uniform number in a slot, between 0 and 1, both excluded.
  ///
  /// - Parameter slot: The index of the slot; at least 0.
  /// - Complexity: O(1): one block of Philox, some 13 ns. Four neighbours cost the same: see ``uniforms(ofBlock:)``.
  @inlinable
  public func uniform(_ slot: Int) -> Double {
    unitInterval(word(slot))
  }

  /// Returns the 64 random bits in a slot.
  ///
  /// - Parameter slot: The index of the slot; at least 0.
  @inlinable
  public func word(_ slot: Int) -> UInt64 {
    precondition(slot >= 0, "Slots are counted from 0")
    let words = words(ofBlock: UInt64(slot) &>> 2)
    switch slot & 3 {
    case 0: return words.0
    case 1: return words.1
    case 2: return words.2
    default: return words.3
    }
  }

  /// Returns the uniform numbers in four neighbouring slots at the price of one.
  ///
  /// - Parameter block: The index of the block, at least 0: block *b* has the slots from 4*b* to 4*b* + 3.
  @inlinable
  public func uniforms(ofBlock block: Int) -> SIMD4<Double> {
    precondition(block >= 0, "Blocks are counted from 0")
    let words = words(ofBlock: UInt64(block))
    return SIMD4(
      unitInterval(words.0), unitInterval(words.1), unitInterval(words.2), unitInterval(words.3))
  }

  @inlinable
  func words(ofBlock block: UInt64) -> (UInt64, UInt64, UInt64, UInt64) {
    crandom123_philox4x64(seed, replication, block, name, entity, .max).v
  }
}
