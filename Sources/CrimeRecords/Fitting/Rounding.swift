// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns multipliers of mean 1 rounded to four decimals so that their mean stays 1.
///
/// Each is rounded down; what is missing from the sum goes, a unit of the last place each, to those that
/// lost most (the largest-remainder method), the first of equals first.
func roundedKeepingMean(_ multipliers: [Double]) -> [Double] {
  let scaled = multipliers.map { $0 * 10_000 }
  var units = scaled.map { Int($0.rounded(.down)) }
  let missing = multipliers.count * 10_000 - units.reduce(0, +)
  let order = scaled.indices.sorted {
    let (a, b) = (scaled[$0] - Double(units[$0]), scaled[$1] - Double(units[$1]))
    return a == b ? $0 < $1 : a > b
  }
  for index in order.prefix(max(0, missing)) { units[index] += 1 }
  return units.map { Double($0) / 10_000 }
}
