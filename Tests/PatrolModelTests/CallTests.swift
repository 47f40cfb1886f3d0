// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolStrategies
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolModel

/// A town whose few units have more calls than they can answer at once.
private func busyTown(
  dispatch: DispatchRule = .closest, queueCapacity: Int? = nil, isRingfenced: Bool = false,
  deterrence: Deterrence = Deterrence()
) -> Scenario {
  var scenario = SmallTown.scenario(deterrence: deterrence)
  for shift in scenario.operation.shifts.indices {
    scenario.operation.shifts[shift].handoverInMinutes = 15
  }
  for unit in scenario.operation.units.indices {
    scenario.operation.units[unit].isRingfenced = isRingfenced
    scenario.operation.units[unit].abstraction = 0.1
  }
  var calls = CallsForService(types: scenario.crime.types)
  calls.other = .everywhere(perDay: 60)
  calls.otherProfile = "night-life"
  calls.dispatch = dispatch
  calls.queueCapacity = queueCapacity
  calls.responseUnits = [
    ResponseUnit(id: "car", count: 2, base: scenario.crime.places[4].centre, shift: "day"),
    ResponseUnit(
      id: "van", base: scenario.crime.places[2].centre, shift: "late", mode: .cycle, abstraction: 0.3),
  ]
  if dispatch == .preference {
    calls.preferences = [
      DispatchPreference(places: ["park", "market"], units: ["van", "car"]),
      DispatchPreference(
        places: ["station"], units: isRingfenced ? ["car"] : ["town-late", "car", "town-day"]),
    ]
  }
  scenario.calls = calls
  return scenario
}

private func outcomes(
  _ scenario: Scenario, seed: UInt64 = 1, replication: Int = 1, keepsBook: Bool = false,
  keepsEvents: Bool = false
) -> [ReplicationOutcome] {
  ReplicationRunner(scenario: scenario, seed: seed, strategies: allStrategies())
    .run(
      replication: replication,
      recording: RecordingOptions(keepsBook: keepsBook, keepsEvents: keepsEvents)
    ).outcomes
}

@Suite("Laws of calls for service")
struct CallLawTests {
  @Test(
    "every call is cleared, in service, waiting or lost at the end, under every strategy and rule",
    arguments: DispatchRule.allCases, [0, 3, nil])
  func conservation(dispatch: DispatchRule, queueCapacity: Int?) throws {
    for outcome in outcomes(busyTown(dispatch: dispatch, queueCapacity: queueCapacity)) {
      let calls = try #require(outcome.calls)
      for sums in calls.grades {
        #expect(sums.received > 50)
        #expect(sums.received == sums.cleared + sums.inServiceAtEnd + sums.waitingAtEnd + sums.lost)
        #expect(sums.answered == sums.cleared + sums.inServiceAtEnd)
        #expect(sums.overTarget <= sums.answered && sums.delayInSeconds <= sums.responseInSeconds)
      }
      let total = calls.total
      #expect(calls.units.reduce(0) { $0 + $1.calls } == total.answered)
      switch queueCapacity {
      case 0: #expect(total.queued == 0 && total.delayInSeconds == 0 && total.lost > 0)
      case 3: #expect(total.queued > 0 && total.lost > 0 && total.waitingAtEnd <= 3)
      default: #expect(total.queued > 0 && total.lost == 0)
      }
      #expect(outcome.fates.isConserved)
      #expect(outcome.dosage.visitsStarted == outcome.dosage.visitsCompleted + outcome.dosage.visitsCut)
      let patrols = outcome.strategy != "no-extra-patrol"
      // A strategy without a timetable to follow makes no visits that a call could end.
      let visits = outcome.dosage.visitsStarted > 0
      #expect((calls.preemptions > 0) == visits && (calls.operation.calls > 0) == patrols)
    }
  }

  @Test("a unit is in one place and does one thing at a time", arguments: DispatchRule.allCases)
  func oneThingAtATime(dispatch: DispatchRule) throws {
    for outcome in outcomes(busyTown(dispatch: dispatch), seed: 2, keepsEvents: true) {
      try UnitDiary.check(outcome)
    }
  }

  @Test("if patrol deters nothing, calls change no offence that happens", arguments: [true, false])
  func nullEffect(isRingfenced: Bool) {
    var scenario = busyTown(isRingfenced: isRingfenced, deterrence: Deterrence(preset: .null))
    let withCalls = outcomes(scenario, seed: 3, keepsBook: true)
    scenario.calls = nil
    let without = outcomes(scenario, seed: 3, keepsBook: true)
    func facts(_ outcome: ReplicationOutcome) -> [[UInt64]] {
      outcome.book.map { [$0.id, $0.timeInSeconds.bitPattern, UInt64($0.place), UInt64($0.type)] }
    }
    let reference = facts(without[0])
    #expect(reference.count > 100)
    for outcome in withCalls + without { #expect(facts(outcome) == reference, "\(outcome.strategy)") }
  }

  @Test("calls that only units of response answer leave patrol and crime as they were, digit for digit")
  func responseAlone() {
    var scenario = busyTown(isRingfenced: true)
    let withCalls = outcomes(scenario, seed: 4, keepsBook: true)
    scenario.calls = nil
    for (one, other) in zip(withCalls, outcomes(scenario, seed: 4, keepsBook: true)) {
      #expect(one.dosage == other.dosage && one.fates == other.fates && one.book == other.book)
      #expect(one.calls?.operation.calls == 0 && (one.calls?.response.calls ?? 0) > 100)
    }
  }

  @Test("other demand is the same under every strategy")
  func sameDemand() {
    let demand = outcomes(busyTown(), seed: 5, keepsEvents: true).map { outcome in
      outcome.events.filter { $0.kind == .callReceived && $0.type == nil }
    }
    #expect(demand[0].count > 1_000)
    for events in demand { #expect(events == demand[0]) }
  }

  @Test("the same seed gives the same calls and events, another replication others")
  func determinism() {
    let runner = ReplicationRunner(scenario: busyTown(), seed: 6, strategies: allStrategies())
    let recording = RecordingOptions(keepsEvents: true)
    let first = runner.run(replication: 1, recording: recording).outcomes
    let other = runner.run(replication: 2, recording: recording).outcomes
    for (one, again) in zip(first, runner.run(replication: 1, recording: recording).outcomes) {
      #expect(one.calls == again.calls && one.events == again.events)
    }
    for (one, other) in zip(first, other) { #expect(one.calls != other.calls) }
  }

  @Test("officer hours are the same for all strategies, with units taken away for whole shifts")
  func officerHours() {
    let all = outcomes(busyTown(), seed: 7)
    #expect(all[1].dosage.abstractedShifts > 0)
    // 56 shifts of 18 officer hours, the last cut by two hours of two officers.
    let most = 56 * 18 - 4 - 18 * Double(all[1].dosage.abstractedShifts)
    for outcome in all.dropFirst() {
      #expect(outcome.dosage.officerHours == all[1].dosage.officerHours)
      #expect(outcome.dosage.abstractedShifts == all[1].dosage.abstractedShifts)
      #expect((most...most + 4).contains(outcome.dosage.officerHours))
    }
  }
}

/// Follows every unit through the events of a run.
private struct UnitDiary {
  enum State: Equatable { case offDuty, handingOver, free, onTheWay, at(Int), toCall(Int), atCall(Int) }

  /// Checks that each event of a unit may follow on the one before.
  static func check(_ outcome: ReplicationOutcome) throws {
    var states: [Int: State] = [:]
    var since: [Int: Double] = [:]
    for event in outcome.events {
      guard let unit = event.unit else { continue }
      let state = states[unit] ?? .offDuty
      func expect(_ allowed: Bool) { #expect(allowed, "\(event) after \(state), \(outcome.strategy)") }
      switch event.kind {
      case .shiftStarted:
        if case .toCall = state { continue }
        if case .atCall = state { continue }
        expect(state == .offDuty)
        states[unit] = .free
      case .handoverStarted: states[unit] = .handingOver
      case .shiftEnded:
        expect(state == (unit < 2 ? .handingOver : .free))
        states[unit] = .offDuty
      case .setOut:
        expect(state == .free || state == .onTheWay || state == .handingOver)
        if state == .handingOver { expect(event.timeInSeconds - (since[unit] ?? 0) == 900) }
        states[unit] = .onTheWay
      case .arrived:
        expect(state == .onTheWay)
        states[unit] = .at(try #require(event.place))
      case .left:
        expect(state == .at(try #require(event.place)))
        states[unit] = .free
      case .unitAssigned:
        expect([.free, .onTheWay, .handingOver].contains(state))
        states[unit] = .toCall(try #require(event.place))
      case .arrivedAtCall:
        expect(state == .toCall(try #require(event.place)))
        states[unit] = .atCall(try #require(event.place))
      case .callCleared:
        expect(state == .atCall(try #require(event.place)))
        states[unit] = .free
      default: break
      }
      since[unit] = event.timeInSeconds
    }
  }
}

@Suite("Calls for service")
struct CallTests {
  /// One place, one response unit that is always on shift, and no crime.
  private func lonePlace(service: ServiceLaw = .deterministic, perDay: Double = 40) -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 2)
    for place in scenario.crime.places.indices {
      scenario.crime.places[place].ratesPerYear = scenario.crime.types.map { _ in 0 }
    }
    scenario.operation.shifts.append(ShiftPattern(id: "always", startMinute: 0, lengthInMinutes: 1_440))
    var calls = CallsForService(types: scenario.crime.types)
    calls.other = .everywhere(perDay: perDay)
    calls.serviceLaw = service
    calls.responseUnits = [
      ResponseUnit(id: "car", base: scenario.crime.places[0].centre, shift: "always")
    ]
    scenario.calls = calls
    return scenario
  }

  @Test("urgent calls are answered before others that came earlier")
  func grades() throws {
    let calls = try #require(outcomes(lonePlace())[0].calls)
    let delays = calls.grades.map { $0.delayInSeconds / Double($0.answered) }
    #expect(delays[0] < delays[1] / 2 && delays[1] < delays[2] / 2, "\(delays)")
  }

  @Test(
    "a unit that attends a call at a place makes a stay there, and its pre-empted visit counts with what it had"
  )
  func stays() throws {
    var scenario = lonePlace(perDay: 12)
    scenario.calls?.responseUnits = []
    scenario.calls?.other = .byPlace([0, 6, 0, 0, 0, 6])
    for unit in scenario.operation.units.indices { scenario.operation.units[unit].isRingfenced = false }
    for outcome in outcomes(scenario).dropFirst() {
      let calls = try #require(outcome.calls)
      #expect(calls.operation.calls > 50)
      #expect(calls.preemptions > 5 || outcome.dosage.visitsStarted == 0)
      // Only calls bring a unit to places that aren't targets; each takes 45 minutes there.
      let present = outcome.dosage.presentMinutesByPlace
      #expect(present[1] > 0 && present[5] > 0 && present[3] == 0)
      let most = 45 * Double(calls.total.cleared)
      #expect(present[1] + present[5] <= most * (1 + 1e-9) && present[1] + present[5] > most / 2)
      #expect(outcome.dosage.visitsByPlace[1] == 0)
    }
  }

  @Test("a unit whose shift ends at a call stays until it is cleared, and that is overtime")
  func overtime() throws {
    var scenario = lonePlace(perDay: 6)
    scenario.calls?.serviceMeanInMinutes = 300
    scenario.calls?.responseUnits[0].shift = "day"
    let outcome = outcomes(scenario, keepsEvents: true)[0]
    let work = try #require(outcome.calls?.response)
    var (end, overtime) = (0.0, 0.0)
    for event in outcome.events {
      switch event.kind {
      case .shiftStarted: end = event.timeInSeconds + 9 * 3_600
      case .callCleared: overtime += max(0, event.timeInSeconds - end)
      case .shiftEnded: #expect(event.timeInSeconds >= end)
      case .unitAssigned: #expect(event.timeInSeconds < end)
      default: break
      }
    }
    #expect(overtime > 3_600)
    #expect(abs(work.overtimeHours - overtime / 3_600) < 1e-9)
    #expect(abs(work.dutyHours - (14 * 9 + work.overtimeHours)) < 1e-9)
  }

  @Test(
    "a unit of the operation in overtime ends its shift after its call, and its next shift starts at its base"
  )
  func overtimeOfPatrol() throws {
    var scenario = lonePlace(perDay: 8)
    scenario.calls?.serviceMeanInMinutes = 200
    scenario.calls?.responseUnits = []
    scenario.operation.shifts[0].handoverInMinutes = 15
    for unit in scenario.operation.units.indices { scenario.operation.units[unit].isRingfenced = false }
    for outcome in outcomes(scenario, keepsEvents: true).dropFirst() {
      let work = try #require(outcome.calls?.operation)
      #expect(work.overtimeHours > 5 && work.busyHours <= work.dutyHours)
      #expect(outcome.dosage.officerHours == Double(2 * 14 * 2 * 9 - 2 * 2))
    }
  }

  @Test(
    "a strategy names the unit where the scenario leaves dispatch to it, and a call waits where it names none"
  )
  func strategyDispatch() throws {
    struct Lazy: DeploymentStrategy {
      mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking { .standBy(minutes: 60) }
      mutating func unit(for call: CallForService, _ view: OperationView) -> Int? {
        call.grade == .emergency ? view.firstResponseUnit : call.grade == .priority ? 99 : nil
      }
    }
    var scenario = lonePlace(perDay: 20)
    scenario.calls?.dispatch = .strategy
    let outcome = ReplicationRunner(
      scenario: scenario, seed: 1, strategies: [LabelledStrategy(label: "lazy", strategy: Lazy())]
    ).run(replication: 1).outcomes[0]
    let grades = try #require(outcome.calls?.grades)
    #expect(grades[0].answered > 20 && grades[1].answered == 0 && grades[2].answered == 0)
    #expect(grades[1].waitingAtEnd == grades[1].received && grades[2].waitingAtEnd == grades[2].received)
  }

  @Test(
    "a service time has the mean and the variation that it is given", .tags(.theory),
    arguments: ServiceLaw.allCases)
  func serviceTime(law: ServiceLaw) {
    let service = ServiceTime(law: law, meanInSeconds: 2_700, variation: 0.6)
    let times = (0..<20_000).map { call in
      var random = RandomStream(seed: 1, replication: 1, name: "test service", entity: UInt64(call))
      return service.draw(&random)
    }
    let mean = times.reduce(0, +) / 20_000
    let variation = (times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000).squareRoot() / mean
    let theory = law == .exponential ? 1 : law == .deterministic ? 0 : 0.6
    // 3.89 standard errors of a mean; the spread of a spread is at most some 2% for laws with these tails.
    #expect(abs(mean / 2_700 - 1) <= 3.89 * theory / 20_000.0.squareRoot())
    #expect(abs(variation - theory) < 3.89 * 0.02)
  }

  @Test(
    "calls that wait are taken by grade, then in the order in which they came, from anywhere in the queue")
  func queue() {
    var waiting = WaitingCalls()
    func call(_ number: Int, _ grade: CallGrade) -> TimedCall {
      TimedCall(
        call: CallForService(receivedInSeconds: Double(number), place: 0, grade: grade), serviceInSeconds: 1)
    }
    for number in 0..<100 { waiting.append(call(number, number % 2 == 0 ? .scheduled : .priority)) }
    #expect(waiting.count == 100 && waiting.count(rank: 0) == 0 && waiting.count(rank: 1) == 50)
    waiting.remove(rank: 1, position: 3)
    for number in [1.0, 3, 5, 9] {
      #expect(waiting[rank: 1, 0].call.receivedInSeconds == number)
      waiting.remove(rank: 1, position: 0)
    }
    for _ in 0..<40 { waiting.remove(rank: 2, position: 0) }
    #expect(
      waiting[rank: 2, 0].call.receivedInSeconds == 80 && waiting[rank: 2, 9].call.receivedInSeconds == 98)
    #expect(waiting.count == 100 - 5 - 40)
    waiting.removeAll()
    #expect(waiting.count == 0 && waiting.count(rank: 2) == 0)
  }
}
