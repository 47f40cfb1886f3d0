// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

/// The prototype's table in the article on published trials, in small: order and magnitude, not digits.
@Suite("Dose and response agree with what the prototype leads to expect", .tags(.theory))
struct DoseResponseValidationTests {
  /// Twenty targets at 600 m, two shifts of 9 h, visits of 15 minutes by car.
  private static func scenario(units: Int, preset: DeterrencePreset) -> Scenario {
    let corner = Coordinate(longitude: -0.1, latitude: 51.5)
    let type = CrimeType(id: "crime", name: "Crime", harmInDays: 1, recordedShare: 1)
    let places = (0..<20).map { index in
      Place(
        id: "p\(index)", name: "p\(index)",
        centre: corner.offset(
          eastInMetres: 600 * Double(index % 5), northInMetres: 600 * Double(index / 5)),
        role: .target, ratesPerYear: [150 + 450 * Double(index) / 19])
    }
    let base = corner.offset(eastInMetres: 1_200, northInMetres: 900)
    let shifts = ["early": 540, "late": 1_020].sorted { $0.key < $1.key }
    return Scenario(
      name: "Dose",
      phases: Phases(
        campaignStart: CivilDate(year: 2024, month: 1, day: 1), historyWeeks: 4, campaignWeeks: 12,
        afterWeeks: 0),
      crime: CrimePattern(places: places, types: [type], seriesKinds: []),
      deterrence: Deterrence(preset: preset),
      operation: Operation(
        teams: [Team(id: "all", base: base, places: places.map(\.id))],
        shifts: shifts.map { ShiftPattern(id: $0.key, startMinute: $0.value, lengthInMinutes: 540) },
        units: (0..<units).map {
          PatrolUnit(id: "u\($0)", team: "all", shift: $0 % 2 == 0 ? "early" : "late")
        }))
  }

  /// The reduction of crime in the targets, in per cent of what happens without patrol.
  private static func reduction(units: Int, preset: DeterrencePreset) throws -> ConfidenceInterval {
    let scenario = scenario(units: units, preset: preset)
    let strategies = try ["no-extra-patrol", "fixed-rota"].map {
      try #require(StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0)))
    }
    let runner = ReplicationRunner(scenario: scenario, seed: 9, strategies: strategies)
    let reductions = (1...12).map { replication -> Double in
      let happened = runner.run(replication: replication).outcomes.map {
        Double($0.fates.total(.happened, in: .campaign, places: scenario.crime.places.indices))
      }
      return 100 * (1 - happened[1] / happened[0])
    }
    return ConfidenceInterval(of: reductions, level: 0.9999)
  }

  @Test("more units avert more, φ is the ceiling, and compromise averts more than parallel-trials")
  func order() throws {
    let parallel = try [2, 12].map { try Self.reduction(units: $0, preset: .parallelTrials) }
    let compromise = try [2, 12].map { try Self.reduction(units: $0, preset: .compromise) }
    #expect(parallel[1].lower > parallel[0].upper)
    #expect(compromise[1].lower > compromise[0].upper)
    for (weak, strong) in zip(parallel, compromise) { #expect(strong.lower > weak.upper) }
    #expect(parallel[1].upper < 35 && compromise[1].upper < 55)
  }

  @Test(
    "the reductions are of the size that the prototype gave to a fixed rota",
    arguments: [
      (DeterrencePreset.parallelTrials, 2, 16.3), (.parallelTrials, 12, 27.3), (.compromise, 2, 25.9),
      (.compromise, 12, 42.7),
    ])
  func magnitude(preset: DeterrencePreset, units: Int, prototype: Double) throws {
    // The prototype had habituation on, other travel and more diffusion: a quarter up or down is its order of magnitude.
    let reduction = try Self.reduction(units: units, preset: preset)
    #expect(reduction.lower < 1.25 * prototype && reduction.upper > 0.75 * prototype)
  }
}
