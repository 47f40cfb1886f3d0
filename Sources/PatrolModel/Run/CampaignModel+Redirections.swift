// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

// What redirections were worth, by the true rates; see `RedirectionCause`. It changes nothing in the run.
extension CampaignModel {
  /// Takes note of an order, while the unit still does what it is to leave.
  mutating func openRedirection(_ order: Redirection, at time: Double) -> OpenRedirection {
    let cause = RedirectionCause(order.reason)
    dosage[units[order.unit].period].redirectionsByCause[cause.rawValue] += 1
    return OpenRedirection(
      cause: cause, orderedInSeconds: time, leftPerMinute: preventedPerMinuteByGoingOn(order.unit, at: time))
  }

  /// A redirected unit has arrived, before it counts as present.
  mutating func noteArrivalOfRedirection(_ unit: Int, at place: Int, second time: Double) {
    guard units[unit].redirection != nil else { return }
    let rates = process.truth.deterrableHarmRates(at: place, second: time)
    units[unit].redirection?.rates = OpenRedirection.HarmRates(now: rates.now, week: rates.week)
  }

  /// A unit ends its visit, before it counts as gone, or breaks off its way to one.
  mutating func closeRedirection(of unit: Int, second time: Double) {
    guard let redirection = units[unit].redirection else { return }
    units[unit].redirection = nil
    let minutes = (time - redirection.orderedInSeconds) / 60
    guard let rates = redirection.rates, minutes > 0,
      case .visiting(let place, _) = view.units[unit].activity,
      let worth = process.field.worth(
        ofVisitTo: place, second: time, minutes: (time - view.units[unit].sinceInSeconds) / 60, isOver: true,
        isHere: true, tactic: view.units[unit].tactic)
    else { return }
    let prevented = harmPrevented(by: worth, rates, at: time)
    if prevented / minutes > redirection.leftPerMinute {
      dosage[units[unit].period].redirectionsPaidByCause[redirection.cause.rawValue] += 1
    }
  }

  /// Expected harm prevented a minute if a unit goes on with what it does, in days.
  private func preventedPerMinuteByGoingOn(_ unit: Int, at time: Double) -> Double {
    switch view.units[unit].activity {
    case .visiting(let place, let end):
      return prevented(
        by: unit, at: place, minutes: (end - time) / 60, isHere: true, over: end - time, at: time)
    case .travelling(let place, let arrival):
      let visit = units[unit].plannedVisitInSeconds
      return prevented(
        by: unit, at: place, minutes: visit / 60, isHere: false, over: arrival + visit - time, at: time)
    case .offDuty, .standingBy, .onBreak, .responding, .handingOver, .processingArrest: return 0
    }
  }

  private func prevented(
    by unit: Int, at place: Int, minutes: Double, isHere: Bool, over seconds: Double, at time: Double
  ) -> Double {
    guard seconds > 0,
      let worth = process.field.worth(
        ofVisitTo: place, second: time, minutes: minutes, isOver: false, isHere: isHere,
        tactic: view.units[unit].tactic)
    else { return 0 }
    let rates = process.truth.deterrableHarmRates(at: place, second: time)
    return harmPrevented(by: worth, OpenRedirection.HarmRates(now: rates.now, week: rates.week), at: time)
      / (seconds / 60)
  }

  /// Expected harm prevented, in days.
  private func harmPrevented(
    by worth: VisitWorth, _ rates: OpenRedirection.HarmRates, at time: Double
  ) -> Double {
    process.field.habituation(at: time) * (worth.soonInHours * rates.now + worth.laterInHours * rates.week)
  }
}
