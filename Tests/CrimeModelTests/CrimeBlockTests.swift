// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import RandomVariates
import Testing

@testable import CrimeModel

@Suite("Blocks of weeks")
struct CrimeBlockTests {
  private func calendar(_ start: CivilDate, days: Int, zone: String = "Europe/London") throws -> CivilCalendar
  {
    try #require(CivilCalendar(timeZone: zone, start: start, dayCount: days))
  }

  @Test(
    "are counted from a Monday in 1970, whenever a run starts, and cover it without a gap",
    arguments: [1, 27, 28, 29, 400])
  func cover(days: Int) throws {
    for offset in stride(from: -800, to: 20_000, by: 389) {
      let run = try calendar(CivilDate(dayNumber: offset), days: days)
      let blocks = CrimeBlocks(of: run)
      #expect(blocks.calendar.start.weekday == 0)
      #expect(blocks.firstNumber * 28 + 4 == blocks.calendar.start.dayNumber)
      #expect(blocks.firstNumber * 28 + 4 <= offset && offset < blocks.firstNumber * 28 + 32)
      var reached = 0
      for block in 0..<blocks.count {
        let hours = blocks.hoursOfRun(inBlock: block)
        #expect(hours.lowerBound == reached && !hours.isEmpty)
        reached = hours.upperBound
      }
      #expect(reached == run.hourOfWeek.count)
    }
  }

  @Test("have a clock that goes to a moment and back, by hours of *H·M·C*, over a change of the clocks too")
  func clock() throws {
    let types = CrimeType.policeUK
    let place = Place(
      id: "a", name: "A", centre: Coordinate(longitude: 0, latitude: 51), ratesPerYear: types.map { _ in 1 })
    var pattern = CrimePattern(places: [place])
    // Nothing happens in some hours, the first and the last of a block among them.
    let weights = (0..<168).map { (hour: Int) -> Double in
      hour % 24 < 6 || hour > 160 ? 0 : Double(1 + hour % 7)
    }
    pattern.hourProfiles.append(HourProfile(name: "gaps", weights: weights, source: "test"))
    pattern.types[0].hourProfile = "gaps"
    let run = try calendar(CivilDate(year: 2024, month: 3, day: 1), days: 100)
    let model = PotentialCrimeModel(pattern: pattern, calendar: run, reachInMetres: 300)
    var clock = BlockClock(cellCount: model.cells.count, longest: model.blocks.longest)
    var random = RandomStream(seed: 1, replication: 0, name: "clock test")
    for block in 0..<model.blockCount {
      clock.enter(block: block, model: model)
      let hours = model.blocks.hours(ofBlock: block)
      for cell in [0, 5] {
        let total = hours.reduce(0) { $0 + model.multiplier(ofCell: cell, blockHour: $1) }
        #expect(abs(clock.total(cell) - total) < 1e-9)
        for _ in 0..<5_000 {
          let level = random.uniform() * clock.total(cell)
          let second = clock.second(cell, atLevel: level)
          #expect(abs(clock.level(cell, atSecond: second) - level) < 1e-6)
          let hour = hours.lowerBound + Int(second / 3_600)
          #expect(model.multiplier(ofCell: cell, blockHour: hour) > 0)
          #expect(second / BlockClock.grid == (second / BlockClock.grid).rounded())
        }
        #expect(clock.level(cell, atSecond: -1) == 0 && clock.level(cell, atSecond: 1e9) == clock.total(cell))
      }
    }
  }

  @Test("have their offences in order of time, however they are drawn")
  func order() {
    var random = RandomStream(seed: 2, replication: 0, name: "order test")
    var order = ChronologicalOrder()
    var ordered: [PotentialOffence] = []
    for count in [0, 1, 2, 50, 3_000] {
      for spread in [1.0, 100, 2e6] {
        let drawn = (0..<count).map { index in
          PotentialOffence(
            id: random.next(), timeInSeconds: 1e6 + (spread * random.uniform()).rounded(.down),
            place: Int32(index),
            type: 0)
        }
        order.order(drawn, within: 1e6..<3e6, into: &ordered)
        #expect(ordered == drawn.sorted { ($0.timeInSeconds, $0.id) < ($1.timeInSeconds, $1.id) })
      }
    }
  }
}

@Suite("Where places lie to each other")
struct PlaceGeometryTests {
  @Test(
    "neighbours are those within reach, whatever the latitude, and no place elsewhere changes them",
    arguments: 1...5)
  func neighbours(seed: UInt64) {
    var random = RandomStream(seed: seed, replication: 0, name: "geometry test")
    let centre = Coordinate(longitude: -0.1, latitude: [0, 51.5, -38, 65, 80][Int(seed) - 1])
    let places = (0..<300).map { index in
      Place(
        id: "p\(index)", name: "P",
        centre: centre.offset(
          eastInMetres: 20_000 * random.uniform(), northInMetres: 20_000 * random.uniform()), ratesPerYear: []
      )
    }
    let geometry = PlaceGeometry(places: places, reachInMetres: 2_000)
    let far = Place(id: "far", name: "F", centre: Coordinate(longitude: 40, latitude: -60), ratesPerYear: [])
    let more = PlaceGeometry(places: places + [far], reachInMetres: 2_000)
    for place in places.indices {
      let near = geometry.neighbours(of: place, within: 2_000)
      let expected = places.indices.filter { other in
        let offset = geometry.offset(from: place, to: other)
        return other != place && (offset * offset).sum().squareRoot() <= 2_000
      }
      #expect(near.map { Int($0.place) }.sorted() == expected)
      #expect(near == more.neighbours(of: place, within: 2_000))
      for neighbour in near {
        let metres = places[place].centre.distanceInMetres(to: places[Int(neighbour.place)].centre)
        #expect(abs(neighbour.distanceInMetres - metres) < 1)
      }
      let point = SIMD2(random.normal(), random.normal()) * 600
      let nearest = places.indices.min {
        let (a, b) = (
          point - geometry.offset(from: place, to: $0), point - geometry.offset(from: place, to: $1)
        )
        return (a * a).sum() < (b * b).sum()
      }
      #expect(geometry.nearestPlace(to: point, near: place) == nearest)
    }
  }
}
