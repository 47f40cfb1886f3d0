// SPDX-License-Identifier: GPL-3.0-or-later

/// The columns of a regression: a row for each observation.
public struct DesignMatrix: Hashable, Sendable {
  public let rowCount: Int
  public let columnCount: Int
  /// Row by row.
  public let values: [Double]

  /// Creates a matrix from its rows, of which there is at least one; all have the same number of finite values, at least one.
  public init(_ rows: [[Double]]) {
    precondition(!rows.isEmpty && !rows[0].isEmpty, "A design has a row and a column")
    precondition(rows.allSatisfy { $0.count == rows[0].count }, "All rows have the same columns")
    rowCount = rows.count
    columnCount = rows[0].count
    values = Array(rows.joined())
    precondition(values.allSatisfy(\.isFinite), "A design is finite")
  }

  /// The value of a row in a column.
  public subscript(row: Int, column: Int) -> Double { values[row * columnCount + column] }

  /// Returns Σ wᵢ xᵢ xᵢᵀ, row by row.
  func gram(weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: columnCount * columnCount)
    for row in 0..<rowCount {
      let start = row * columnCount
      for first in 0..<columnCount where values[start + first] != 0 {
        let product = weights[row] * values[start + first]
        for second in 0..<columnCount {
          sum[first * columnCount + second] += product * values[start + second]
        }
      }
    }
    return sum
  }

  /// Returns Σ aᵢ xᵢ.
  func weightedSum(_ weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: columnCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { sum[column] += weights[row] * values[row * columnCount + column] }
    }
    return sum
  }

  /// Returns xᵢ·β for each row.
  func times(_ coefficients: [Double]) -> [Double] {
    (0..<rowCount).map { row in
      var sum = 0.0
      for column in 0..<columnCount { sum += values[row * columnCount + column] * coefficients[column] }
      return sum
    }
  }
}
