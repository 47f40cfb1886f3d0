// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the split R̂ of some chains: by how much the spread of all exceeds that within each half of one.
///
/// Near 1 where chains have forgotten where they started; at most 1.01 is asked for.
///
/// - Parameter chains: At least one, all of the same length of at least 4.
/// - Returns: At least about 1; 1 where nothing varies, infinite where only the chains differ.
///
/// Source: Gelman et al., *Bayesian Data Analysis*, third edition, 2013, § 11.4.
public func splitRHat(_ chains: [[Double]]) -> Double {
  precondition(!chains.isEmpty && chains.allSatisfy { $0.count == chains[0].count && $0.count >= 4 })
  let half = chains[0].count / 2
  let halves = chains.flatMap { [Array($0[..<half]), Array($0[half..<(2 * half)])] }
  let tallies = halves.map { Tally($0) }
  let within = tallies.reduce(0) { $0 + $1.variance } / Double(tallies.count)
  let between = Double(half) * Tally(tallies.map(\.mean)).variance
  // Chains that are stuck, each at its own value, have not agreed on anything.
  guard within > 0 else { return between > 0 ? .infinity : 1 }
  let variance = (Double(half - 1) * within + between) / Double(half)
  return (variance / within).squareRoot()
}

/// Returns how many independent draws the mean over some chains is worth.
///
/// By Geyer's initial monotone sequence: sums of neighbouring autocorrelations, until one is not positive, each no more than
/// the one before.
///
/// - Parameter chains: At least one, all of the same length of at least 4.
/// - Complexity: O(length × lags until the autocorrelation is gone).
///
/// Source: Gelman et al. 2013, § 11.5; Geyer, "Practical Markov chain Monte Carlo", *Statistical Science* 7(4), 1992.
public func effectiveSampleSize(_ chains: [[Double]]) -> Double {
  precondition(!chains.isEmpty && chains.allSatisfy { $0.count == chains[0].count && $0.count >= 4 })
  let (length, count) = (chains[0].count, Double(chains.count))
  let total = Double(length) * count
  let tallies = chains.map { Tally($0) }
  let within = tallies.reduce(0) { $0 + $1.variance } / count
  guard within > 0 else { return total }
  let between = chains.count > 1 ? Double(length) * Tally(tallies.map(\.mean)).variance : 0
  let variance = (Double(length - 1) * within + between) / Double(length)
  func correlation(_ lag: Int) -> Double {
    var squares = 0.0
    for chain in chains {
      for index in lag..<length {
        let difference = chain[index] - chain[index - lag]
        squares += difference * difference
      }
    }
    return 1 - squares / (2 * count * Double(length - lag) * variance)
  }
  var (sum, last) = (0.0, Double.infinity)
  var lag = 0
  while lag + 1 < length {
    let pair = correlation(lag) + correlation(lag + 1)
    guard pair > 0 else { break }
    last = min(last, pair)
    sum += last
    lag += 2
  }
  return min(total, total / max(2 * sum - 1, 1 / total))
}
