// SPDX-License-Identifier: GPL-3.0-or-later

import CKernelReference

/// M/M/1 by hand in C.
public final class SingleServerInC: Station {
  private let state: OpaquePointer

  public init(_ load: StationLoad, seed: UInt64) {
    state = ckr_mm1_create(load.arrivalRate, 1, seed)
  }

  deinit { ckr_mm1_destroy(state) }

  public func run(until end: Double) -> StationTally { StationTally(ckr_mm1_run(state, end)) }
}

/// M/M/c by hand in C.
public final class MultiServerInC: Station {
  private let state: OpaquePointer

  public init(_ load: StationLoad, seed: UInt64) {
    state = ckr_mmc_create(Int32(load.serverCount), load.arrivalRate, 1, seed)
  }

  deinit { ckr_mmc_destroy(state) }

  public func run(until end: Double) -> StationTally { StationTally(ckr_mmc_run(state, end)) }
}

extension StationTally {
  init(_ tally: ckr_tally) { self.init(count: Int(tally.count), sum: tally.sum) }
}
