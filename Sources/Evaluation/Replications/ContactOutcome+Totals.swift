// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension ContactOutcome {
  /// Returns the sum of a count over wards.
  public func total(_ count: (WardContact) -> Int) -> Int { wards.reduce(0) { $0 + count($1) } }

  /// Returns the mean of a trust over wards, each with the same weight; `nil` where trust is off.
  public func meanTrust(_ trust: (WardContact) -> Double?) -> Double? {
    let values = wards.compactMap(trust)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
