// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of the calls for service of a campaign, in sums.
///
/// For each grade, received = lost + cleared + in service at the end + waiting at the end, exactly.
public struct CallOutcome: Hashable, Sendable {
  /// By ``CallGrade/rank``.
  public var grades = [CallSums](repeating: CallSums(), count: CallGrade.allCases.count)
  /// What each unit had of it: those of the operation first, then those of response, each in the scenario's order.
  public var units: [UnitWorkload]
  /// How many of ``units`` belong to the operation.
  public var operationUnitCount: Int
  /// Visits that a call ended, or kept from beginning.
  public var preemptions = 0
  /// Calls that went to another unit than the first choice of their place; 0 but under the rule *preference*.
  public var notFirstChoice = 0
  /// Shifts on which a unit of response was taken away.
  public var abstractedShifts = 0

  public init(operationUnitCount: Int, responseUnitCount: Int) {
    self.operationUnitCount = operationUnitCount
    units = [UnitWorkload](repeating: UnitWorkload(), count: operationUnitCount + responseUnitCount)
  }

  /// The sums over all grades.
  public var total: CallSums { grades.reduce(into: CallSums()) { $0.add($1) } }
  /// What the units of ordinary response had of it.
  public var response: UnitWorkload { sum(operationUnitCount..<units.count) }
  /// What the units of the operation had of it.
  public var operation: UnitWorkload { sum(0..<operationUnitCount) }

  private func sum(_ range: Range<Int>) -> UnitWorkload {
    units[range].reduce(into: UnitWorkload()) { $0.add($1) }
  }
}

/// Counts and sums of calls.
public struct CallSums: Hashable, Sendable, Codable {
  public var received = 0
  /// Calls that a unit was assigned to.
  public var answered = 0
  /// Calls that had to wait, answered since or not.
  public var queued = 0
  /// Calls that found no unit and no room to wait.
  public var lost = 0
  /// Calls whose unit is free again.
  public var cleared = 0
  /// Calls that still wait when the run ends.
  public var waitingAtEnd = 0
  /// Calls that a unit is on its way to, or at, when the run ends.
  public var inServiceAtEnd = 0
  /// The sum of the dispatch delays of answered calls, from receipt to assignment, in seconds.
  public var delayInSeconds = 0.0
  /// The sum of the response times of answered calls, dispatch delay plus travel time, in seconds.
  public var responseInSeconds = 0.0
  /// Answered calls whose response time exceeded the target.
  public var overTarget = 0

  public init() {}

  /// The mean response time of answered calls, in minutes; `nil` where there is none.
  public var meanResponseInMinutes: Double? {
    answered > 0 ? responseInSeconds / Double(answered) / 60 : nil
  }

  mutating func add(_ other: CallSums) {
    received += other.received
    answered += other.answered
    queued += other.queued
    lost += other.lost
    cleared += other.cleared
    waitingAtEnd += other.waitingAtEnd
    inServiceAtEnd += other.inServiceAtEnd
    delayInSeconds += other.delayInSeconds
    responseInSeconds += other.responseInSeconds
    overTarget += other.overTarget
  }
}

/// How much of its time a unit, or some of them, spent on calls.
public struct UnitWorkload: Hashable, Sendable, Codable {
  /// Calls answered.
  public var calls = 0
  /// Hours on duty, overtime included.
  public var dutyHours = 0.0
  /// Hours on the way to calls and at them.
  public var busyHours = 0.0
  /// Hours past the end of a shift.
  public var overtimeHours = 0.0

  public init() {}

  /// Busy hours over hours on duty, in `0...1`; `nil` for no duty.
  public var utilisation: Double? { dutyHours > 0 ? busyHours / dutyHours : nil }

  mutating func add(_ other: UnitWorkload) {
    calls += other.calls
    dutyHours += other.dutyHours
    busyHours += other.busyHours
    overtimeHours += other.overtimeHours
  }
}
