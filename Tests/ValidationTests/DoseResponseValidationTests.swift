// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@Suite("Dose and response", .tags(.theory))
struct DoseResponseValidationTests {
  /// Twenty targets at 600 m, two shifts of 9 h, visits of 15 minutes by car.
  private static func scenario(units: Int, _ deterrence: Deterrence) -> Scenario {
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
      deterrence: deterrence,
      operation: Operation(
        teams: [Team(id: "all", base: base, places: places.map(\.id))],
        shifts: shifts.map { ShiftPattern(id: $0.key, startMinute: $0.value, lengthInMinutes: 540) },
        units: (0..<units).map {
          PatrolUnit(id: "u\($0)", team: "all", shift: $0 % 2 == 0 ? "early" : "late")
        }))
  }

  /// The reduction of crime in the targets, in per cent of what happens without patrol.
  private static func reduction(units: Int, _ deterrence: Deterrence) throws -> ConfidenceInterval {
    let scenario = scenario(units: units, deterrence)
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

  @Test("more units avert more, a greater φ averts more, and φ is the ceiling")
  func order() throws {
    let reductions = try [0.35, 0.55].map { share in
      var deterrence = Deterrence(preset: .compromise)
      deterrence.deterrableShare = share
      return try [2, 12].map { try Self.reduction(units: $0, deterrence) }
    }
    for (few, many) in reductions.map({ ($0[0], $0[1]) }) { #expect(many.lower > few.upper) }
    for (weak, strong) in zip(reductions[0], reductions[1]) { #expect(strong.lower > weak.upper) }
    #expect(reductions[0][1].upper < 35 && reductions[1][1].upper < 55)
  }
}
