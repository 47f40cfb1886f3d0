// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns *p* values adjusted for the number of comparisons they come from.
///
/// To reject every hypothesis whose adjusted value is at most α keeps the chance of any false rejection at α,
/// however the comparisons depend on each other.
///
/// - Parameter pValues: Each in `0...1`.
/// - Returns: The adjusted values, in the order given, each in `0...1`.
/// - Complexity: O(*n* log *n*).
///
/// Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics
/// 6(2), 1979.
public func holmAdjusted(_ pValues: [Double]) -> [Double] {
  precondition(pValues.allSatisfy((0...1).contains), "A p value lies between 0 and 1")
  var adjusted = pValues
  var largest = 0.0
  for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
    largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
    adjusted[index] = largest
  }
  return adjusted
}
