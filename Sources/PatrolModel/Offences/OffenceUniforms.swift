// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The uniforms that decide what becomes of one offence, each in a slot of its own.
///
/// A slot has the same number whether it is used or not, under every strategy. Four slots cost as much as one, so
/// what every offence needs stands in the first block and the rest is looked up where it is needed.
struct OffenceUniforms {
  private let slots: UniformSlots
  private let first: SIMD4<Double>

  private static let streamName: StreamName = "fate"

  init(seed: UInt64, replication: UInt64, offence: UInt64) {
    slots = UniformSlots(
      seed: seed, replication: replication, name: OffenceUniforms.streamName, entity: offence)
    first = slots.uniforms(ofBlock: 0)
  }

  /// u₁: deterred, or happens in place.
  var deterred: Double { first[0] }
  /// u₇: whether the public reports it.
  var reported: Double { first[1] }
  /// u₈: the delay of a report.
  var delay: Double { first[2] }
  /// u₂: displaced, or prevented.
  var displaced: Double { first[3] }
  /// u₃: where a displaced offence goes.
  var destination: Double { slots.uniform(4) }
  /// u₄: how long it waits.
  var lag: Double { slots.uniform(5) }
  /// u₅: whether it is stopped at its destination.
  var stopped: Double { slots.uniform(6) }
  /// u₁₀: which type a displaced offence has from then on.
  var typeChange: Double { slots.uniform(7) }
  /// u₆: whether a unit that is present witnesses it and arrests.
  var witnessed: Double { slots.uniform(8) }
  /// u₁₀: by which channel it is reported.
  var channel: Double { slots.uniform(10) }
  /// u₁₁: how long the call handler takes.
  var handling: Double { slots.uniform(11) }
  /// u₁₂: what names the random numbers of the survey about it.
  var surveyKey: UInt64 { slots.word(12) }
  /// u₉: whether a unit that is present discovers it.
  var discovered: Double { slots.uniform(9) }
}
