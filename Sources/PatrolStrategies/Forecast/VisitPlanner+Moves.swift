// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

// What it would gain to move a unit from what it does.
extension VisitPlanner {
  /// A unit that leaves what it does for a place.
  struct Move {
    let unit: Int
    let place: Int
    let minutes: Double
    /// Harm prevented beyond that of what it leaves and the time that the move takes, in days.
    let gain: Double
  }

  /// Returns the move to a place that gains most, or `nil` where none is worth it or another unit has the place.
  ///
  /// A move has to prevent more than `hysteresis` times what the unit leaves, after the time that it takes longer is paid
  /// for at the price of a minute.
  ///
  /// - Parameter hysteresis: At least 1.
  func bestMove(to place: Int, hysteresis: Double, _ view: OperationView) -> Move? {
    guard !view.isTaken(place, except: nil) else { return nil }
    var best: Move?
    for unit in view.units.indices where view.places(of: unit).contains(place) {
      guard let left = goingOn(unit, view), let visit = visit(to: place, by: unit, view) else { continue }
      let gains = visit.harm - price(of: unit, view) * (visit.cost - left.minutes)
      guard gains > hysteresis * left.harm, gains - left.harm > best?.gain ?? 0 else { continue }
      best = Move(unit: unit, place: place, minutes: visit.minutes, gain: gains - left.harm)
    }
    return best
  }

  /// Returns the exchange by which a unit goes where another is going, and that one where the unit was to go.
  ///
  /// - Returns: Both moves, the other unit's first; empty where none is worth it.
  func bestExchange(with unit: Int, hysteresis: Double, _ view: OperationView) -> [Move] {
    guard case .travelling(let own, _) = view.units[unit].activity, let mine = goingOn(unit, view) else {
      return []
    }
    var best: (moves: [Move], gain: Double) = ([], 0)
    for other in view.units.indices
    where other != unit && view.places(of: other).contains(own) {
      guard case .travelling(let goal, _) = view.units[other].activity, goal != own,
        view.places(of: unit).contains(goal),
        let theirs = goingOn(other, view), let over = visit(to: goal, by: unit, view),
        let instead = visit(to: own, by: other, view)
      else { continue }
      let longer = over.cost + instead.cost - mine.minutes - theirs.minutes
      let gains = over.harm + instead.harm - price(of: unit, view) * longer
      let leaves = mine.harm + theirs.harm
      guard gains > hysteresis * leaves, gains - leaves > best.gain else { continue }
      best.gain = gains - leaves
      best.moves = [
        Move(unit: other, place: own, minutes: instead.minutes, gain: best.gain),
        Move(unit: unit, place: goal, minutes: over.minutes, gain: best.gain),
      ]
    }
    return best.moves
  }

  /// Harm that a unit prevents by going on with what it does, and the minutes that takes; `nil` for one that can't be moved.
  private func goingOn(_ unit: Int, _ view: OperationView) -> (harm: Double, minutes: Double)? {
    switch view.units[unit].activity {
    case .offDuty, .onBreak, .processingArrest, .responding, .handingOver: nil
    case .standingBy: (0, 0)
    case .travelling(let goal, _):
      visit(to: goal, by: unit, view).map { ($0.harm, $0.cost) } ?? (0, 0)
    case .visiting(let here, let until): restOfVisit(at: here, until: until, by: unit, view)
    }
  }
}
