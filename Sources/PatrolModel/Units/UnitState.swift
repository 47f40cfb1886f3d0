// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// What the run keeps of a unit besides what its control room sees.
struct UnitState {
  let officers: Int
  var duty: [DutyPeriod]
  let handoverInSeconds: Double
  /// The share of its shifts on which it is taken away.
  let abstraction: Double
  var nextDuty = 0
  /// The start of the next shift from which it isn't taken away.
  var nextShift = EventHandle.none
  /// The shifts to come from which it is taken away, with the moments at which they would start.
  var abstractions: [(shift: Int, event: EventHandle)] = []
  /// The first shift that no strategy has been asked yet to move.
  var nextMovable = 0
  var hasHadBreak = false
  /// The end of its shift, handover included, or of its last; in seconds since the start of the run.
  var dutyEnd = 0.0
  /// Whether its shift is over but for the call that it is at, and for handing over.
  var isPastShift = false
  /// Where the shift that it is on is counted: 0 for the campaign, 1 for the time after it.
  var period = 0
  /// How long the visit that it travels to is to last, in seconds.
  var plannedVisitInSeconds = 0.0
  /// The redirection that it follows, until that is over.
  var redirection: OpenRedirection?
  /// The next event of what it is doing.
  var next = EventHandle.none
}
