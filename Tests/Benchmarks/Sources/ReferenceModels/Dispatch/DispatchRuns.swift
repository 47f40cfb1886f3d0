// SPDX-License-Identifier: GPL-3.0-or-later

import CKernelReference
import DiscreteEvents

/// Runs replications of the reference dispatch model from an empty city.
public struct DispatchRuns: Sendable {
  public let hours: Double
  public let seed: UInt64
  private let city = DispatchCity()

  public init(days: Int = 30, seed: UInt64) {
    hours = 24 * Double(days)
    self.seed = seed
  }

  /// Runs a replication on the kernel.
  public func onKernel(replication: Int) -> DispatchOutcome {
    var simulation = Simulation(
      model: DispatchModel(city: city, hours: hours, seed: seed, replication: UInt64(replication)))
    runToEnd(&simulation, hours)
    return outcome(simulation.model.sums)
  }

  /// Runs a replication by hand in C.
  public func inC(replication: Int) -> DispatchOutcome {
    let result = ckr_dispatch_run(hours, seed &* 1_000_003 &+ UInt64(replication))
    var outcome = DispatchOutcome()
    outcome.calls = result.calls
    outcome.served = result.served
    outcome.shareQueued = result.share_queued
    outcome.meanResponse = result.mean_response
    outcome.shareLate = result.share_late
    outcome.utilisation = result.utilisation
    return outcome
  }

  private func outcome(_ sums: DispatchSums) -> DispatchOutcome {
    let calls = Double(max(1, sums.calls))
    let sent = Double(max(1, sums.sent))
    var outcome = DispatchOutcome()
    outcome.calls = Double(sums.calls)
    outcome.served = Double(sums.served)
    outcome.shareQueued = Double(sums.queued) / calls
    outcome.meanResponse = sums.responses / sent
    outcome.shareLate = Double(sums.late) / sent
    outcome.utilisation = sums.busy / (hours * Double(DispatchModel.unitCount))
    return outcome
  }
}
