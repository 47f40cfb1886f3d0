// SPDX-License-Identifier: GPL-3.0-or-later

/// A discrete distribution over the indices of a list of weights, drawn from in constant time.
///
/// One uniform number chooses a column and, within it, the column's own index or its alias.
///
/// Source: Walker, "An efficient method for generating discrete random variables with general distributions", ACM
/// TOMS 3(3), 1977, doi:10.1145/355744.355749; built as in Vose, "A linear algorithm for generating random
/// numbers with a given distribution", IEEE TSE 17(9), 1991, doi:10.1109/32.92917.
@frozen
public struct AliasTable: Sendable {
  @frozen
  @usableFromInline
  struct Column: Sendable {
    /// The share of the column that belongs to its own index, in `0...1`.
    @usableFromInline var ownShare: Double
    /// The index that the rest of the column belongs to.
    @usableFromInline var alias: Int
  }

  @usableFromInline let columns: [Column]

  /// The number of indices.
  @inlinable
  public var count: Int { columns.count }

  /// Creates a table in which each index has a chance in proportion to its weight.
  ///
  /// - Parameter weights: Weights of at least 0, at least one of them greater than 0, with a finite sum. An index of
  ///   weight 0 is never drawn.
  /// - Complexity: O(*n*) in the number of weights.
  public init(weights: [Double]) {
    precondition(weights.allSatisfy { $0 >= 0 }, "No weight may be negative")
    let total = weights.reduce(0, +)
    precondition(total > 0 && total.isFinite, "The weights must have a positive, finite sum")
    var shares = weights.map { $0 / total * Double(weights.count) }
    let heaviest = shares.indices.reduce(0) { shares[$1] > shares[$0] ? $1 : $0 }
    var small = shares.indices.filter { shares[$0] < 1 }
    var large = shares.indices.filter { shares[$0] >= 1 }
    var columns = weights.map { Column(ownShare: $0 > 0 ? 1 : 0, alias: heaviest) }
    while let giver = large.last, let taker = small.popLast() {
      columns[taker] = Column(ownShare: shares[taker], alias: giver)
      shares[giver] -= 1 - shares[taker]
      if shares[giver] < 1 { small.append(large.removeLast()) }
    }
    // What is left on either side is full, but for rounding.
    self.columns = columns
  }

  /// Returns the index that a uniform number stands for.
  ///
  /// - Parameter u: A uniform number in `0..<1`, all of whose bits are used: with *n* indices, it should have some 20
  ///   bits more than log₂ *n*.
  /// - Complexity: O(1).
  @inlinable
  public func draw(_ u: Double) -> Int {
    precondition((0..<1).contains(u), "The uniform number lies between 0 and 1")
    let position = u * Double(columns.count)
    // The product can round up to the count itself.
    let index = min(Int(position), columns.count - 1)
    let column = columns[index]
    return position - Double(index) < column.ownShare ? index : column.alias
  }

  /// Returns an index drawn from a stream. It uses one word.
  @inlinable
  public func draw(from stream: inout RandomStream) -> Int {
    draw(stream.uniform())
  }
}
