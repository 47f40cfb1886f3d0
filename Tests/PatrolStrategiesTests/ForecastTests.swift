// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import RandomVariates
import Testing

@testable import PatrolStrategies

/// Records of a made-up town over so many days, each place and type a Poisson process.
private struct MadeUpRecords {
  static let day = 86_400.0
  let ground: ForecastGround
  var records: [KnownOffence] = []
  private var random: RandomStream

  /// - Parameter east: Where each place is, in metres; the first so many are the targets of one team.
  init(east: [Double], targets: Int, days: Int, typeCount: Int = 1, seed: UInt64 = 1) throws {
    let centre = Coordinate(longitude: 0, latitude: 51.5)
    let calendar = try #require(
      CivilCalendar(timeZone: "UTC", start: CivilDate(year: 2024, month: 1, day: 1), dayCount: days + 14))
    ground = ForecastGround(
      centres: east.map { centre.offset(eastInMetres: $0, northInMetres: 0) },
      teamPlaces: [Array(0..<targets)], harms: [Double](repeating: 1, count: typeCount),
      hourOfWeek: calendar.hourOfWeek)
    random = RandomStream(seed: seed, replication: 0, name: "records")
  }

  /// Adds offences at a daily rate over a span of days, each followed by others at its place within a day.
  mutating func add(
    at place: Int, type: Int = 0, perDay: Double, days: Range<Double>, followOn: Double = 0,
    lagInDays: Double = 0.2
  ) {
    var time = days.lowerBound
    while true {
      time += random.exponential(mean: 1 / perDay)
      guard time < days.upperBound else { return }
      var next = time
      repeat {
        record(place, type, next)
        next += random.exponential(mean: lagInDays)
      } while random.uniform() < followOn && next < days.upperBound
    }
  }

  private mutating func record(_ place: Int, _ type: Int, _ days: Double) {
    let second = days * MadeUpRecords.day
    records.append(
      KnownOffence(
        timeInSeconds: second, knownInSeconds: second, place: Int32(place), type: Int32(type)))
  }

  var history: ArraySlice<KnownOffence> { records.sorted { $0.knownInSeconds < $1.knownInSeconds }[...] }

  func settings(days: Double, given: GivenSettings = GivenSettings()) -> ForecastSettings {
    HarmForecast.settings(ground, history, nowInSeconds: days * MadeUpRecords.day, given: given)
  }

  func forecast(days: Double, given: GivenSettings = GivenSettings()) -> HarmForecast {
    HarmForecast(
      ground: ground, settings: settings(days: days, given: given), history: history,
      nowInSeconds: days * MadeUpRecords.day)
  }
}

@Suite("The forecast from the record")
struct HarmForecastTests {
  @Test("recovers the rates of places that don't change, within what chance allows")
  func recoversRates() throws {
    var town = try MadeUpRecords(east: [0, 2_000, 4_000], targets: 3, days: 730)
    let rates = [0.5, 2.0, 6.0]
    for (place, rate) in rates.enumerated() { town.add(at: place, perDay: rate, days: 0..<730) }
    let forecast = town.forecast(days: 730)
    // The fitted average holds at least as many offences as one whose every offence has the weight of the shortest
    // horizon that can be fitted, 7 days: 2·7 days of them count.
    for (place, rate) in rates.enumerated() {
      let error = (rate / 14).squareRoot()
      #expect(abs(24 * forecast.level(at: place) - rate) < 3.89 * error, "place \(place)")
    }
  }

  @Test("prefers a short horizon where rates change, a long one where they don't")
  func horizons() throws {
    var steady = try MadeUpRecords(east: [0, 2_000, 4_000], targets: 3, days: 1_092)
    var moving = steady
    for place in 0..<3 {
      steady.add(at: place, perDay: 3, days: 0..<1_092)
      for quarter in 0..<12 {
        let start = 91.0 * Double(quarter)
        moving.add(at: place, perDay: (place + quarter) % 3 == 0 ? 8 : 1, days: start..<start + 91)
      }
    }
    let (calm, lively) = (steady.settings(days: 1_092), moving.settings(days: 1_092))
    #expect(calm.horizonInDays > lively.horizonInDays || calm.recentWeights[0] < lively.recentWeights[0])
    #expect(lively.recentWeights[0] >= 0.25, "What is going on now counts where rates move")
  }

  @Test("neighbours lend strength where they are alike, and none where they are not")
  func bandwidth() throws {
    // Thirty targets at which little happens, each amid three other places.
    let targets = (0..<30).map { 3_000 * Double($0) }
    let east = targets + targets.flatMap { [$0 + 60, $0 - 60, $0 + 120] }
    var alike = try MadeUpRecords(east: east, targets: 30, days: 364)
    var different = alike
    for place in east.indices {
      let cluster = place < 30 ? place : (place - 30) / 3
      alike.add(at: place, perDay: 0.03 * Double(1 + cluster % 5), days: 0..<364)
      different.add(at: place, perDay: place < 30 ? 1 : 0.02, days: 0..<364)
    }
    #expect(alike.settings(days: 364).bandwidthInMetres > 0)
    #expect(different.settings(days: 364).bandwidthInMetres == 0)
  }

  @Test("a fresh offence raises what is expected at and near its place, and that fades")
  func nearRepeat() throws {
    var town = try MadeUpRecords(east: [0, 150, 5_000], targets: 3, days: 100)
    for place in 0..<3 { town.add(at: place, perDay: 1, days: 0..<100) }
    var given = GivenSettings()
    given.recentWeight = 0.4
    given.recentInDays = 7
    given.recentBandwidthInMetres = 150
    var forecast = town.forecast(days: 100, given: given)
    let before = (0..<3).map { forecast.level(at: $0) }
    let now = 100 * 86_400.0
    let burst = (0..<20).map { _ in
      KnownOffence(timeInSeconds: now, knownInSeconds: now, place: 0, type: 0)
    }
    forecast.refresh(record: burst, visits: [], nowInSeconds: now)
    let after = (0..<3).map { forecast.level(at: $0) }
    #expect(after[0] > 1.2 * before[0] && after[1] > 1.1 * before[1])
    #expect(after[0] - before[0] > after[1] - before[1])
    #expect(after[2] - before[2] < 0.1 * (after[0] - before[0]))
    forecast.refresh(record: burst, visits: [], nowInSeconds: now + 10 * 86_400)
    #expect(forecast.level(at: 0) < after[0])
  }

  @Test("finds how many offences one brings about within a day, and none where there are none")
  func followOns() throws {
    var town = try MadeUpRecords(east: [0, 2_000], targets: 2, days: 1_000, typeCount: 2)
    for place in 0..<2 {
      town.add(at: place, type: 0, perDay: 1, days: 0..<1_000, followOn: 0.3)
      town.add(at: place, type: 1, perDay: 1, days: 0..<1_000)
    }
    let found = FollowOnFit.followOns(town.ground, town.history)
    // A wave of geometric size goes on with chance .3 after each offence; nearly all of it comes within the day.
    // An offence is followed by .3 + .09 + … = .43 on average.
    #expect(found[0] > 0.3 && found[0] < 0.55)
    #expect(found[1] == 0)
  }

  @Test("a number that is given is not fitted; a short history falls back on what is documented")
  func given() throws {
    var town = try MadeUpRecords(east: [0, 2_000], targets: 2, days: 300)
    for place in 0..<2 { town.add(at: place, perDay: 2, days: 0..<300) }
    var given = GivenSettings()
    given.horizonInDays = 77
    given.flatness = 0.33
    let settings = town.settings(days: 300, given: given)
    #expect(settings.horizonInDays == 77 && settings.flatness == 0.33)
    let short = HarmForecast.settings(town.ground, [], nowInSeconds: 300 * 86_400, given: GivenSettings())
    #expect(short == .fallback(typeCount: 1))
  }

  @Test("the profile is flat where crime knows no hour, and follows the hours where it does")
  func profile() throws {
    var town = try MadeUpRecords(east: [0], targets: 1, days: 364)
    town.add(at: 0, perDay: 4, days: 0..<364)
    #expect(town.settings(days: 364).flatness >= 0.75)
    var nights = try MadeUpRecords(east: [0], targets: 1, days: 364)
    for day in 0..<364 { nights.add(at: 0, perDay: 40, days: Double(day) + 0.8..<Double(day) + 1) }
    let forecast = nights.forecast(days: 364)
    #expect(forecast.settings.flatness <= 0.1)
    #expect(forecast.rate(at: 0, hour: 21) > 10 * forecast.rate(at: 0, hour: 9))
  }

  @Test("what patrol finds counts for the patrol it took, where that is corrected")
  func correction() throws {
    let town = try MadeUpRecords(east: [0, 2_000], targets: 2, days: 140)
    func levels(_ correction: Double) -> [Double] {
      var settings = ForecastSettings.fallback(typeCount: 1)
      settings.correction = correction
      var forecast = HarmForecast(
        ground: town.ground, settings: settings, history: [], nowInSeconds: 100 * 86_400)
      // Two places alike: the first has four times the patrol, which finds four times as much.
      let start = 100 * 86_400.0
      var (visits, found): ([PastVisit], [KnownOffence]) = ([], [])
      for hour in 0..<960 {
        let second = start + Double(hour) * 3_600
        let place = hour % 5 == 4 ? 1 : 0
        visits.append(PastVisit(place: place, endInSeconds: second, minutes: 15))
        guard hour % 10 >= 5 else { continue }
        var offence = KnownOffence(
          timeInSeconds: second, knownInSeconds: second, place: Int32(place), type: 0)
        offence.isDiscovered = true
        found.append(offence)
      }
      for day in 1...40 {
        let now = start + Double(day) * 86_400
        forecast.refresh(
          record: found.filter { $0.knownInSeconds <= now },
          visits: visits.filter { $0.endInSeconds <= now }, nowInSeconds: now)
      }
      return [forecast.level(at: 0), forecast.level(at: 1)]
    }
    let (plain, corrected) = (levels(0), levels(1))
    #expect(plain[0] > 3 * plain[1])
    #expect(corrected[0] < 1.25 * corrected[1] && corrected[1] < 1.25 * corrected[0])
  }
}
