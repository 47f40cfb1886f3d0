// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// What the random streams of places and units are named by: hashes of their ids, made once for all replications.
struct StreamEntities: Sendable {
  /// By place.
  let places: [UInt64]
  /// The units of the operation, then those of response.
  let units: [UInt64]

  init(_ scenario: Scenario) {
    places = scenario.crime.places.map { StreamEntity($0.id).code }
    let responders = (scenario.calls?.responseUnits ?? []).flatMap { unit in
      (0..<unit.count).map { StreamEntity(unit.id, number: $0).code }
    }
    units = scenario.operation.units.map { StreamEntity($0.id).code } + responders
  }
}
