// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What the control room knows at one moment: the clock, its units, and recorded crime.
///
/// It has no rate, no fate, no memory of deterrence: the truth is not in this type. The run keeps one view and
/// brings it up to date in place; a strategy that keeps a copy of it pays for copying the record.
public struct OperationView: Sendable {
  /// Seconds since the start of the run.
  public package(set) var nowInSeconds: Double
  /// The civil calendar of the run.
  public let calendar: CivilCalendar
  /// What does not change during the campaign.
  public package(set) var plan: OperationPlan
  /// Every unit's state, by index.
  public package(set) var units: [UnitView] = []
  /// The units of ordinary response; none where the scenario has no calls for service.
  public package(set) var responseUnits: [ResponseUnitView] = []
  /// Offences that were known when the campaign began, in the order in which they became known.
  public private(set) var history: ArraySlice<KnownOffence> = []
  /// Offences that have become known since, in that order.
  public private(set) var record: [KnownOffence] = []
  /// What of both packs look back on, by place; nothing where the scenario has no packs.
  private(set) var lately = KnownAtPlaces()
  /// Tips that have reached analysts, in that order.
  public package(set) var tips: [Tip] = []
  /// Searches and arrests at stops, in order.
  public package(set) var stops: [PastStop] = []
  /// Visits that are over, in the order in which they ended.
  public package(set) var visits: [PastVisit] = []
  /// How well units know wards; `nil` where that is not simulated.
  var familiarity: Familiarity?

  /// Takes what was known when the campaign began, in the order in which it became known, and forgets all else that was recorded.
  package mutating func beginRecord(after history: ArraySlice<KnownOffence>) {
    self.history = history
    record.removeAll(keepingCapacity: true)
    guard plan.makesPacks else { return }
    lately.reset(placeCount: plan.places.count)
    // Packs of the first weeks look back beyond the start.
    let start = nowInSeconds - BriefingPack.problemSpanInSeconds
    let first = history.lastIndex { $0.knownInSeconds < start }.map { $0 + 1 } ?? history.startIndex
    for offence in history[first...] { lately.append(offence) }
  }

  /// Adds an offence that became known, after all others.
  package mutating func addToRecord(_ offence: KnownOffence) {
    record.append(offence)
    if plan.makesPacks { lately.append(offence) }
  }

  /// Returns how well a unit knows a ward now, by its index in ``OperationPlan/wards``, in `0..<1`.
  ///
  /// - Returns: `nil` where that is not simulated.
  public func familiarity(ofUnit unit: Int, withWard ward: Int) -> Double? {
    familiarity?.value(ofUnit: unit, ward: ward, atSecond: nowInSeconds)
  }

  /// Returns how well a unit knows the ward of a place now, in `0..<1`; `nil` where that is not simulated.
  public func familiarity(ofUnit unit: Int, atPlace place: Int) -> Double? {
    familiarity(ofUnit: unit, withWard: plan.placeWards[place])
  }

  /// The places of each unit; empty until the campaign begins.
  package var unitPlaces: [[Int]] = []

  package init(nowInSeconds: Double, calendar: CivilCalendar, plan: OperationPlan) {
    self.nowInSeconds = nowInSeconds
    self.calendar = calendar
    self.plan = plan
  }

  /// Returns the places that a unit may be sent to, by their indices, in the scenario's order.
  ///
  /// They are those of its team, or those that the strategy's ``DeploymentOptions`` leave it this week.
  ///
  /// - Complexity: O(1).
  public func places(of unit: Int) -> [Int] {
    unitPlaces.isEmpty ? plan.teamPlaces[units[unit].team] : unitPlaces[unit]
  }

  /// Returns where a unit is now: on the straight line to its destination while it travels.
  ///
  /// One that was redirected on a way of a table is on the line to the point by which it goes, or on the line from
  /// there.
  public func position(of unit: Int) -> Coordinate {
    let state = units[unit]
    let start = plan.position(of: state.whereabouts)
    guard let (place, arrival) = state.journey, arrival > state.sinceInSeconds else { return start }
    let goal = plan.places[place].centre
    let elapsed = nowInSeconds - state.sinceInSeconds
    if let turn = turn(of: state, to: place) {
      let corner = plan.position(of: turn.point)
      if elapsed < turn.seconds { return start.towards(corner, share: elapsed / turn.seconds) }
      let rest = arrival - state.sinceInSeconds - turn.seconds
      return corner.towards(goal, share: rest > 0 ? (elapsed - turn.seconds) / rest : 1)
    }
    return start.towards(goal, share: elapsed / (arrival - state.sinceInSeconds))
  }

  /// Returns the time that a unit needs from where it is now to a place, in seconds.
  ///
  /// On the road it is by distance from the straight line where travel is by distance; else by the quicker of the
  /// ways on and back.
  public func travelInSeconds(of unit: Int, to place: Int) -> Double {
    let state = units[unit]
    if let exits = exits(of: state), let way = plan.way(by: exits, to: place, mode: state.mode) {
      return way.seconds
    }
    if case .travelling = state.activity {
      return plan.travelInSeconds(from: .road(position(of: unit)), to: place, by: state.mode)
    }
    return plan.travelInSeconds(from: state.whereabouts, to: place, by: state.mode)
  }
}

/// A visit that is over.
public struct PastVisit: Hashable, Sendable {
  /// The place, by its index.
  public let place: Int
  /// Seconds since the start of the run.
  public let endInSeconds: Double
  /// How long it lasted.
  public let minutes: Double
  /// How it was made, by its index in ``OperationPlan/tactics``.
  public let tactic: Int

  public init(place: Int, endInSeconds: Double, minutes: Double, tactic: Int = 0) {
    self.place = place
    self.endInSeconds = endInSeconds
    self.minutes = minutes
    self.tactic = tactic
  }
}

/// A point that a unit can be at.
public enum Whereabouts: Hashable, Sendable {
  /// The base of a team, by its index.
  case base(team: Int)
  /// A place, by its index.
  case place(Int)
  /// Somewhere between.
  case road(Coordinate)
}

/// A unit as its control room sees it.
public struct UnitView: Hashable, Sendable {
  public enum Activity: Hashable, Sendable {
    case offDuty
    case travelling(to: Int, arrivesInSeconds: Double)
    case visiting(place: Int, untilInSeconds: Double)
    case standingBy
    case onBreak
    /// On the way to a call for service, or at it.
    case responding(to: Int, arrivesInSeconds: Double)
    /// At its base, after a shift started or before it ends.
    case handingOver(untilInSeconds: Double)
    /// Takes care of whom it arrested, until then.
    case processingArrest(untilInSeconds: Double)

    /// What it is called, in words: one of ``names``.
    public var name: String {
      let index =
        switch self {
        case .offDuty: 0
        case .travelling: 1
        case .visiting: 2
        case .standingBy: 3
        case .onBreak: 4
        case .responding: 5
        case .handingOver: 6
        case .processingArrest: 7
        }
      return Activity.names[index]
    }

    /// All that a unit can be doing, in words.
    public static let names = [
      "off duty", "travelling", "visiting", "standing by", "on break", "responding", "handing over",
      "processing an arrest",
    ]
  }
  /// Index of its team.
  public let team: Int
  public let mode: TravelMode
  /// Whether it is kept for patrol, and never sent to calls for service.
  public let isRingfenced: Bool
  /// How it makes the visit that it travels to or is at, or made its last one: by its index in ``OperationPlan/tactics``.
  public package(set) var tactic: Int
  public package(set) var activity = Activity.offDuty
  /// When that began, in seconds since the start of the run.
  public package(set) var sinceInSeconds = 0.0
  /// Where it is, or where it set out from; see ``OperationView/position(of:)``.
  public package(set) var whereabouts: Whereabouts
  /// The ways off the road, where it is or set out from there and travel isn't by distance.
  var exits: RoadExits?
  /// The start of its shift, in seconds since the start of the run; of the last one when off duty.
  public package(set) var shiftStartInSeconds = 0.0
  /// When its tasks end: the end of its shift, or the handover before it; in seconds since the start of the run, of
  /// the last one when off duty.
  public package(set) var shiftEndInSeconds = 0.0
  /// Tasks that it was given since its shift started.
  public package(set) var tasksThisShift = 0

  package init(team: Int, mode: TravelMode, tactic: Int = 0, isRingfenced: Bool = true) {
    self.team = team
    self.mode = mode
    self.tactic = tactic
    self.isRingfenced = isRingfenced
    whereabouts = .base(team: team)
  }

  /// The place that it visits or is on its way to visit; `nil` where there is none.
  public var placeAimedAt: Int? {
    switch activity {
    case .travelling(let place, _), .visiting(let place, _): place
    case .offDuty, .standingBy, .onBreak, .responding, .handingOver, .processingArrest: nil
    }
  }

  /// Where it goes and when it arrives, or has arrived; `nil` where it goes nowhere.
  var journey: (place: Int, arrival: Double)? {
    switch activity {
    case .travelling(let place, let arrival), .responding(let place, let arrival): (place, arrival)
    case .offDuty, .visiting, .standingBy, .onBreak, .processingArrest, .handingOver: nil
    }
  }
}

extension Coordinate {
  /// Returns the point at a share of the line to another, which is held to `0...1`.
  fileprivate func towards(_ goal: Coordinate, share: Double) -> Coordinate {
    let share = min(1, max(0, share))
    return Coordinate(
      longitude: longitude + share * (goal.longitude - longitude),
      latitude: latitude + share * (goal.latitude - latitude))
  }
}
