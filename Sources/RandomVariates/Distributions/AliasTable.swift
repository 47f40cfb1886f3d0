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

  @usableFromInline var columns: [Column]
  /// Indices whose share is below one column, and those above it, while the table is built.
  private var small: [Int] = []
  private var large: [Int] = []

  /// The number of indices.
  @inlinable
  public var count: Int { columns.count }

  /// Creates a table in which each index has a chance in proportion to its weight.
  ///
  /// - Parameter weights: Weights of at least 0, at least one of them greater than 0, with a finite sum. An index of
  ///   weight 0 is never drawn.
  /// - Complexity: O(*n*) in the number of weights.
  public init(weights: [Double]) {
    columns = []
    update(weights: weights[...])
  }

  /// Gives the table other weights, in the memory that it has.
  ///
  /// - Parameter weights: As for ``init(weights:)``; as many as before need no new memory.
  /// - Complexity: O(*n*) in the number of weights.
  public mutating func update(weights: ArraySlice<Double>) {
    var total = 0.0
    for weight in weights {
      precondition(weight >= 0, "No weight may be negative")
      total += weight
    }
    precondition(total > 0 && total.isFinite, "The weights must have a positive, finite sum")
    let scale = Double(weights.count) / total
    let heaviest = sortColumns(weights, scale: scale)
    while let giver = large.last, let taker = small.popLast() {
      let share = columns[taker].ownShare
      columns[taker].alias = giver
      columns[giver].ownShare -= 1 - share
      if columns[giver].ownShare < 1 { small.append(large.removeLast()) }
    }
    // What is left on either side is full, but for rounding; an index of weight 0 must still never be drawn.
    for index in small {
      columns[index] = Column(ownShare: weights[weights.startIndex + index] > 0 ? 1 : 0, alias: heaviest)
    }
    for index in large { columns[index].ownShare = 1 }
  }

  /// Gives each column the share of its own index, and notes which are below and above 1.
  ///
  /// - Returns: The index of the largest weight.
  private mutating func sortColumns(_ weights: ArraySlice<Double>, scale: Double) -> Int {
    columns.removeAll(keepingCapacity: true)
    small.removeAll(keepingCapacity: true)
    large.removeAll(keepingCapacity: true)
    // Neither list ever holds more than all indices.
    small.reserveCapacity(weights.count)
    large.reserveCapacity(weights.count)
    var heaviest = 0
    for (index, weight) in weights.enumerated() {
      let share = weight * scale
      columns.append(Column(ownShare: share, alias: index))
      if share < 1 { small.append(index) } else { large.append(index) }
      if share > columns[heaviest].ownShare { heaviest = index }
    }
    return heaviest
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
