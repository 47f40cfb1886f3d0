// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents
import RandomVariates

/// The campaign and what comes after it, under one strategy: units act, crime reacts.
///
/// The strategy is called where a decision is due, some thousand times a week, through its protocol; everything
/// else in the run loop is concrete.
struct CampaignModel: SimulationModel {
  enum Event: BitwiseCopyable {
    /// A near repeat or a waiting displaced offence is due; its slot in ``pending``.
    case offence(Int32)
    /// An offence becomes known to units and analysts; its slot in ``toBeKnown``.
    case known(Int32)
    case shiftStarts(unit: Int32)
    /// A shift from which a unit is taken away would start.
    case shiftAbstracted(unit: Int32, shift: Int32)
    /// A week begins whose shifts a strategy may move, counted from the start of the campaign.
    case weekBegins(Int32)
    case shiftEnds(unit: Int32)
    case arrives(unit: Int32)
    case visitEnds(unit: Int32)
    case standByEnds(unit: Int32)
    case breakEnds(unit: Int32)
    /// A unit has taken over at the start of a shift, or handed over at its end.
    case handoverEnds(unit: Int32)
    /// A crime call is passed on by the call handler; its slot in ``CallDesk/toCome``.
    case call(Int32)
    case otherCall
    case callArrived(unit: Int32)
    case callCleared(unit: Int32)
    case responseShiftStarts(unit: Int32)
    case responseShiftEnds(unit: Int32)
    case processingEnds(unit: Int32)
    /// Units hand their patches on to each other; the week of the campaign that begins.
    case patchesRotate(week: Int32)
    /// Anything between police and public besides.
    case contact(ContactEvent)
  }

  let tables: RunTables
  var arrivals = ArrivingOffences()
  var process: OffenceProcess
  var pending = Pool<PendingOffence>()
  var toBeKnown = Pool<KnownOffence>()
  /// What the control room knows now.
  var view: OperationView
  var units: [UnitState] = []
  /// What was delivered in the campaign, and after it.
  var dosage = [Dosage(), Dosage()]
  /// How visits of a force's record are repeated; `nil` where the strategy follows none.
  var delivery: DeliveryCount?
  var desk = CallDesk()
  var strategy: any DeploymentStrategy
  let options: DeploymentOptions
  /// Who may be sent where; drawn when the campaign begins.
  var deployment = DeploymentPlan.none
  var contact: ContactState
  var orders: [Redirection] = []

  init(tables: RunTables, process: OffenceProcess, labelled: LabelledStrategy) {
    self.tables = tables
    self.process = process
    contact = ContactState(tables: tables, greatestFactor: process.trust.greatestFactor)
    strategy = labelled.strategy
    options = labelled.options
    view = OperationView(nowInSeconds: tables.campaignStart, calendar: tables.calendar, plan: tables.plan)
    view.familiarity = tables.scenario.operation.familiarity.map {
      Familiarity(
        $0, unitCount: tables.scenario.operation.units.count, wardCount: tables.plan.wards.count)
    }
  }

  var nextArrivalTime: Double { arrivals.nextTime }

  mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Event>) {
    process.handle(arrivals.next())
    follow(&queue)
  }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    switch event {
    case .offence(let slot):
      let due = pending.take(slot)
      if due.origin == nil { process.handle(due.offence) } else { process.arrive(due) }
      follow(&queue)
    case .known(let slot): becomeKnown(toBeKnown.take(slot), at: time, &queue)
    case .shiftStarts(let unit): startShift(Int(unit), at: time, &queue)
    case .shiftAbstracted(let unit, let shift):
      noteAbstraction(of: Int(unit), shift: Int(shift), at: time, &queue)
    case .weekBegins(let week): moveShifts(inWeek: Int(week), at: time, &queue)
    case .shiftEnds(let unit): endShift(Int(unit), at: time, &queue)
    case .arrives(let unit): arrive(Int(unit), at: time, &queue)
    case .visitEnds(let unit):
      endVisit(Int(unit), at: time, isComplete: true)
      assign(Int(unit), at: time, &queue)
    case .standByEnds(let unit): assign(Int(unit), at: time, &queue)
    case .breakEnds(let unit):
      process.ledger.log(.breakEnded, at: time, unit: Int(unit))
      assign(Int(unit), at: time, &queue)
    case .handoverEnds(let unit): endHandover(Int(unit), at: time, &queue)
    case .call(let slot): receive(desk.toCome.take(slot), at: time, &queue)
    case .otherCall: takeOtherCall(at: time, &queue)
    case .callArrived(let unit): arriveAtCall(Int(unit), at: time, &queue)
    case .callCleared(let unit): clearCall(Int(unit), at: time, &queue)
    case .responseShiftStarts(let unit): startResponseShift(Int(unit), at: time, &queue)
    case .responseShiftEnds(let unit): endResponseShift(Int(unit), at: time, &queue)
    case .processingEnds(let unit): endProcessing(Int(unit), at: time, &queue)
    case .patchesRotate(let week): rotatePatches(inWeek: Int(week), &queue)
    case .contact(let event): handle(event, at: time, &queue)
    }
  }

  /// Schedules what follows from the offence just handled.
  private mutating func follow(_ queue: inout EventQueue<Event>) {
    if let known = process.known {
      schedule(known, &queue)
      if let id = process.reportedID { scheduleCrimeCall(known, id: id, &queue) }
      process.known = nil
    }
    if let arrest = process.arrest {
      beginProcessing(ofArrestAt: arrest.place, at: arrest.second, &queue)
      process.arrest = nil
    }
    guard !process.followers.isEmpty else { return }
    for follower in process.followers {
      queue.schedule(.offence(pending.add(follower)), at: follower.offence.timeInSeconds)
    }
    process.followers.removeAll(keepingCapacity: true)
  }

  mutating func schedule(_ offence: KnownOffence, _ queue: inout EventQueue<Event>) {
    queue.schedule(.known(toBeKnown.add(offence)), at: offence.knownInSeconds)
  }

  private mutating func becomeKnown(
    _ offence: KnownOffence, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    view.addToRecord(offence)
    contact.tips.note(offence, second: time)
    expectSurvey(of: offence, at: time, &queue)
    process.ledger.log(.offenceKnown, at: time, place: Int(offence.place), type: Int(offence.type))
    guard strategy.deploysUnits, tables.isOperating(atSecond: time) else { return }
    view.nowInSeconds = time
    strategy.offenceBecameKnown(offence, view, orders: &orders)
    obey(at: time, &queue)
  }

  /// Carries out what the strategy has ordered.
  mutating func obey(at time: Double, _ queue: inout EventQueue<Event>) {
    guard !orders.isEmpty else { return }
    for order in orders { redirect(order, at: time, &queue) }
    orders.removeAll(keepingCapacity: true)
  }
}
