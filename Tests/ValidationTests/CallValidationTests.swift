// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolModel
import PatrolStrategies
import Testing

/// Places at one point, so that nobody travels, with exponential service and units that are always on shift.
private struct QueueTown {
  /// Calls in a mean service time, by place.
  var offeredLoads: [Double]
  var unitCount: Int
  /// How many calls can wait; `nil` for any number.
  var queueCapacity: Int?
  /// Units by place, first choice first; empty for the closest.
  var preferences: [[Int]] = []

  /// Calls in a week.
  static let callsPerWeek = 1_500.0

  func scenario(weeks: Int) -> Scenario {
    let centre = Coordinate(longitude: 0, latitude: 51.5)
    let type = CrimeType(id: "crime", name: "Crime", harmInDays: 1)
    let places = offeredLoads.indices.map {
      Place(id: "place-\($0)", name: "Place", centre: centre, ratesPerYear: [0])
    }
    let offeredLoad = offeredLoads.reduce(0, +)
    var calls = CallsForService(types: [type])
    calls.other = .byPlace(offeredLoads.map { $0 / offeredLoad * QueueTown.callsPerWeek / 7 })
    // One grade, so that the discipline is first come, first served.
    (calls.emergencyShare, calls.priorityShare) = (1, 0)
    calls.serviceLaw = .exponential
    calls.serviceMeanInMinutes = offeredLoad * 7 * 1_440 / QueueTown.callsPerWeek
    calls.queueCapacity = queueCapacity
    calls.responseUnits = (0..<unitCount).map {
      ResponseUnit(id: "unit-\($0)", base: centre, shift: "always")
    }
    if !preferences.isEmpty {
      calls.dispatch = .preference
      calls.preferences = preferences.indices.map { place in
        DispatchPreference(places: ["place-\(place)"], units: preferences[place].map { "unit-\($0)" })
      }
    }
    return Scenario(
      name: "Queue",
      phases: Phases(
        timeZone: "UTC", campaignStart: CivilDate(year: 2024, month: 1, day: 8), historyWeeks: 1,
        campaignWeeks: weeks, afterWeeks: 0),
      crime: CrimePattern(places: places, types: [type], seriesKinds: []),
      operation: Operation(
        teams: [], shifts: [ShiftPattern(id: "always", startMinute: 0, lengthInMinutes: 1_440)], units: []),
      calls: calls)
  }

  func runner(weeks: Int, seed: UInt64) -> ReplicationRunner {
    ReplicationRunner(
      scenario: scenario(weeks: weeks), seed: seed,
      strategies: [LabelledStrategy(label: "none", strategy: NoExtraPatrol())])
  }

  /// What became of the calls after the first week, the warm-up period of some 200 mean service times and more.
  ///
  /// A run that ends after that week is the beginning of the longer one, digit for digit, so it is taken away.
  func outcomes(weeks: Int, replications: Int, seed: UInt64) -> [CallOutcome] {
    let (whole, warmUp) = (runner(weeks: 1 + weeks, seed: seed), runner(weeks: 1, seed: seed))
    return (1...replications).compactMap { replication in
      guard var outcome = whole.run(replication: replication).outcomes[0].calls,
        let first = warmUp.run(replication: replication).outcomes[0].calls
      else { return nil }
      outcome.grades[0].received -= first.grades[0].received
      outcome.grades[0].queued -= first.grades[0].queued
      outcome.grades[0].lost -= first.grades[0].lost
      outcome.grades[0].answered -= first.grades[0].answered
      outcome.grades[0].delayInSeconds -= first.grades[0].delayInSeconds
      outcome.notFirstChoice -= first.notFirstChoice
      for unit in outcome.units.indices { outcome.units[unit].busyHours -= first.units[unit].busyHours }
      return outcome
    }
  }
}

/// A number of servers and a load, with how many calls an error of 1% in each figure needs to be found with power .9.
private struct Station: Sendable, CustomTestStringConvertible {
  let units: Int
  let load: Double
  /// For the share that is lost where none can wait, in millions of calls.
  let millionsForLoss: Double
  /// For the share that waits where any number can, in millions of calls.
  let millionsForWaiting: Double

  var testDescription: String { "\(units) units, load \(load)" }

  // Calls needed are (5.17 / 1%)² × calls × the relative variance of the figure over runs of 20,000 calls; 5.17 = 3.89 +
  // 1.28. Mean waits need more: 14 million calls for 2 units, 21 for 3, and 60 to 100 for the others.
  static let all = [
    Station(units: 3, load: 1.5, millionsForLoss: 3, millionsForWaiting: 5),
    Station(units: 10, load: 7, millionsForLoss: 11, millionsForWaiting: 19),
    Station(units: 10, load: 8, millionsForLoss: 6.5, millionsForWaiting: 13),
    Station(units: 5, load: 4, millionsForLoss: 2.5, millionsForWaiting: 5),
    Station(units: 2, load: 1, millionsForLoss: 1.5, millionsForWaiting: 14),
  ]

  /// The replications of a test.
  static let replications = 16

  // In a debug build so many calls take an hour. There these tests find errors of 5 to 10% only, and the rules are checked
  // call by call below; `make validate` has the power.
  private static let isThorough = !_isDebugAssertConfiguration()
  static let forLoss = isThorough ? all : [all[0], all[2]]
  static let forWaiting = isThorough ? all : [all[3], all[4]]

  /// The weeks of each replication that hold so many calls.
  static func weeks(millions: Double) -> Int {
    let weeks = 1e6 * millions / QueueTown.callsPerWeek / Double(replications)
    return isThorough ? Int(weeks.rounded(.up)) : 2
  }
}

@Suite("Calls for service agree with queueing theory", .tags(.theory))
struct CallValidationTests {
  private func expect(_ figures: [Double], are theory: Double, _ comment: Comment) {
    let interval = ConfidenceInterval(of: figures, level: 0.9999)
    #expect(interval.contains(theory), "\(comment): \(interval) and not \(theory)")
  }

  @Test("the share of calls that is lost where none can wait is Erlang's B", arguments: Station.forLoss)
  private func loss(_ station: Station) {
    let town = QueueTown(offeredLoads: [station.load], unitCount: station.units, queueCapacity: 0)
    let outcomes = town.outcomes(
      weeks: Station.weeks(millions: station.millionsForLoss), replications: Station.replications, seed: 21)
    expect(
      outcomes.map { Double($0.total.lost) / Double($0.total.received) },
      are: erlangB(unitCount: station.units, offeredLoad: station.load), "lost")
  }

  @Test("the share of calls that waits, and the mean wait, are Erlang's C", arguments: Station.forWaiting)
  private func waiting(_ station: Station) {
    let town = QueueTown(offeredLoads: [station.load], unitCount: station.units)
    let outcomes = town.outcomes(
      weeks: Station.weeks(millions: station.millionsForWaiting), replications: Station.replications, seed: 22
    )
    expect(
      outcomes.map { Double($0.total.queued) / Double($0.total.received) },
      are: erlangC(unitCount: station.units, offeredLoad: station.load), "waited")
    let serviceInSeconds = 60 * (town.scenario(weeks: 1).calls?.serviceMeanInMinutes ?? 0)
    expect(
      outcomes.map { $0.total.delayInSeconds / Double($0.total.answered) / serviceInSeconds },
      are: erlangCMeanWait(unitCount: station.units, offeredLoad: station.load), "mean wait")
  }

  /// Three units and four kinds of call, with any number waiting.
  ///
  /// Source: Larson and Odoni, *Urban Operations Research*, Prentice-Hall, 1981, §§5.4–5.5.
  private let threeUnits = QueueTown(
    offeredLoads: [0.5, 0.25, 0.35, 0.4], unitCount: 3,
    preferences: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [2, 0, 1]])

  @Test("dispatch by preference gives the workloads of Larson and Odoni's hypercube")
  func hypercube() {
    // Which unit works how much of the whole needs a quarter of a million calls for the power of a 1% error, which any
    // build has; the shares of time and of calls need five million.
    let weeks = max(10, Station.weeks(millions: 5))
    let outcomes = threeUnits.outcomes(weeks: weeks, replications: Station.replications, seed: 23)
    for (unit, workload) in [0.557364, 0.473372, 0.469264].enumerated() {
      expect(
        outcomes.map { $0.units[unit].busyHours / (Double(weeks) * 168) }, are: workload, "unit \(unit + 1)")
      expect(
        outcomes.map { $0.units[unit].busyHours / $0.response.busyHours }, are: workload / 1.5,
        "share of unit \(unit + 1)")
    }
    expect(
      outcomes.map { Double($0.total.queued) / Double($0.total.received) }, are: 0.236842, "waited")
    expect(
      outcomes.map { Double($0.notFirstChoice) / Double($0.total.answered) }, are: 0.435325,
      "not by the first choice")
  }

  @Test(
    "call by call: first come, first served by the first of the listed units that is free, and lost where no more can wait",
    arguments: [0, 2, nil])
  func callByCall(queueCapacity: Int?) throws {
    var town = threeUnits
    town.queueCapacity = queueCapacity
    let outcome = town.runner(weeks: 2, seed: 24)
      .run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes[0]
    var isFree = [true, true, true]
    var waiting: [LoggedEvent] = []
    var lost = 0
    // Whom the event before gave a call to, if the rules want that now.
    var due: (unit: Int, place: Int)?
    for event in outcome.events where event.kind != .shiftStarted && event.kind != .shiftEnded {
      let place = try #require(event.place)
      switch event.kind {
      case .callReceived:
        #expect(due == nil)
        if let unit = town.preferences[place].first(where: { isFree[$0] }) {
          due = (unit, place)
        } else {
          waiting.append(event)
        }
      case .callLost:
        #expect(waiting.count == (queueCapacity ?? .max) + 1 && waiting.last?.place == place)
        waiting.removeLast()
        lost += 1
      case .unitAssigned:
        let unit = try #require(event.unit)
        #expect(due?.unit == unit && due?.place == place && isFree[unit])
        isFree[unit] = false
        due = nil
      case .callCleared:
        #expect(due == nil)
        let unit = try #require(event.unit)
        isFree[unit] = true
        if let next = waiting.first, let place = next.place {
          due = (unit, place)
          waiting.removeFirst()
        }
      default: #expect(event.kind == .arrivedAtCall)
      }
      #expect(waiting.count <= queueCapacity.map { $0 + 1 } ?? .max)
    }
    let sums = try #require(outcome.calls?.total)
    #expect(sums.received > 2_500 && sums.lost == lost && sums.waitingAtEnd == waiting.count)
    #expect((lost > 0) == (queueCapacity != nil))
  }
}
