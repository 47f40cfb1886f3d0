// SPDX-License-Identifier: GPL-3.0-or-later

/// The two ways off the road that a unit between two points knows: on to where it goes, or back.
///
/// A table has no row for a point on the road. A unit that is sent elsewhere from there goes by the quicker of its
/// two ways, so it never gains by having set out for another place. Going back takes as long as it took.
struct RoadExits: Hashable, Sendable {
  /// A base or a place, and the time to it.
  struct Exit: Hashable, Sendable {
    let point: Whereabouts
    let seconds: Double
  }
  let ahead: Exit
  let behind: Exit
}

extension OperationPlan {
  /// Returns the quicker way from the road to a place: the time in seconds, and the exit by which it goes.
  ///
  /// - Returns: `nil` where the table has none.
  func way(
    by exits: RoadExits, to place: Int, mode: TravelMode
  ) -> (seconds: Double, exit: RoadExits.Exit)? {
    let ahead = tabulatedSeconds(from: exits.ahead.point, to: place, by: mode).map {
      $0 + exits.ahead.seconds
    }
    let behind = tabulatedSeconds(from: exits.behind.point, to: place, by: mode).map {
      $0 + exits.behind.seconds
    }
    switch (ahead, behind) {
    case (let ahead?, let behind?): return ahead <= behind ? (ahead, exits.ahead) : (behind, exits.behind)
    case (let ahead?, nil): return (ahead, exits.ahead)
    case (nil, let behind?): return (behind, exits.behind)
    case (nil, nil): return nil
    }
  }
}

extension OperationView {
  /// Returns the ways off the road of a unit; `nil` where it is at a point or where travel is by distance.
  func exits(of state: UnitView) -> RoadExits? {
    guard !plan.travelsByDistance else { return nil }
    guard case .travelling(let goal, let arrival) = state.activity else {
      if case .road = state.whereabouts { return state.exits }
      return nil
    }
    let elapsed = nowInSeconds - state.sinceInSeconds
    let ahead = RoadExits.Exit(point: .place(goal), seconds: arrival - nowInSeconds)
    guard case .road = state.whereabouts else {
      return RoadExits(ahead: ahead, behind: RoadExits.Exit(point: state.whereabouts, seconds: elapsed))
    }
    // It set out from the road: it goes by one of the exits it had there, and is before or past that point.
    guard let exits = state.exits, let way = plan.way(by: exits, to: goal, mode: state.mode) else {
      return nil
    }
    let behind = RoadExits.Exit(point: way.exit.point, seconds: abs(elapsed - way.exit.seconds))
    return RoadExits(ahead: ahead, behind: behind)
  }
}
