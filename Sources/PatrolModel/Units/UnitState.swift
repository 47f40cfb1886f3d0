// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// What the run keeps of a unit besides what its control room sees.
struct UnitState {
  let officers: Int
  let duty: [DutyPeriod]
  var nextDuty = 0
  var hasHadBreak = false
  /// How long the visit that it travels to is to last, in seconds.
  var plannedVisitInSeconds = 0.0
  /// The next event of what it is doing.
  var next = EventHandle.none
}
