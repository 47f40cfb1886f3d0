// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents
import RandomVariates

extension CampaignModel {
  /// Goes back to the first moment of a campaign, in the memory that is there.
  mutating func reset(
    _ identity: ReplicationIdentity, strategy: any DeploymentStrategy, plan: OperationPlan,
    series: [CrimeSeries]
  ) {
    process.reset(identity, series: series)
    self.strategy = strategy
    if var informed = strategy as? any TruthInformedStrategy {
      informed.meet(process.truth)
      self.strategy = informed
    }
    pending.removeAll()
    toBeKnown.removeAll()
    view.nowInSeconds = tables.campaignStart
    view.plan = plan
    view.beginRecord(after: [])
    view.visits.removeAll(keepingCapacity: true)
    view.responseUnits.removeAll(keepingCapacity: true)
    desk.reset(tables.calls, operationUnitCount: tables.plan.unitTeams.count)
    view.tips.removeAll(keepingCapacity: true)
    view.stops.removeAll(keepingCapacity: true)
    contact.reset(identity, series: series, tables: tables)
    view.familiarity?.reset()
    let none = Dosage(placeCount: tables.plan.places.count, tacticCount: tables.plan.tactics.count)
    dosage = [none, none]
  }

  /// Schedules what is known at the start: what history left, and the first shifts.
  ///
  /// - Parameters:
  ///   - pending: Near repeats of offences before the campaign that are due in it or after it, by time.
  ///   - record: What became known of offences before the campaign, in that order; the last of it during the campaign.
  ///   - waves: The waves of near repeats that history left.
  ///   - random: The strategy's own stream in this replication.
  mutating func begin(
    pending: [PendingOffence], record: [KnownOffence], waves: NearRepeatWaves, random: RandomStream,
    _ queue: inout EventQueue<Event>
  ) {
    for offence in pending {
      queue.schedule(.offence(self.pending.add(offence)), at: offence.offence.timeInSeconds)
    }
    let split = record.lastIndex { $0.knownInSeconds < tables.campaignStart }.map { $0 + 1 } ?? 0
    for offence in record[split...] {
      schedule(offence, &queue)
      process.ledger.countRecorded(
        place: offence.place, type: offence.type, knownInSeconds: offence.knownInSeconds)
    }
    openCallDesk(&queue)
    process.waves = waves
    beginTips(&queue)
    guard strategy.deploysUnits else { return }
    view.beginRecord(after: record[..<split])
    scheduleWeeks(&queue)
    placeUnits(&queue)
    deployment = DeploymentPlan(options, plan: view.plan, history: view.history)
    rotatePatches(inWeek: 0, &queue)
    delivery =
      strategy.followsDelivered
      ? tables.delivered.map { DeliveryCount($0, campaignEnd: tables.campaignEnd) } : nil
    strategy.campaignBegins(view, random: random)
    moveShifts(inWeek: 0, at: tables.campaignStart, &queue)
  }

  /// Tells units their places in a week of the campaign, counted from 0, and comes back a week later where patches rotate.
  ///
  /// A unit that is at a place, or on its way there, finishes that visit.
  mutating func rotatePatches(inWeek week: Int, _ queue: inout EventQueue<Event>) {
    view.unitPlaces = deployment.placesOfUnits(inWeek: week)
    let day = 7 * (tables.scenario.phases.historyWeeks + week + 1)
    guard deployment.rotates, day < tables.calendar.dayCount else { return }
    queue.schedule(.patchesRotate(week: Int32(week + 1)), at: tables.calendar.dayStartInSeconds[day])
  }

  /// Puts every unit at its base, off duty until its first shift.
  private mutating func placeUnits(_ queue: inout EventQueue<Event>) {
    let operation = tables.scenario.operation
    let patrolsOn = operation.patrolsOn
    units.removeAll(keepingCapacity: true)
    view.units.removeAll(keepingCapacity: true)
    for (index, unit) in operation.units.enumerated() {
      let (duty, handover) = duty(of: index, patrolsOn: patrolsOn[index])
      units.append(
        UnitState(
          officers: unit.officers, duty: duty, handoverInSeconds: handover, abstraction: unit.abstraction))
      view.units.append(
        UnitView(
          team: view.plan.unitTeams[index], mode: unit.mode, tactic: view.plan.unitTactics[index],
          isRingfenced: unit.isRingfenced))
      scheduleShift(of: index, &queue)
    }
  }

  /// The shifts of the campaign, and those after it: to the end of the run for a unit that patrols on, else of the
  /// second wave, if there is one.
  private func duty(of unit: Int, patrolsOn: Bool) -> (periods: [DutyPeriod], handoverInSeconds: Double) {
    if let rota = tables.rotaDuty { return (rota[unit], 0) }
    let operation = tables.scenario.operation
    guard let shift = operation.shifts.first(where: { $0.id == operation.units[unit].shift }) else {
      preconditionFailure("There is no shift \(operation.units[unit].shift)")
    }
    return (duty(on: shift, patrolsOn: patrolsOn), shift.handoverInMinutes * 60)
  }

  private func duty(on shift: ShiftPattern, patrolsOn: Bool) -> [DutyPeriod] {
    let phases = tables.scenario.phases
    let later = patrolsOn ? phases.afterDays : phases.secondWaveDays
    return shift.dutyPeriods(calendar: tables.calendar, days: phases.campaignDays)
      + (later.map { shift.dutyPeriods(calendar: tables.calendar, days: $0) } ?? [])
  }
}
