// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// What the run keeps of a unit besides what its control room sees.
struct UnitState {
  let officers: Int
  let duty: [DutyPeriod]
  var nextDuty = 0
  var hasHadBreak = false
  /// Where the shift that it is on is counted: 0 for the campaign, 1 for the time after it.
  var period = 0
  /// How long the visit that it travels to is to last, in seconds.
  var plannedVisitInSeconds = 0.0
  /// The next event of what it is doing.
  var next = EventHandle.none
}
