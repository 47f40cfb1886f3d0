// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What the control room knows at one moment: the clock, its units, and recorded crime.
///
/// It has no rate, no fate, no memory of deterrence: the truth is not in this type.
public struct OperationView: Sendable {
  /// Seconds since the start of the run.
  public let nowInSeconds: Double
  /// The civil calendar of the run.
  public let calendar: CivilCalendar
  /// What does not change during the campaign.
  public let plan: OperationPlan
  /// Every unit's state, by index.
  public let units: [UnitView]
  /// Recorded offences that are known by now, in the order in which they became known.
  public let record: [KnownOffence]
  /// The last visit to each place that is over, if there was one.
  public let lastVisits: [PastVisit?]
}

/// A visit that is over.
public struct PastVisit: Hashable, Sendable {
  /// Seconds since the start of the run.
  public let endInSeconds: Double
  /// How long it lasted.
  public let minutes: Double

  public init(endInSeconds: Double, minutes: Double) {
    self.endInSeconds = endInSeconds
    self.minutes = minutes
  }
}

/// A unit as its control room sees it.
public struct UnitView: Hashable, Sendable {
  public enum Activity: Hashable, Sendable {
    case offDuty
    case travelling(to: Int)
    case visiting(place: Int, untilInSeconds: Double)
    case standingBy
    case onBreak
  }
  /// Index of its team.
  public let team: Int
  public let mode: TravelMode
  public let activity: Activity
  /// Where it is, or where it set out from.
  public let position: Coordinate
  /// The end of its shift, in seconds since the start of the run; of the last one when off duty.
  public let shiftEndInSeconds: Double
  /// The start of its shift, in seconds since the start of the run.
  public let shiftStartInSeconds: Double
  /// Tasks that it was given since its shift started.
  public let tasksThisShift: Int
}
