// SPDX-License-Identifier: GPL-3.0-or-later

import Questions
/// A part of the work of a study: one of so many of about the same size.
public struct Shard: Hashable, Sendable {
  /// Which, from 1.
  public let number: Int
  /// How many there are.
  public let count: Int

  /// The work as a whole.
  public static let whole = Shard(uncheckedNumber: 1, count: 1)
  /// The most parts.
  public static let limit = 100_000

  private init(uncheckedNumber number: Int, count: Int) { (self.number, self.count) = (number, count) }

  /// - Returns: `nil` where there is no such part.
  public init?(_ number: Int, of count: Int) {
    guard (1...Shard.limit).contains(count), (1...count).contains(number) else { return nil }
    self.init(uncheckedNumber: number, count: count)
  }

  /// Reads a part as a command line names it: `3/16`.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number, of: count)
  }

  /// Returns which of so many items belong to it; all parts together hold each once, in order.
  func range(of items: Int) -> Range<Int> {
    // Of two words, so that no product can overflow.
    func bound(_ part: Int) -> Int {
      let (high, low) = items.multipliedFullWidth(by: part)
      return count.dividingFullWidth((high, low)).quotient
    }
    return bound(number - 1)..<bound(number)
  }
}
