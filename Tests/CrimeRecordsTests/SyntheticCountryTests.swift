// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import ScenarioFiles
import Testing

@testable import CrimeRecords

@Suite("A synthetic country")
struct SyntheticCountryTests {
  /// The share of places on which half of crime lies.
  private static func shareWithHalf(of scenario: Scenario) -> Double {
    let totals = scenario.crime.places.map { $0.ratesPerYear.reduce(0, +) }.sorted(by: >)
    let half = totals.reduce(0, +) / 2
    var sum = 0.0
    var count = 0
    for total in totals where sum < half {
      sum += total
      count += 1
    }
    return Double(count) / Double(totals.count)
  }

  // Over 20,000 places the share's standard error is about a tenth of it, as the busiest few weigh so much.
  @Test("half of crime lies on the share of places asked for", arguments: [0.021, 0.04, 0.06])
  func concentration(share: Double) {
    var shares: [Double] = []
    for seed in 1...4 {
      let country = SyntheticCountry(
        placeCount: 20_000, forceCount: 2, concentration: share, seed: UInt64(seed))
      shares.append(SyntheticCountryTests.shareWithHalf(of: country.scenario()))
    }
    let mean = shares.reduce(0, +) / 4
    #expect(abs(mean - share) < 0.2 * share)
  }

  @Test("there are as many places, forces, targets and offences as were asked for, and each has its own name")
  func counts() {
    let country = SyntheticCountry(
      placeCount: 3_001, forceCount: 5, targetsPerForce: 12, offencesPerPlace: 40)
    let scenario = country.scenario()
    let places = scenario.crime.places
    #expect(places.count == 3_001 && Set(places.map(\.id)).count == 3_001)
    #expect(Set(places.map(\.borough)).count == 5)
    #expect(places.count { $0.role == .target } == 60 && places.count { $0.role == .control } == 60)
    #expect(places.count { $0.role == .buffer } > 60)
    let mean = places.reduce(0) { $0 + $1.ratesPerYear.reduce(0, +) } / 3_001
    // A lognormal mean with this spread has a standard error of 8 % here.
    #expect(abs(mean - 40) < 10)
    let patrolled = scenario.operation.teams.flatMap(\.places)
    #expect(Set(patrolled) == Set(places.filter { $0.role == .target }.map(\.id)) && patrolled.count == 60)
    #expect(Set(scenario.operation.units.map(\.id)).count == scenario.operation.units.count)
  }

  @Test("the same seed draws the same country, another seed another")
  func seeds() {
    let first = SyntheticCountry(placeCount: 500, forceCount: 2, seed: 3).scenario()
    #expect(SyntheticCountry(placeCount: 500, forceCount: 2, seed: 3).scenario() == first)
    #expect(SyntheticCountry(placeCount: 500, forceCount: 2, seed: 4).scenario() != first)
  }

  @Test("its file keeps every rule of the format and reads back as it was")
  func file() throws {
    let scenario = SyntheticCountry(placeCount: 1_200, forceCount: 3).scenario()
    let text = ScenarioFile.text(for: scenario)
    let read = try ScenarioFile.read(text: text, path: "country.yaml")
    #expect(ScenarioFile.digest(of: read) == ScenarioFile.digest(of: scenario))
  }

  @Test("what can't be drawn is refused, with all reasons")
  func problems() {
    #expect(SyntheticCountry().problems.isEmpty)
    let country = SyntheticCountry(
      placeCount: 10, forceCount: 0, targetsPerForce: 21, concentration: 0, offencesPerPlace: .nan)
    #expect(country.problems.count == 5)
  }
}
