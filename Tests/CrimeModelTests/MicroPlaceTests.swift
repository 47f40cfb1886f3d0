// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import Testing

@testable import CrimeModel

@Suite("Micro-places")
struct MicroPlaceTests {
  /// A place with two micro-places and one without, one type that comes back to a victim and one that does not.
  private func model() throws -> PotentialCrimeModel {
    let types = ["burglary", "robbery"].map { CrimeType(id: $0, name: $0, harmInDays: 1, overdispersion: 0) }
    let centre = Coordinate(longitude: -0.1, latitude: 51.5)
    let points = [
      MicroPlace(
        id: "victim", name: "Victim", kind: .repeatVictim,
        coordinate: centre.offset(eastInMetres: 40, northInMetres: 30), shares: [0.5, 0]),
      MicroPlace(
        id: "exit", name: "Exit", kind: .stationExit,
        coordinate: centre.offset(eastInMetres: -60, northInMetres: 0), shares: [0.2, 1]),
    ]
    let places = [
      Place(id: "a", name: "A", centre: centre, ratesPerYear: [1_200_000, 300_000], microPlaces: points),
      Place(
        id: "b", name: "B", centre: centre.offset(eastInMetres: 900, northInMetres: 0),
        ratesPerYear: [5_000, 5_000]),
    ]
    let calendar = try #require(
      CivilCalendar(timeZone: "Europe/London", start: CivilDate(year: 2024, month: 1, day: 1), dayCount: 112))
    return PotentialCrimeModel(
      pattern: CrimePattern(places: places, types: types, seriesKinds: []), calendar: calendar,
      reachInMetres: 300)
  }

  private func offences(_ model: PotentialCrimeModel) -> [PotentialOffence] {
    var stream = PotentialCrimeStream(model: model)
    stream.begin(seed: 5, replication: 1)
    var (all, block): ([PotentialOffence], [PotentialOffence]) = ([], [])
    while stream.drawNextBlock(into: &block) != nil { all += block }
    return all
  }

  @Test("get their shares of each type, and the disc gets the rest", .tags(.theory))
  func shares() throws {
    let model = try model()
    let positions = OffencePositions(model: model, seed: 5, replication: 1)
    var counts = [[Double]](repeating: [0, 0, 0], count: 2)
    for offence in offences(model) where offence.place == 0 {
      let microPlace = positions.microPlace(of: offence)
      counts[Int(offence.type)][microPlace < 0 ? 2 : Int(microPlace)] += 1
    }
    let total = counts[0].reduce(0, +)
    // With 350,000 offences a share of .5 that is 1% off adds 35 to a χ² of two degrees of freedom, whose bound is 18.
    #expect(total > 350_000)
    #expect(
      chiSquarePValue(observed: counts[0], expected: [0.5, 0.2, 0.3].map { $0 * total }) >= 1e-4)
    #expect(counts[1][0] == 0 && counts[1][2] == 0 && counts[1][1] > 50_000)
  }

  @Test("are where their offences stand; all others stand within the radius")
  func positions() throws {
    let model = try model()
    let positions = OffencePositions(model: model, seed: 5, replication: 1)
    for offence in offences(model).prefix(20_000) where offence.place == 0 {
      let offset = SIMD2<Double>(positions.position(of: offence))
      let distance = (offset * offset).sum().squareRoot()
      switch positions.microPlace(of: offence) {
      case 0: #expect(abs(offset.x - 40) < 0.1 && abs(offset.y - 30) < 0.1)
      case 1: #expect(abs(offset.x + 60) < 0.1 && abs(offset.y) < 0.1)
      default: #expect(distance < 150.01)
      }
    }
  }

  @Test("are for offences of their own place; a near repeat stands where its parent put it")
  func nearRepeats() throws {
    let model = try model()
    let positions = OffencePositions(model: model, seed: 5, replication: 1)
    var child = PotentialOffence(id: 1 << 63 | 7, timeInSeconds: 0, place: 0, type: 1)
    #expect(positions.microPlace(of: child) == 1)
    child.position = SIMD2(3, 4)
    #expect(positions.microPlace(of: child) == -1)
    #expect(positions.position(of: child) == SIMD2(3, 4))
    child.position = nil
    child.place = 1
    #expect(positions.microPlace(of: child) == -1)
  }
}

extension Tag {
  /// A comparison with theory, inside a confidence interval.
  @Tag static var theory: Self
}
