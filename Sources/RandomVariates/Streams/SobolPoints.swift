// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// The largest number of dimensions of ``sobolPoints(count:dimensions:)``.
public let sobolDimensionLimit = 40

/// Returns the first points of Sobol's sequence, which fill the unit cube more evenly than random ones.
///
/// The same points come every time. The point at the origin is left out.
///
/// - Parameters:
///   - count: How many points; at least 0.
///   - dimensions: Coordinates of a point, in `1...sobolDimensionLimit`.
/// - Returns: The points, each coordinate in `0..<1`.
/// - Complexity: O(count × dimensions).
///
/// Source: Bratley and Fox, "Algorithm 659: implementing Sobol's quasirandom sequence generator", *ACM Transactions on
/// Mathematical Software* 14(1), 1988, doi:10.1145/42288.214372, as in the GNU Scientific Library.
public func sobolPoints(count: Int, dimensions: Int) -> [[Double]] {
  precondition((1...sobolDimensionLimit).contains(dimensions), "There are 1 to 40 dimensions")
  guard let generator = gsl_qrng_alloc(cgsl_sobol(), UInt32(dimensions)) else {
    preconditionFailure("The library has no memory")
  }
  defer { gsl_qrng_free(generator) }
  return (0..<count).map { _ in
    var point = [Double](repeating: 0, count: dimensions)
    gsl_qrng_get(generator, &point)
    return point
  }
}
