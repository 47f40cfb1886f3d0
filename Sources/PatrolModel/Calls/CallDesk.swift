// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import RandomVariates

/// What the run keeps of calls for service and of who answers them.
struct CallDesk {
  /// A unit of response, besides what its control room sees.
  struct Responder {
    var nextDuty = 0
    /// Whether it can be given calls, or will when it is free again.
    var isOnShift = false
    /// The end of its shift, or of its last, in seconds.
    var dutyEnd = 0.0
  }

  /// The call that each unit is on its way to or at; units of the operation first.
  var assigned: [Assignment?] = []
  var responders: [Responder] = []
  var other = OtherCalls()
  var waiting = WaitingCalls()
  /// Calls that the call handler has not passed on yet.
  var toCome = Pool<TimedCall>()
  var outcome = CallOutcome(operationUnitCount: 0, responseUnitCount: 0)

  /// A call that a unit was sent to.
  struct Assignment {
    let call: TimedCall
    let since: Double
    var arrived = 0.0
  }

  private static let crimeStream: StreamName = "crime call"
  private static let serviceStream: StreamName = "crime call service"

  /// Goes back to the start of a campaign, in the memory that is there.
  mutating func reset(_ tables: CallTables?, operationUnitCount: Int) {
    let count = tables?.responders.count ?? 0
    waiting.removeAll()
    toCome.removeAll()
    outcome = CallOutcome(operationUnitCount: operationUnitCount, responseUnitCount: count)
    guard tables != nil else { return }
    assigned = [Assignment?](repeating: nil, count: operationUnitCount + count)
    responders = [Responder](repeating: Responder(), count: count)
  }

  /// Returns the call that a reported offence is, if it is one for immediate attendance.
  func crimeCall(
    _ offence: KnownOffence, id: UInt64, seed: UInt64, replication: UInt64, _ tables: CallTables
  ) -> TimedCall? {
    let calls = tables.scenario.crime[Int(offence.type)]
    let slots = UniformSlots(seed: seed, replication: replication, name: CallDesk.crimeStream, entity: id)
    guard slots.uniform(0) < calls.immediateShare else { return nil }
    var service = RandomStream(
      seed: seed, replication: replication, name: CallDesk.serviceStream, entity: id)
    let call = CallForService(
      receivedInSeconds: offence.knownInSeconds, place: Int(offence.place), grade: calls.grade,
      type: Int(offence.type))
    return TimedCall(call: call, serviceInSeconds: tables.service.draw(&service))
  }

  /// Counts a call that a unit is sent to.
  mutating func assign(_ call: TimedCall, to unit: Int, at time: Double, travel: Double, target: Double) {
    let rank = call.call.grade.rank
    let delay = time - call.call.receivedInSeconds
    assigned[unit] = Assignment(call: call, since: time)
    outcome.units[unit].calls += 1
    outcome.grades[rank].answered += 1
    outcome.grades[rank].delayInSeconds += delay
    outcome.grades[rank].responseInSeconds += delay + travel
    if delay + travel > target { outcome.grades[rank].overTarget += 1 }
  }

  /// Counts a call that a unit is done with.
  ///
  /// - Returns: The call, and when the unit came to it.
  mutating func clear(_ unit: Int, at time: Double) -> Assignment {
    guard let done = assigned[unit] else { preconditionFailure("Unit \(unit) has no call to clear") }
    assigned[unit] = nil
    outcome.units[unit].busyHours += (time - done.since) / 3_600
    outcome.grades[done.call.call.grade.rank].cleared += 1
    return done
  }

  /// Counts the time that a unit worked past the end of its shift.
  mutating func addOvertime(_ unit: Int, seconds: Double) {
    let hours = max(0, seconds) / 3_600
    outcome.units[unit].overtimeHours += hours
    outcome.units[unit].dutyHours += hours
  }

  /// What became of all calls by the end of a run.
  func outcome(atEnd end: Double) -> CallOutcome {
    var outcome = outcome
    for rank in outcome.grades.indices { outcome.grades[rank].waitingAtEnd = waiting.count(rank: rank) }
    for (unit, assignment) in assigned.enumerated() {
      guard let assignment else { continue }
      outcome.grades[assignment.call.call.grade.rank].inServiceAtEnd += 1
      outcome.units[unit].busyHours += (end - assignment.since) / 3_600
    }
    return outcome
  }
}

/// Whether a unit is taken away for the whole of a shift, by a number of the unit's and the shift's own.
enum Abstraction {
  private static let stream: StreamName = "abstraction"

  /// - Parameters:
  ///   - share: The share of its shifts on which it is, in `0...1`.
  ///   - unit: The unit, as ``StreamEntities`` have it.
  ///   - shift: When the shift was planned to start.
  static func takes(
    _ share: Double, unit: UInt64, shift: CivilMoment, seed: UInt64, replication: UInt64
  ) -> Bool {
    guard share > 0 else { return false }
    var random = RandomStream(
      seed: seed, replication: replication, name: stream, entity: unit,
      part: UInt64(bitPattern: Int64(shift.date.dayNumber * 86_400 + shift.secondOfDay)))
    return random.uniform() < share
  }
}
