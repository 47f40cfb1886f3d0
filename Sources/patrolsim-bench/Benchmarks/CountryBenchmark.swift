// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeRecords
import Experiments
import PatrolModel

/// A replication of a made-up country against one of a single force, a place: whether cost grows faster than size.
///
/// Both have the same share of places as targets, and so as much patrol for each. The force is prepared once and run as
/// often as takes about as long as a part of the country.
@Sendable func countryBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  let country = SyntheticCountry(
    placeCount: settings.size(35_000, quick: 4_300), forceCount: settings.size(43, quick: 10),
    targetsPerForce: 20)
  let places = 350
  let share = Double(country.targetsPerForce * country.forceCount) / Double(country.placeCount)
  let force = SyntheticCountry(
    placeCount: places, forceCount: 1, targetsPerForce: Int((share * Double(places)).rounded()))
  var sides: [(source: any ReplicationSource, places: Int, replications: Int)] = []
  for (drawn, replications) in [(country, 1), (force, settings.size(20, quick: 1))] {
    Progress.show("country: drawing \(drawn.placeCount) places")
    let experiment = try Experiment(
      scenario: drawn.scenario(), strategies: [StrategyConfiguration("data-led")], replications: 1, jobs: 1)
    sides.append((experiment.makeSource(), drawn.placeCount, replications))
  }
  var counts = sides.map { _ in 0 }
  let figures = try Rounds("country", settings).interleave(
    sides.indices.map { index in
      {
        let work = sides[index].places * sides[index].replications
        return try SystemClock.processor.time {
          for replication in 1...sides[index].replications {
            let (_, outcomes) = try sides[index].source.replicate(replication)
            counts[index] += outcomes.count
          }
        } / Double(work) / 1e3
      }
    })
  return BenchResult(
    measurements: [
      Measurement(
        "country", unit: "µs/place", figures[0], against: "\(places) places", figures[1], bar: .atMost(1.5))
    ],
    checks: [
      .holds(
        "country: both strategies came to an end in every replication",
        counts.allSatisfy { $0 > 0 && $0 % 2 == 0 })
    ],
    notes: ["country: no patrol and data-led patrol over 52 weeks before, 12 of patrol and 4 after"])
}
