// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import RandomVariates

/// The uniforms that decide what becomes of one offence, each in a slot of its own.
///
/// A slot has the same number whether it is used or not, under every strategy.
struct OffenceUniforms {
  private let slots: UniformSlots

  init(seed: UInt64, replication: UInt64, offence: UInt64) {
    slots = UniformSlots(seed: seed, replication: replication, name: "fate", entity: offence)
  }

  /// u₁: deterred, or happens in place.
  var deterred: Double { slots.uniform(0) }
  /// u₂: displaced, or prevented.
  var displaced: Double { slots.uniform(1) }
  /// u₃: where a displaced offence goes.
  var destination: Double { slots.uniform(2) }
  /// u₄: how long it waits.
  var lag: Double { slots.uniform(3) }
  /// u₅: whether it is stopped at its destination.
  var stopped: Double { slots.uniform(4) }
  /// u₆: whether a unit that is present witnesses it and arrests.
  var witnessed: Double { slots.uniform(5) }
  /// u₇: whether the public reports it.
  var reported: Double { slots.uniform(6) }
  /// u₉: whether a unit that is present discovers it.
  var discovered: Double { slots.uniform(7) }
  /// u₈: the delay of a report, as a standard normal variate by the Box–Muller transform.
  var delay: Double {
    (-2 * log(slots.uniform(8))).squareRoot() * cos(2 * Double.pi * slots.uniform(9))
  }
}
