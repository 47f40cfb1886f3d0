// SPDX-License-Identifier: GPL-3.0-or-later

/// A small generator for tests: this target knows no random streams.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64 = 1972

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  /// Returns a uniform number between 0 and 1, both excluded.
  mutating func uniform() -> Double {
    Double((next() >> 11) | 1) * 0x1p-53
  }
}

/// Returns whether two numbers agree but for a part in a number of the second, or but for that number itself near 0.
func agree(_ value: Double, _ expected: Double, within error: Double = 1e-9) -> Bool {
  abs(value - expected) <= error * max(1, abs(expected))
}
