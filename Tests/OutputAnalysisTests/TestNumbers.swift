// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolTesting

extension SplitMix64 {
  /// Returns a uniform number between 0 and 1, both excluded.
  mutating func uniform() -> Double {
    Double((next() >> 11) | 1) * 0x1p-53
  }
}

/// Returns whether two numbers agree but for a part in a number of the second, or but for that number itself near 0.
func agree(_ value: Double, _ expected: Double, within error: Double = 1e-9) -> Bool {
  abs(value - expected) <= error * max(1, abs(expected))
}
