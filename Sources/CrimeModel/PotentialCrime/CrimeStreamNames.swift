// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// What the random streams of potential crime are named by: ids of places, types of crime and kinds of series, never where they stand in
/// a list.
///
/// The place is the entity of a stream; its name is the purpose, of a type or a kind. Made once, for all replications.
struct CrimeStreamNames: Sendable {
  /// By place.
  let places: [UInt64]
  /// By type.
  let rates: [StreamName]
  /// By type.
  let levels: [StreamName]
  /// By type.
  let background: [StreamName]
  /// By type; a series is the entity.
  let seriesCrime: [StreamName]
  /// By kind.
  let series: [StreamName]

  init(_ pattern: CrimePattern) {
    places = pattern.places.map { StreamEntity($0.id).code }
    let types = pattern.types.map { StreamEntity($0.id) }
    func names(_ purpose: StreamName) -> [StreamName] { types.map(purpose.of) }
    rates = names("rates")
    levels = names("block level")
    background = names("potential crime")
    seriesCrime = names("crime of a series")
    let purpose: StreamName = "series"
    series = pattern.seriesKinds.map { purpose.of(StreamEntity($0.name)) }
  }
}
