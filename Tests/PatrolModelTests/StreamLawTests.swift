// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import RandomVariates
import Testing

/// What is added, removed or listed in another order leaves the random numbers of everything else as they were.
@Suite("Random streams are named by ids")
struct StreamLawTests {
  @Test(
    "another place out of reach, with crime or without, leaves every offence elsewhere as it was",
    arguments: 1...3)
  func anotherPlace(seed: UInt64) {
    let town = town()
    let before = Book(town, seed: seed)
    #expect(before.offences.count > 500)
    #expect(before.contacts.count > 50 && before.offences.contains { $0.isNearRepeat })
    for position in [0, 3, town.crime.places.count] {
      for (rate, metres) in [(0.0, 60_000.0), (30, 60_000), (30, 12_000)] {
        let more = town.adding(place: "another", rate: rate, eastInMetres: metres, at: position)
        let after = Book(more, seed: seed).without(place: "another")
        #expect(after.differences(from: before) == [], "\(rate) \(metres) \(position)")
      }
    }
  }

  @Test("a background place that is left out leaves every offence elsewhere as it was", arguments: 1...3)
  func onePlaceLess(seed: UInt64) {
    let town = town()
    let before = Book(town, seed: seed).without(place: "park")
    #expect(Book(town.removing(place: "park"), seed: seed).differences(from: before) == [])
  }

  @Test(
    "places, types, units, teams and shifts in any order have the same offences, one by one", arguments: 1...6
  )
  func anyOrder(seed: UInt64) {
    let town = town()
    #expect(Book(town.shuffled(seed: seed), seed: seed).differences(from: Book(town, seed: seed)) == [])
  }

  @Test("another type of crime leaves the offences of all others as they were", arguments: 1...3)
  func anotherType(seed: UInt64) {
    var town = town()
    // Tips go by how much is under way, of the new type too.
    town.tips = nil
    let before = Book(town, seed: seed)
    for position in [0, 2, town.crime.types.count] {
      let after = Book(town.adding(type: "another", at: position), seed: seed).without(type: "another")
      #expect(after.differences(from: before) == [])
    }
  }

  @Test(
    "more weeks of history leave every later offence as it was, and add near repeats alone", arguments: 1...3)
  func moreHistory(seed: UInt64) {
    // The clocks change on 26 March 2023, ten weeks before the campaign.
    let town = town()
    let before = Book(town, seed: seed)
    for weeks in [1, 3, 9, 60] {
      var longer = town
      longer.phases.historyWeeks += weeks
      let after = Book(longer, seed: seed).from(day: town.phases.historyStart.dayNumber)
      #expect(before.isWithin(after), "\(weeks)")
      #expect(after.lessOf(before).allSatisfy { $0.isNearRepeat }, "\(weeks)")
      var plain = (town, longer)
      for type in town.crime.types.indices {
        plain.0.crime.types[type].nearRepeats = 0
        plain.1.crime.types[type].nearRepeats = 0
      }
      let first = Book(plain.0, seed: seed)
      let second = Book(plain.1, seed: seed).from(day: town.phases.historyStart.dayNumber)
      #expect(second.differences(from: first) == [], "\(weeks)")
    }
  }

  @Test("more weeks after the campaign leave everything before them as it was", arguments: 1...3)
  func moreAfter(seed: UInt64) {
    let town = town()
    let end = town.phases.campaignStart.adding(days: 7 * (town.phases.campaignWeeks + town.phases.afterWeeks))
    for weeks in [1, 2, 5] {
      var longer = town
      longer.phases.afterWeeks += weeks
      let after = Book(longer, seed: seed).until(day: end.dayNumber)
      #expect(after.differences(from: Book(town, seed: seed)) == [])
    }
  }

  @Test(
    "a place out of reach leaves all that becomes of the rest under every strategy as it was",
    arguments: 1...2)
  func outOfReachUnderPatrol(seed: UInt64) {
    var town = town()
    // An empty place gives false tips, from which strategies learn what a tip is worth.
    town.tips = nil
    for strategy in allStrategies() {
      let before = Book(town, seed: seed, strategy)
      let more = town.adding(place: "another", rate: 0, eastInMetres: 60_000, at: 0)
      let after = Book(more, seed: seed, strategy).without(place: "another")
      #expect(after.differences(from: before) == [], "\(strategy.label)")
    }
  }

  @Test(
    "a team that patrols elsewhere leaves the others' offences, visits and stops as they were",
    arguments: 1...3)
  func anotherTeam(seed: UInt64) {
    let town = town()
    let far = town.adding(place: "another", rate: 30, eastInMetres: 60_000, at: 2, role: .target)
    // Others fit a forecast to all places, or draw which places of a timetable are on.
    let labels = ["no-extra-patrol", "random", "fixed-rota", "weekly-review"]
    for strategy in allStrategies() where labels.contains(strategy.label) {
      let before = Book(town, seed: seed, strategy)
      let after = Book(far.addingTeam(at: "another"), seed: seed, strategy)
      #expect(after.without(place: "another").differences(from: before) == [], "\(strategy.label)")
    }
  }

  @Test("in any order random patrol makes the same visits and stops", arguments: 1...3)
  func anyOrderUnderRandomPatrol(seed: UInt64) throws {
    let random = try #require(allStrategies().first { $0.label == "random" })
    let town = town()
    let after = Book(town.shuffled(seed: seed), seed: seed, random)
    #expect(after.differences(from: Book(town, seed: seed, random)) == [])
  }

  @Test(
    "a longer history leaves visits and stops, and offences but for near repeats, as they were",
    arguments: 1...2)
  func moreHistoryUnderPatrol(seed: UInt64) throws {
    for label in ["random", "fixed-rota", "scheduled-visits"] {
      let strategy = try #require(allStrategies().first { $0.label == label })
      var town = town()
      for type in town.crime.types.indices { town.crime.types[type].nearRepeats = 0 }
      var longer = town
      longer.phases.historyWeeks += 5
      let after = Book(longer, seed: seed, strategy).from(day: town.phases.historyStart.dayNumber)
      #expect(after.differences(from: Book(town, seed: seed, strategy)) == [], "\(label)")
    }
  }

  /// A town with every kind of random number: rates from their posterior, series, near repeats, points of presence, context, tips,
  /// calls for service, stops, surveys and units that are taken away.
  private func town() -> Scenario {
    var town = SmallTown.scenario(historyWeeks: 6, campaignWeeks: 3, afterWeeks: 1)
    town.phases.campaignStart = CivilDate(year: 2023, month: 5, day: 4)
    town.crime.drawsRates = true
    for place in town.crime.places.indices {
      let rates = town.crime.places[place].ratesPerYear
      town.crime.places[place].rateErrorsPerYear = rates.map { $0 / 3 }
      town.crime.places[place].kind = PlaceKind.allCases[place]
    }
    let centre = town.crime.places[0].centre
    town.crime.places[0].microPlaces = [
      MicroPlace(
        id: "exit", name: "Exit", coordinate: centre.offset(eastInMetres: 30, northInMetres: 20),
        shares: town.crime.types.map { _ in 0.5 })
    ]
    for type in town.crime.types.indices { town.crime.types[type].nearRepeats = 0.08 }
    for kind in town.crime.seriesKinds.indices {
      town.crime.seriesKinds[kind].startsPerPlaceAndYear = 8
      town.crime.seriesKinds[kind].multiplier = 4
    }
    town.crime.contexts = ContextRule.standard
    town.deterrence.reachInMetres = 100
    town.stops = Stops()
    town.stops?.searchesPer100Hours = 100
    town.surveys = Surveys()
    town.tips = Tips()
    town.tips?.perPlaceAndWeek = 3
    for unit in town.operation.units.indices { town.operation.units[unit].abstraction = 0.2 }
    var calls = SmallTown.calls(in: town)
    calls.other = .byPlace(town.crime.places.indices.map { Double(1 + $0) })
    town.calls = calls
    return town
  }
}

// MARK: Changes of a scenario

extension Scenario {
  fileprivate func adding(
    place id: String, rate: Double, eastInMetres east: Double, at position: Int, role: PlaceRole = .background
  ) -> Scenario {
    var more = self
    let place = Place(
      id: id, name: id, centre: crime.places[0].centre.offset(eastInMetres: east, northInMetres: 500),
      ward: "Elsewhere", kind: .retailParade, role: role, ratesPerYear: crime.types.map { _ in rate })
    more.crime.places.insert(place, at: position)
    more.calls?.other = .byPlace(demand.inserting(rate / 100, at: position))
    return more
  }

  fileprivate func removing(place id: String) -> Scenario {
    var less = self
    guard let position = crime.places.firstIndex(where: { $0.id == id }) else { return self }
    less.crime.places.remove(at: position)
    var demand = demand
    demand.remove(at: position)
    less.calls?.other = .byPlace(demand)
    return less
  }

  fileprivate func adding(type id: String, at position: Int) -> Scenario {
    var more = self
    more.crime.types.insert(
      CrimeType(id: id, name: id, harmInDays: 3, nearRepeats: 0.1), at: position)
    for place in crime.places.indices {
      more.crime.places[place].ratesPerYear.insert(30, at: position)
      more.crime.places[place].rateErrorsPerYear.insert(5, at: position)
      for point in crime.places[place].microPlaces.indices {
        more.crime.places[place].microPlaces[point].shares.insert(0.5, at: position)
      }
    }
    more.calls?.crime.insert(CrimeCalls(immediateShare: 0.5, grade: .priority), at: position)
    return more
  }

  fileprivate func addingTeam(at place: String) -> Scenario {
    var more = self
    guard let centre = crime.places.first(where: { $0.id == place })?.centre else { return self }
    more.operation.teams.insert(Team(id: "other", base: centre, places: [place]), at: 0)
    more.operation.units.insert(PatrolUnit(id: "other-unit", team: "other", shift: "day"), at: 0)
    return more
  }

  /// The same scenario with its lists in another order.
  fileprivate func shuffled(seed: UInt64) -> Scenario {
    var random = RandomStream(seed: seed, replication: 0, name: "another order")
    var other = self
    let places = Array(crime.places.indices).shuffled(using: &random)
    let types = Array(crime.types.indices).shuffled(using: &random)
    other.crime.types = types.map { crime.types[$0] }
    other.crime.places = places.map { index in
      var place = crime.places[index]
      place.ratesPerYear = types.map { crime.places[index].ratesPerYear[$0] }
      place.rateErrorsPerYear = types.map { crime.places[index].rateErrorsPerYear[$0] }
      for point in place.microPlaces.indices {
        place.microPlaces[point].shares = types.map { crime.places[index].microPlaces[point].shares[$0] }
      }
      return place
    }
    other.crime.seriesKinds.shuffle(using: &random)
    if let calls {
      other.calls?.other = .byPlace(places.map { demand[$0] })
      other.calls?.crime = types.map { calls.crime[$0] }
    }
    for team in other.operation.teams.indices { other.operation.teams[team].places.shuffle(using: &random) }
    other.operation.teams.shuffle(using: &random)
    other.operation.shifts.shuffle(using: &random)
    other.operation.units.shuffle(using: &random)
    return other
  }

  private var demand: [Double] {
    guard case .byPlace(let perDay) = calls?.other else { return [] }
    return perDay
  }
}

extension [Double] {
  fileprivate func inserting(_ value: Double, at position: Int) -> [Double] {
    var more = self
    more.insert(value, at: position)
    return more
  }
}

// MARK: What a run came to, by names and civil time

/// A moment by the calendar, to the last bit.
private struct Moment: Hashable {
  let day: Int
  let second: Double

  init(_ time: Double, _ calendar: CivilCalendar) {
    let day = calendar.day(atSecond: time)
    self.day = calendar.start.dayNumber + day
    second = time - calendar.dayStartInSeconds[day]
  }
}

/// An offence that happened, and what became known of it.
private struct Offence: Hashable {
  let place: String
  let type: String
  let moment: Moment
  let microPlace: Int32
  /// Time until it became known, in milliseconds: a sum of moments is rounded differently after another start.
  let delay: Double?
  let isDiscovered: Bool
  let isNearRepeat: Bool
}

/// Anything else that happens at a place: a call, a tip, the arrival of a unit, a search.
private struct Contact: Hashable {
  let kind: String
  let place: String
  let type: String?
  let unit: String?
  let day: Int
  /// To the millisecond.
  let second: Double
}

private struct Book: Equatable {
  var offences: Set<Offence>
  var contacts: Set<Contact>

  init(_ scenario: Scenario, seed: UInt64, _ strategy: LabelledStrategy = allStrategies()[0]) {
    let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: [strategy])
    let (history, outcomes) = runner.run(
      replication: 2, recording: RecordingOptions(keepsBook: true, keepsEvents: true))
    let calendar = runner.calendar
    let all = history.book + outcomes[0].book
    offences = Set(
      all.map { offence in
        Offence(
          place: scenario.crime.places[Int(offence.place)].id,
          type: scenario.crime.types[Int(offence.type)].id,
          moment: Moment(offence.timeInSeconds, calendar), microPlace: offence.microPlace,
          delay: offence.knownInSeconds.map { (($0 - offence.timeInSeconds) * 1e3).rounded() },
          isDiscovered: offence.isDiscovered, isNearRepeat: offence.id >> 63 == 1)
      })
    precondition(offences.count == all.count, "No two offences are alike")
    let units = scenario.operation.units.map(\.id)
    let kinds: Set<LoggedEvent.Kind> = [.callReceived, .tip, .arrived, .search, .arrest, .offenceDeterred]
    contacts = Set(
      outcomes[0].events.filter { kinds.contains($0.kind) }.map { event in
        let moment = Moment(event.timeInSeconds, calendar)
        return Contact(
          kind: event.kind.rawValue, place: event.place.map { scenario.crime.places[$0].id } ?? "",
          type: event.type.map { scenario.crime.types[$0].id },
          unit: event.unit.flatMap { $0 < units.count ? units[$0] : "response" }, day: moment.day,
          second: (moment.second * 1e3).rounded())
      })
  }

  func filter(_ offence: (Offence) -> Bool, _ contact: (Contact) -> Bool) -> Book {
    var book = self
    book.offences = offences.filter(offence)
    book.contacts = contacts.filter(contact)
    return book
  }

  func without(place: String) -> Book { filter({ $0.place != place }, { $0.place != place }) }
  func without(type: String) -> Book { filter({ $0.type != type }, { $0.type != type }) }
  func from(day: Int) -> Book { filter({ $0.moment.day >= day }, { $0.day >= day }) }
  func until(day: Int) -> Book { filter({ $0.moment.day < day }, { $0.day < day }) }
  func isWithin(_ other: Book) -> Bool { offences.isSubset(of: other.offences) }

  /// Some of what one book has and the other hasn't; nothing where they are the same.
  func differences(from other: Book) -> [String] {
    let offences = offences.symmetricDifference(other.offences).map { "\($0)" }
    let contacts = contacts.symmetricDifference(other.contacts).map { "\($0)" }
    return Array((offences.sorted() + contacts.sorted()).prefix(3))
  }
  func lessOf(_ other: Book) -> Set<Offence> { offences.subtracting(other.offences) }
}
