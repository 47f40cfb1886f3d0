// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

extension Deterrence {
  /// The ranges in which the evidence leaves each parameter; uniform within them, an assumption.
  enum Prior {
    static let deterrableShare = 0.15...0.6
    static let presenceEffect = 0.3...0.9
    static let fastGain = 0.2...0.95
    static let fastDecayInHours = 0.5...12.0
    static let slowGain = 0.0...0.25
    static let slowDecayInDays = 0.5...5.0
    static let diffusion = 0.0...0.3
    static let reachInMetres = 50.0...100.0
    static let displacementFactor = 0.0...(0.5 / 0.15)
  }

  /// Returns the parameters in force in one replication, the same for all its strategies.
  ///
  /// Under the preset `prior` they are drawn from their ranges; else they are these.
  public func drawn(seed: UInt64, replication: UInt64) -> Deterrence {
    guard preset == .prior else { return self }
    var random = RandomStream(seed: seed, replication: replication, name: "deterrence prior")
    func draw(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + random.uniform() * (range.upperBound - range.lowerBound)
    }
    var result = self
    result.deterrableShare = draw(Prior.deterrableShare)
    result.presenceEffect = draw(Prior.presenceEffect)
    result.fastGain = draw(Prior.fastGain)
    result.fastDecayInHours = draw(Prior.fastDecayInHours)
    result.slowGain = draw(Prior.slowGain)
    result.slowDecayInDays = draw(Prior.slowDecayInDays)
    result.diffusion = draw(Prior.diffusion)
    result.reachInMetres = draw(Prior.reachInMetres)
    result.displacementFactor = draw(Prior.displacementFactor)
    return result
  }
}
