// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts of areas and their total as the public may see them: small ones are withheld, and so are others from which
/// these could be worked out.
///
/// 1. A count below 5, 0 included, is withheld.
/// 2. While a withheld count could be worked out, the smallest count still shown is withheld too.
/// 3. Where that is not enough, or the total itself is below 5, the total is withheld.
///
/// A count could be worked out where a single value of it fits the total. The reader is taken to know the rule: which
/// counts are withheld for being small (0 to 4), and that those withheld beside them are at least 5 and at most the
/// smallest shown.
///
/// Source: Hundepool et al., *Statistical Disclosure Control*, Wiley, 2012, §4.3, on secondary cell suppression and
/// feasibility intervals.
public struct SuppressedCounts: Hashable, Sendable, Codable {
  /// The least count that is shown.
  public static let threshold = 5

  /// The counts in their order; `nil` for those withheld.
  public let counts: [Int?]
  /// `nil` where it is withheld.
  public let total: Int?

  /// - Parameter counts: One for each area, at least 0.
  /// - Complexity: O(*n*²) in the number of areas.
  public init(_ counts: [Int]) {
    let least = SuppressedCounts.threshold
    let sum = counts.reduce(0, +)
    let small = counts.indices.filter { counts[$0] < least }
    // Larger ones wait to be withheld; those alike in their order.
    var shown = counts.indices.filter { counts[$0] >= least }.sorted { (counts[$0], $0) < (counts[$1], $1) }
    var added: [Int] = []
    var hidden: Int { (small + added).reduce(0) { $0 + counts[$1] } }
    func isSafe() -> Bool {
      SuppressedCounts.isSafe(
        smallCount: small.count, addedCount: added.count, most: shown.first.map { counts[$0] }, sum: hidden)
    }
    while !isSafe(), !shown.isEmpty { added.append(shown.removeFirst()) }
    let withheld = small + added
    total = sum < least || !isSafe() ? nil : sum
    self.counts = counts.indices.map { withheld.contains($0) ? nil : counts[$0] }
  }

  /// Whether each of some withheld counts can have two values, given their sum.
  ///
  /// - Parameters:
  ///   - smallCount: How many are known to be below the threshold.
  ///   - addedCount: How many are known to reach it.
  ///   - most: The most that those can be; `nil` for any.
  ///   - sum: What all of them add up to.
  private static func isSafe(smallCount: Int, addedCount: Int, most: Int?, sum: Int) -> Bool {
    let small = (low: 0, high: threshold - 1, count: smallCount)
    let added = (low: threshold, high: most ?? sum, count: addedCount)
    let low = small.low * small.count + added.low * added.count
    let high = small.high * small.count + added.high * added.count
    return [small, added].filter { $0.count > 0 }.allSatisfy { kind in
      let least = max(kind.low, sum - (high - kind.high))
      let most = min(kind.high, sum - (low - kind.low))
      return least < most
    }
  }
}
