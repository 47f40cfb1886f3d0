// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts that are to be published, with small ones left out so that nobody can work them out.
///
/// Counts below five are left out, zeros included. So that a single one does not follow from the total, at least two are left out or none, and
/// together they hold an offence at least; the least of the others goes with them. A total below five is left out with all its parts.
/// Neither the places' own totals over months nor changes of suppressed counts are published, so months can't be set against
/// each other.
///
/// Source: Office for National Statistics, *Policy on protecting confidentiality in tables*, for the threshold and complementary
/// suppression; Hundepool and others, *Statistical Disclosure Control*, Wiley, 2012, ch. 4.
public struct SuppressedCounts: Hashable, Sendable {
  /// Counts below this are left out.
  public static let threshold = 5

  /// By cell: the count, or `nil` where it is left out.
  public let counts: [Int?]
  /// Their sum, or `nil` where it is left out.
  public let total: Int?

  /// Leaves out what has to be.
  public init(_ all: [Int]) {
    let sum = all.reduce(0, +)
    guard sum >= SuppressedCounts.threshold else {
      counts = all.map { _ in nil }
      total = nil
      return
    }
    var hidden = Set(all.indices.filter { all[$0] < SuppressedCounts.threshold })
    var left = all.indices.filter { !hidden.contains($0) }.sorted { (all[$0], $0) < (all[$1], $1) }
    func isExposed() -> Bool {
      !hidden.isEmpty && (hidden.count == 1 || hidden.reduce(0) { $0 + all[$1] } == 0)
    }
    while isExposed(), !left.isEmpty { hidden.insert(left.removeFirst()) }
    counts = all.indices.map { hidden.contains($0) ? nil : all[$0] }
    total = sum
  }
}
