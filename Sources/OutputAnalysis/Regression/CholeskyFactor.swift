// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// A symmetric, positive definite matrix taken apart, to solve equations with it.
///
/// Source: GSL's `gsl_linalg_cholesky_decomp2`, which scales the matrix to a diagonal of 1 first.
final class CholeskyFactor {
  /// Below this reciprocal condition number of the scaled matrix its columns are taken for dependent.
  static let leastCondition = 1e-13

  private let size: Int
  private let factor: UnsafeMutablePointer<gsl_matrix>
  private let scale: UnsafeMutablePointer<gsl_vector>

  /// - Parameters:
  ///   - matrix: Row by row.
  ///   - size: The number of rows; at least 1.
  /// - Returns: `nil` where the matrix isn't positive definite, or too nearly not.
  init?(_ matrix: [Double], size: Int) {
    silenceErrorHandler()
    guard let factor = gsl_matrix_alloc(size, size), let scale = gsl_vector_alloc(size),
      let work = gsl_vector_alloc(3 * size)
    else { preconditionFailure("No memory is left") }
    self.size = size
    self.factor = factor
    self.scale = scale
    defer { gsl_vector_free(work) }
    for row in 0..<size {
      for column in 0..<size { gsl_matrix_set(factor, row, column, matrix[row * size + column]) }
    }
    var condition = 0.0
    guard matrix.allSatisfy(\.isFinite),
      gsl_linalg_cholesky_decomp2(factor, scale) == GSL_SUCCESS,
      gsl_linalg_cholesky_rcond(factor, &condition, work) == GSL_SUCCESS,
      condition > CholeskyFactor.leastCondition
    else { return nil }
  }

  deinit {
    gsl_matrix_free(factor)
    gsl_vector_free(scale)
  }

  /// Returns *x* of *A x* = *b*.
  func solve(_ right: [Double]) -> [Double] {
    guard let vector = gsl_vector_alloc(size) else { preconditionFailure("No memory is left") }
    defer { gsl_vector_free(vector) }
    for index in 0..<size { gsl_vector_set(vector, index, right[index]) }
    gsl_linalg_cholesky_svx2(factor, scale, vector)
    return (0..<size).map { gsl_vector_get(vector, $0) }
  }

  /// Returns *A*⁻¹, row by row.
  func inverse() -> [Double] {
    var inverse = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      let solution = solve(unit)
      for row in 0..<size { inverse[row * size + column] = solution[row] }
    }
    return inverse
  }
}
