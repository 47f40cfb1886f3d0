// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// How long a unit is on scene.
struct ServiceTime: Sendable {
  let law: ServiceLaw
  let meanInSeconds: Double
  /// The coefficient of variation; at least 0.
  let variation: Double

  /// Returns the time of one call, in seconds.
  ///
  /// - Parameter random: A stream of the call's own, so that it takes as long under every strategy.
  func draw(_ random: inout RandomStream) -> Double {
    switch law {
    case .exponential: return random.exponential(mean: meanInSeconds)
    case .lognormal: return random.lognormal(mean: meanInSeconds, cv: variation)
    case .deterministic: return meanInSeconds
    case .gamma:
      let square = variation * variation
      // A gamma law so narrow is its mean, to the precision of a second.
      guard square > 1e-9 else { return meanInSeconds }
      return random.gamma(shape: 1 / square, scale: meanInSeconds * square)
    }
  }
}
