// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns how many replications make a mean as exact as asked.
///
/// That is the smallest *n* for which *t*(*n* − 1) · *s* / √*n* is at most the half-width asked for. The pilot's
/// standard deviation *s* is taken as known, so look again when the replications are in.
///
/// - Parameters:
///   - standardDeviation: That of one replication, from a pilot; at least 0. An infinite one, as of a single
///     value, gives `maximum`.
///   - halfWidth: The half-width asked for, in the same unit; greater than 0.
///   - level: The confidence level, between 0 and 1.
///   - maximum: The answer if more would be needed; at least 2.
/// - Returns: A number in `2...maximum`.
/// - Complexity: O(log `maximum`).
///
/// Source: Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, §9.4.1.
public func replicationsNeeded(
  standardDeviation: Double, halfWidth: Double, level: Double = 0.95, maximum: Int = 1_000_000
) -> Int {
  precondition(standardDeviation >= 0, "A standard deviation is not negative")
  precondition(halfWidth > 0, "The half-width must be positive")
  precondition(maximum >= 2, "No interval needs fewer than two replications")
  func suffices(_ count: Int) -> Bool {
    let t = studentTQuantile(1 - (1 - level) / 2, degreesOfFreedom: Double(count - 1))
    return t * standardDeviation / Double(count).squareRoot() <= halfWidth
  }
  // The half-width falls as replications are added, so halve the range.
  var (tooFew, enough) = (1, maximum)
  while enough - tooFew > 1 {
    let middle = tooFew + (enough - tooFew) / 2
    if suffices(middle) { enough = middle } else { tooFew = middle }
  }
  return enough
}
