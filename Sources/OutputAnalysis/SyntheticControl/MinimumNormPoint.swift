// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the weights of the point of least norm in the convex hull of points, given their inner products.
///
/// Wolfe's algorithm ends after finitely many steps at the exact point, but for rounding: it keeps a set of points that are
/// affinely independent, goes to the point of least norm of their affine hull, and drops or adds a point at a time.
///
/// - Parameters:
///   - gram: The inner products of the points, row by row.
///   - count: How many points there are; at least 1.
/// - Returns: A weight for each point, none negative, which sum to 1.
/// - Complexity: O(steps × set³); there are rarely more steps than twice the points.
///
/// Source: Wolfe, "Finding the nearest point in a polytope", *Mathematical Programming* 11, 1976, 128–149.
func minimumNormPoint(gram: [Double], count: Int) -> [Double] {
  precondition(count > 0 && gram.count == count * count, "A Gram matrix is square")
  func norm(_ index: Int) -> Double { gram[index * count + index] }
  let largest = (0..<count).map(norm).max() ?? 0
  guard largest > 0 else { return (0..<count).map { $0 == 0 ? 1 : 0 } }
  let tolerance = 1e-12 * largest
  let start = (0..<count).min { (norm($0), $0) < (norm($1), $1) } ?? 0
  var (set, weights) = ([start], [1.0])
  // Each round lowers the norm, so no set comes twice; the bound only keeps rounding from going in circles.
  for _ in 0..<20 * count + 100 {
    func product(_ index: Int) -> Double {
      zip(set, weights).reduce(0) { $0 + $1.1 * gram[index * count + $1.0] }
    }
    let current = zip(set, weights).reduce(0) { $0 + $1.1 * product($1.0) }
    guard
      let best = (0..<count).filter({ !set.contains($0) }).min(by: { (product($0), $0) < (product($1), $1) }),
      product(best) < current - tolerance
    else { break }
    set.append(best)
    weights.append(0)
    while let affine = affineWeights(set, gram: gram, count: count) {
      if affine.allSatisfy({ $0 > 1e-14 }) {
        weights = affine
        break
      }
      // As far towards the affine point as all weights stay at least 0; the first to reach 0 leaves.
      var step = 1.0
      for (weight, goal) in zip(weights, affine) where goal <= 1e-14 {
        step = min(step, weight / (weight - goal))
      }
      weights = zip(weights, affine).map { max(0, $0 + step * ($1 - $0)) }
      let least = weights.indices.min { weights[$0] < weights[$1] } ?? 0
      set.remove(at: least)
      weights.remove(at: least)
      let sum = weights.reduce(0, +)
      weights = weights.map { $0 / sum }
    }
  }
  var result = [Double](repeating: 0, count: count)
  for (index, weight) in zip(set, weights) { result[index] = weight }
  return result
}

/// Returns the weights of the point of least norm in the affine hull of some of the points; they may be negative.
///
/// - Returns: `nil` where rounding leaves the points affinely dependent.
private func affineWeights(_ set: [Int], gram: [Double], count: Int) -> [Double]? {
  // With 1 added to every product the matrix is positive definite for affinely independent points, and its
  // solution for a right side of ones is that point's weights up to a factor.
  let scale = set.reduce(0) { max($0, gram[$1 * count + $1]) }
  let matrix = set.flatMap { row in set.map { gram[row * count + $0] + scale } }
  guard let factor = CholeskyFactor(matrix, size: set.count) else { return nil }
  let solution = factor.solve([Double](repeating: 1, count: set.count))
  let sum = solution.reduce(0, +)
  guard sum > 0 else { return nil }
  return solution.map { $0 / sum }
}
