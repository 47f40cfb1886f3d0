// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What the force puts on the streets: its teams, shifts and units, and how they are to patrol.
public struct Operation: Hashable, Sendable {
  public var teams: [Team]
  public var shifts: [ShiftPattern]
  public var units: [PatrolUnit]
  /// How long a visit is meant to last, in minutes; greater than 0. Source of 15: Koper 1995.
  public var visitInMinutes: Double
  /// The gap aimed at between two visits to a place, in hours; greater than 0. Source of 2: Sacramento.
  ///
  /// No strategy is bound to it; what is delivered is reported beside ``plannedVisitsPerDay(chosenTargets:)``.
  public var gapInHours: Double
  /// The length of the break in each shift, in minutes; at least 0.
  public var breakInMinutes: Double
  public var speeds: TravelSpeeds
  /// How the time between two points is found.
  public var travel: Travel
  /// The id of the tactic that units use unless they or the strategy name another.
  public var tactic: String
  /// Who patrols on after the campaign.
  public var after: AfterPatrol
  /// How units get to know wards; `nil` where that is not simulated.
  public var familiarity: FamiliarityRule?
  /// How long an arrest at the scene takes the unit that makes it off patrol, in hours; at least 0, and 0 for no time.
  public var arrestProcessingInHours: Double
  /// The visits that the strategy `scheduled-visits` makes; no other strategy is bound to it.
  public var timetable: Timetable?
  /// Visits that a force made, which the strategy `fixed-rota` repeats; `nil` where it has its tours.
  public var delivered: [DeliveredVisit]?
  /// When units are on duty, instead of by shift patterns; `nil` where each has its shift.
  public var rota: [RotaShift]?
  /// By how much a strategy may move the start of a shift, earlier or later, in minutes; at least 0.
  public var shiftFlexibilityInMinutes: Double

  /// - Precondition: `travel` has a matrix for each team, of its base and its places.
  public init(
    teams: [Team], shifts: [ShiftPattern], units: [PatrolUnit], visitInMinutes: Double = 15,
    gapInHours: Double = 2, breakInMinutes: Double = 45, speeds: TravelSpeeds = TravelSpeeds(),
    travel: Travel = .distance, tactic: String = Tactic.usual, after: AfterPatrol = .none,
    familiarity: FamiliarityRule? = nil, arrestProcessingInHours: Double = 0,
    timetable: Timetable? = nil, delivered: [DeliveredVisit]? = nil, rota: [RotaShift]? = nil,
    shiftFlexibilityInMinutes: Double = 0
  ) {
    self.teams = teams
    self.shifts = shifts
    self.units = units
    self.visitInMinutes = visitInMinutes
    self.gapInHours = gapInHours
    self.breakInMinutes = breakInMinutes
    self.speeds = speeds
    self.travel = travel
    self.tactic = tactic
    self.after = after
    self.familiarity = familiarity
    self.arrestProcessingInHours = arrestProcessingInHours
    self.timetable = timetable
    self.delivered = delivered
    self.rota = rota
    self.shiftFlexibilityInMinutes = shiftFlexibilityInMinutes
  }

  /// Visits a day that the gap aimed at asks for: one to each place of a team every so many hours, while
  /// a unit of the team is on duty.
  ///
  /// - Parameter chosenTargets: How many targets all teams together get, where they are chosen in each replication.
  public func plannedVisitsPerDay(chosenTargets: Int? = nil) -> Double {
    teams.reduce(0) { sum, team in
      let targets = chosenTargets.map { Double($0) / Double(teams.count) } ?? Double(team.places.count)
      return sum + coveredHoursPerDay(of: team) / gapInHours * targets
    }
  }

  /// Hours a day in which a unit of a team is on duty; by a rota the mean over its days.
  private func coveredHoursPerDay(of team: Team) -> Double {
    if let rota {
      return RotaShift.coveredHoursPerDay(rota, of: Set(units.filter { $0.team == team.id }.map(\.id)))
    }
    var isCovered = [Bool](repeating: false, count: 7 * 1_440)
    for unit in units where unit.team == team.id {
      for shift in shifts where shift.id == unit.shift {
        for day in shift.days {
          for minute in 0..<shift.lengthInMinutes {
            isCovered[(day * 1_440 + shift.startMinute + minute) % isCovered.count] = true
          }
        }
      }
    }
    return Double(isCovered.count { $0 }) / 60 / 7
  }
}

/// Units that share an area.
public struct Team: Hashable, Sendable {
  /// A short name, unique in the scenario.
  public var id: String
  /// Where its units start and end a shift.
  public var base: Coordinate
  /// The ids of the targets it patrols; at least one, but none where they are chosen in each replication.
  public var places: [String]

  public init(id: String, base: Coordinate, places: [String]) {
    self.id = id
    self.base = base
    self.places = places
  }
}

/// The hours and days on which a unit is on duty, in civil time.
public struct ShiftPattern: Hashable, Sendable {
  /// A short name, unique in the scenario.
  public var id: String
  /// Minutes after local midnight, in `0..<1440`.
  public var startMinute: Int
  /// In minutes, in `1...1440`; a shift may end on the next day.
  public var lengthInMinutes: Int
  /// The weekdays on which it starts, Monday 0 to Sunday 6, ascending; at least one.
  public var days: [Int]
  /// How long a unit hands over at its base after a shift starts, and again before it ends, in minutes; at least 0.
  public var handoverInMinutes: Double

  public init(
    id: String, startMinute: Int, lengthInMinutes: Int, days: [Int] = Array(0..<7),
    handoverInMinutes: Double = 0
  ) {
    self.id = id
    self.startMinute = startMinute
    self.lengthInMinutes = lengthInMinutes
    self.days = days
    self.handoverInMinutes = handoverInMinutes
  }
}

/// How a unit gets about.
public enum TravelMode: String, CaseIterable, Hashable, Sendable {
  case foot, cycle, car
}

/// Officers who patrol together.
public struct PatrolUnit: Hashable, Sendable {
  /// A short name, unique in the scenario.
  public var id: String
  /// The id of its team.
  public var team: String
  /// The id of its shift pattern; empty where the operation has a rota.
  public var shift: String
  public var mode: TravelMode
  /// How many officers it has; at least 1.
  public var officers: Int
  /// Whether it is kept for patrol; one that isn't can be sent to calls for service.
  public var isRingfenced: Bool
  /// The share of its shifts on which it is taken away for something else, in `0...1`.
  public var abstraction: Double
  /// The id of the tactic that it uses unless the strategy names another; `nil` for the operation's.
  public var tactic: String?

  public init(
    id: String, team: String, shift: String, mode: TravelMode = .car, officers: Int = 2,
    tactic: String? = nil,
    isRingfenced: Bool = true, abstraction: Double = 0
  ) {
    self.id = id
    self.team = team
    self.shift = shift
    self.mode = mode
    self.officers = officers
    self.isRingfenced = isRingfenced
    self.abstraction = abstraction
    self.tactic = tactic
  }
}

/// Door-to-door speeds; travel time = length of the way / speed, and where the way isn't known, its length is
/// great-circle distance × detour.
///
/// Defaults are assumptions.
public struct TravelSpeeds: Hashable, Sendable {
  /// In km/h; greater than 0.
  public var footInKilometresPerHour: Double
  /// In km/h; greater than 0.
  public var cycleInKilometresPerHour: Double
  /// In km/h; greater than 0.
  public var carInKilometresPerHour: Double
  /// Length of the way over the great-circle distance; at least 1.
  public var detour: Double

  public init(foot: Double = 5, cycle: Double = 13, car: Double = 25, detour: Double = 1.3) {
    self.footInKilometresPerHour = foot
    self.cycleInKilometresPerHour = cycle
    self.carInKilometresPerHour = car
    self.detour = detour
  }

  /// Returns the time to travel between two points by a mode, in seconds.
  public func travelInSeconds(from a: Coordinate, to b: Coordinate, by mode: TravelMode) -> Double {
    travelInSeconds(overMetres: a.distanceInMetres(to: b), by: mode)
  }

  /// Returns the time to travel between two points by a mode, in seconds, given their great-circle distance.
  public func travelInSeconds(overMetres metres: Double, by mode: TravelMode) -> Double {
    travelInSeconds(overWayOfMetres: metres * detour, by: mode)
  }

  /// Returns the time to travel along a way by a mode, in seconds, given its length.
  public func travelInSeconds(overWayOfMetres metres: Double, by mode: TravelMode) -> Double {
    let speed =
      switch mode {
      case .foot: footInKilometresPerHour
      case .cycle: cycleInKilometresPerHour
      case .car: carInKilometresPerHour
      }
    return metres / (speed / 3.6)
  }
}
