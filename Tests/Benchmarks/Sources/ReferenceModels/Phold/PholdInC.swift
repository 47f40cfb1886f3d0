// SPDX-License-Identifier: GPL-3.0-or-later

import CKernelReference

/// PHOLD by hand in C, on a heap or on a wheel of buckets before it.
public final class PholdInC: PholdRun {
  private let state: OpaquePointer

  public init(processCount: Int, isTwoTier: Bool, seed: UInt64) {
    state = ckr_phold_create(UInt32(processCount), isTwoTier ? 1 : 0, seed)
  }

  deinit { ckr_phold_destroy(state) }

  public func run(until end: Double) -> Int { Int(ckr_phold_run(state, end)) }
  public var total: Int { Int(ckr_phold_total(state)) }
}
