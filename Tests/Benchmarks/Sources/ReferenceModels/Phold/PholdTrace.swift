// SPDX-License-Identifier: GPL-3.0-or-later

import CKernelReference
import DiscreteEvents

/// A fingerprint of the order in which PHOLD handles its events, on numbers that any kernel can draw.
///
/// Delays are multiples of 2⁻¹³, so that many events are due at one instant: the order of scheduling counts too.
public enum PholdTrace {
  /// What the kernel comes to.
  public static func ofKernel(processCount: Int, seed: UInt64, until end: Double) -> UInt64 {
    let draws = CoarseDraws(state: seed)
    var simulation = Simulation(model: Traced(phold: Phold(processCount: processCount, draws: draws)))
    simulation.model.phold.begin(&simulation.queue)
    runToEnd(&simulation, end)
    return simulation.model.fingerprint
  }

  /// What the heap, or the heap with a wheel before it, comes to in C.
  public static func ofC(processCount: Int, seed: UInt64, isTwoTier: Bool, until end: Double) -> UInt64 {
    ckr_phold_trace(UInt32(processCount), isTwoTier ? 1 : 0, seed, end)
  }
}

/// SplitMix64: Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
private struct CoarseDraws: PholdDraws {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func delay() -> Double { Double(next() >> 50) * 0x1p-13 }
  mutating func destination(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}

/// PHOLD that hashes each event and its time (FNV-1a by words).
private struct Traced: SimulationModel, ~Copyable {
  typealias Event = Phold<CoarseDraws>.Event

  var phold: Phold<CoarseDraws>
  var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    guard case .message(let process) = event else { return }
    fingerprint = (fingerprint ^ time.bitPattern ^ UInt64(process)) &* 0x100_0000_01b3
    phold.handle(event, at: time, &queue)
  }
}
