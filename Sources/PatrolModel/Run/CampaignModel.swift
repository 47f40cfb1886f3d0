// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents
import RandomVariates

/// The campaign and what comes after it, under one strategy: units act, crime reacts.
struct CampaignModel<Strategy: DeploymentStrategy>: SimulationModel {
  enum Event: BitwiseCopyable {
    /// A near repeat or a waiting displaced offence is due; its slot in the pool.
    case offence(Int32)
    /// An offence becomes known to units and analysts; its index in ``toBeKnown``.
    case known(Int32)
    case shiftStarts(unit: Int32)
    case shiftEnds(unit: Int32)
    case arrives(unit: Int32)
    case visitEnds(unit: Int32)
    case standByEnds(unit: Int32)
    case breakEnds(unit: Int32)
  }

  let tables: RunTables
  let offences: [PotentialOffence]
  var nextOffence = 0
  var process: OffenceProcess
  var pending = PendingPool()
  var toBeKnown: [KnownOffence] = []
  var record: [KnownOffence]
  var units: [UnitState] = []
  var lastVisits: [PastVisit?]
  var dosage = Dosage()
  var strategy: Strategy

  init(tables: RunTables, past: SharedPast, process: OffenceProcess, strategy: Strategy) {
    self.tables = tables
    self.process = process
    self.strategy = strategy
    offences = past.offences
    record = past.record
    let places = tables.plan.places.count
    lastVisits = [PastVisit?](repeating: nil, count: places)
    dosage.visitsByPlace = [Int](repeating: 0, count: places)
    dosage.presentMinutesByPlace = [Double](repeating: 0, count: places)
  }

  var nextArrivalTime: Double {
    nextOffence < offences.count ? offences[nextOffence].timeInSeconds : .infinity
  }

  mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Event>) {
    nextOffence += 1
    process.handle(offences[nextOffence - 1])
    follow(&queue)
  }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    switch event {
    case .offence(let slot):
      let due = pending.take(slot)
      if due.origin == nil { process.handle(due.offence) } else { process.arrive(due) }
      follow(&queue)
    case .known(let index): becomeKnown(toBeKnown[Int(index)], at: time, &queue)
    case .shiftStarts(let unit): startShift(Int(unit), at: time, &queue)
    case .shiftEnds(let unit): endShift(Int(unit), at: time, &queue)
    case .arrives(let unit): arrive(Int(unit), at: time, &queue)
    case .visitEnds(let unit):
      endVisit(Int(unit), at: time, isComplete: true)
      assign(Int(unit), at: time, &queue)
    case .standByEnds(let unit): assign(Int(unit), at: time, &queue)
    case .breakEnds(let unit):
      process.ledger.log(.breakEnded, at: time, unit: Int(unit))
      assign(Int(unit), at: time, &queue)
    }
  }

  /// Schedules what is known at the start: what history left, the first shifts, the first day.
  mutating func begin(past: SharedPast, random: RandomStream, _ queue: inout EventQueue<Event>) {
    for offence in past.pending {
      queue.schedule(.offence(pending.add(offence)), at: offence.offence.timeInSeconds)
    }
    for offence in past.knownLater {
      schedule(offence, &queue)
      process.ledger.countRecorded(
        place: offence.place, type: offence.type, knownInSeconds: offence.knownInSeconds)
    }
    guard strategy.deploysUnits else { return }
    let phases = tables.scenario.phases
    let operation = tables.scenario.operation
    let firstDay = 7 * phases.historyWeeks
    let lastDay = firstDay + 7 * phases.campaignWeeks - 1
    for (index, unit) in operation.units.enumerated() {
      guard let shift = operation.shifts.first(where: { $0.id == unit.shift }) else {
        preconditionFailure("There is no shift \(unit.shift)")
      }
      let team = tables.plan.unitTeams[index]
      units.append(
        UnitState(
          team: team, mode: unit.mode, officers: unit.officers,
          duty: shift.dutyPeriods(
            calendar: tables.calendar, firstDay: firstDay, lastDay: lastDay, campaignEnd: tables.campaignEnd),
          position: tables.plan.teamBases[team]))
      scheduleShift(of: index, &queue)
    }
    strategy.campaignBegins(view(at: tables.campaignStart), random: random)
  }

  /// What the control room knows now.
  func view(at time: Double) -> OperationView {
    OperationView(
      nowInSeconds: time,
      calendar: tables.calendar, plan: tables.plan,
      units: units.map { $0.view(at: time) { tables.plan.places[$0].centre } }, record: record,
      lastVisits: lastVisits)
  }

  /// Schedules what the offence just handled led to.
  private mutating func follow(_ queue: inout EventQueue<Event>) {
    if let known = process.known {
      schedule(known, &queue)
      process.known = nil
    }
    for follower in process.followers {
      queue.schedule(.offence(pending.add(follower)), at: follower.offence.timeInSeconds)
    }
    process.followers.removeAll(keepingCapacity: true)
  }

  private mutating func schedule(_ offence: KnownOffence, _ queue: inout EventQueue<Event>) {
    queue.schedule(.known(Int32(toBeKnown.count)), at: offence.knownInSeconds)
    toBeKnown.append(offence)
  }

  private mutating func becomeKnown(
    _ offence: KnownOffence, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    record.append(offence)
    process.ledger.log(.offenceKnown, at: time, place: Int(offence.place), type: Int(offence.type))
    guard strategy.deploysUnits, time < tables.campaignEnd else { return }
    for order in strategy.offenceBecameKnown(offence, view(at: time)) {
      redirect(order, at: time, &queue)
    }
  }
}
