// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

extension Deterrence {
  /// The ranges in which the evidence leaves each parameter; uniform within them, an assumption.
  enum Prior {
    static var ranges: [(WritableKeyPath<Deterrence, Double>, ClosedRange<Double>)] {
      [
        (\.deterrableShare, 0.15...0.6),
        (\.presenceEffect, 0.3...0.9),
        (\.fastGain, 0.2...0.95),
        (\.fastDecayInHours, 0.5...12),
        (\.slowGain, 0...0.25),
        (\.slowDecayInDays, 0.5...5),
        (\.diffusion, 0...0.3),
        // Displacement reaches three times as far: 150 to 300 m.
        (\.reachInMetres, 50...100),
        // The default share of .15 becomes 0 to .5.
        (\.displacementFactor, 0...(0.5 / 0.15)),
      ]
    }
  }

  /// Returns the range from which the preset `prior` draws a parameter; `nil` where it is never drawn.
  public static func priorRange(of parameter: WritableKeyPath<Deterrence, Double>) -> ClosedRange<Double>? {
    Prior.ranges.first { $0.0 == parameter }?.1
  }

  /// Returns the parameters in force in one replication, the same for all its strategies.
  ///
  /// Under the preset `prior` they are drawn from their ranges, but for those that a scenario sets to
  /// another value than the default; else they are these.
  public func drawn(seed: UInt64, replication: UInt64) -> Deterrence {
    guard preset == .prior else { return self }
    var random = RandomStream(seed: seed, replication: replication, name: "deterrence prior")
    let defaults = Deterrence(preset: .prior)
    var result = self
    for (parameter, range) in Prior.ranges {
      // Drawn whether used or not: what one key says doesn't move the others.
      let value = range.lowerBound + random.uniform() * (range.upperBound - range.lowerBound)
      if self[keyPath: parameter] == defaults[keyPath: parameter] { result[keyPath: parameter] = value }
    }
    return result
  }
}
