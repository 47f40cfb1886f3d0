// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

/// What the control room knows at one moment: the clock, its units, and recorded crime.
///
/// It has no rate, no fate, no memory of deterrence: the truth is not in this type.
public struct OperationView: Sendable {
  /// Seconds since the start of the run.
  public let nowInSeconds: Double
  /// The day of the campaign, from 0.
  public let campaignDay: Int
  /// The civil calendar of the run.
  public let calendar: CivilCalendar
  /// What does not change during the campaign.
  public let plan: OperationPlan
  /// Every unit's state, by index.
  public let units: [UnitView]
  /// Recorded offences that are known by now, in the order in which they became known.
  public let record: [KnownOffence]
  /// When a unit last left each place, in seconds since the start of the run; `-infinity` if none has.
  public let lastVisitEndInSeconds: [Double]
}

/// What does not change during a campaign: places, teams, types and hours, as the force knows them.
public struct OperationPlan: Sendable {
  public struct PlaceView: Sendable {
    public let id: String
    public let centre: Coordinate
    public let kind: PlaceKind
    public let ward: String
    /// Whether the operation patrols it.
    public let isTarget: Bool
  }
  public struct TypeView: Sendable {
    public let id: String
    /// Days of harm of one offence.
    public let harmInDays: Double
    /// The hour-of-week multipliers the force assumes, Monday 00:00 first, mean 1.
    public let assumedHours: [Double]
  }
  public let places: [PlaceView]
  public let types: [TypeView]
  /// The indices of the places that each team patrols, ascending, by team.
  public let teamPlaces: [[Int]]
  /// Travel time between places by unit mode: `[mode][from][to]` in seconds, targets only; see
  /// ``travelInSeconds(from:to:by:)``.
  public let operation: Operation
  /// Seconds from the start of the run to the campaign's.
  public let campaignStartInSeconds: Double
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
