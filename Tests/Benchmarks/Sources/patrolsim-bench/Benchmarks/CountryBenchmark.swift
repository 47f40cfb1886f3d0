// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeRecords
import PatrolModel
import Questions

/// A replication of a made-up country against one of a single force, a place: whether cost grows faster than size.
///
/// Both have the same share of places as targets, and so as much patrol for each. `country` is what a cell of a study costs
/// that has one replication: its scenario prepared, and the replication. `country/again` is a further replication in the
/// memory of the first, where all that is left is how far a larger working set is from the processor.
@Sendable func countryBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  let country = SyntheticCountry(
    placeCount: settings.size(35_000, quick: 4_300), forceCount: settings.size(43, quick: 10),
    targetsPerForce: 20)
  let places = 350
  let share = Double(country.targetsPerForce * country.forceCount) / Double(country.placeCount)
  let force = SyntheticCountry(
    placeCount: places, forceCount: 1, targetsPerForce: Int((share * Double(places)).rounded()))
  Progress.show("country: drawing \(country.placeCount) places")
  let sides = try [(country, 1), (force, settings.size(20, quick: 1))].map { drawn, repeats in
    CountrySide(
      try Experiment(
        scenario: drawn.scenario(), strategies: [StrategyConfiguration("data-led")], replications: 1, jobs: 1),
      places: drawn.placeCount, repeats: repeats)
  }
  let figures = try Rounds("country", settings).interleave(
    sides.map { side in { try side.fresh() } } + sides.map { side in { try side.again() } })
  return BenchResult(
    measurements: [
      Measurement(
        "country", unit: "µs/place", figures[0], against: "\(places) places", figures[1], bar: .atMost(1.5)),
      Measurement("country/again", unit: "µs/place", figures[2], against: "\(places) places", figures[3]),
    ],
    checks: [
      .holds(
        "country: both strategies came to an end in every replication",
        sides.allSatisfy { $0.outcomes > 0 && $0.outcomes % 2 == 0 })
    ],
    notes: ["country: no patrol and data-led patrol, 52 weeks before, 12 of patrol and 4 after"])
}

/// One of the two.
private final class CountrySide {
  private let experiment: Experiment
  private let places: Int
  /// How often it is done, so that both take a while.
  private let repeats: Int
  private lazy var source = experiment.makeSource()
  private(set) var outcomes = 0

  init(_ experiment: Experiment, places: Int, repeats: Int) {
    (self.experiment, self.places, self.repeats) = (experiment, places, repeats)
  }

  /// Prepares the scenario and runs a replication; returns microseconds a place.
  func fresh() throws -> Double {
    try time {
      var source = experiment.makeSource()
      outcomes += try source.replicate(1).outcomes.count
    }
  }

  /// Runs a replication in memory that is there.
  func again() throws -> Double {
    if outcomes == 0 { _ = try source.replicate(1) }
    return try time { outcomes += try source.replicate(2).outcomes.count }
  }

  private func time(_ body: () throws -> Void) rethrows -> Double {
    try SystemClock.processor.time {
      for _ in 0..<repeats { try body() }
    } / Double(places * repeats) / 1e3
  }
}
