// SPDX-License-Identifier: GPL-3.0-or-later

/// Counters that one run after the other uses.
///
/// An offence moves four or five counters. In an array each would be preceded by a check that the array has one
/// owner; here the owner is known, which makes counting five times as quick.
// Unchecked in release builds, like all unsafe buffers: indices come from cells that were checked, see OffenceLedger.
final class CountMemory {
  private let counts: UnsafeMutableBufferPointer<Int32>

  init(count: Int) {
    counts = .allocate(capacity: count)
    counts.initialize(repeating: 0)
  }

  deinit {
    counts.deallocate()
  }

  @inline(__always)
  func increment(_ index: Int) { counts[index] &+= 1 }

  /// The counts, copied.
  var values: [Int32] { Array(counts) }

  func clear() { counts.update(repeating: 0) }
}
