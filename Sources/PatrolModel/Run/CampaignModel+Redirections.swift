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
    guard units[unit].redirection != nil,
      let memory = process.field.memory(at: place, second: time, isHere: false)
    else { return }
    units[unit].redirection?.arrival = OpenRedirection.Arrival(
      rates: process.truth.deterrableHarmRates(at: place, second: time), memory: memory)
  }

  /// A unit ends its visit, before it counts as gone, or breaks off its way to one.
  mutating func closeRedirection(of unit: Int, second time: Double) {
    guard let redirection = units[unit].redirection else { return }
    units[unit].redirection = nil
    let minutes = (time - redirection.orderedInSeconds) / 60
    guard let arrival = redirection.arrival, minutes > 0, case .visiting = view.units[unit].activity else {
      return
    }
    let worth = process.field.worth(
      ofMinutes: (time - view.units[unit].sinceInSeconds) / 60, tactic: view.units[unit].tactic,
      from: arrival.memory)
    let prevented = harmPrevented(by: worth, arrival.rates, at: time)
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
    guard seconds > 0, let memory = process.field.memory(at: place, second: time, isHere: isHere) else {
      return 0
    }
    let worth = process.field.worth(ofMinutes: minutes, tactic: view.units[unit].tactic, from: memory)
    let rates = process.truth.deterrableHarmRates(at: place, second: time)
    return harmPrevented(by: worth, rates, at: time) / (seconds / 60)
  }

  /// Expected harm prevented, in days.
  private func harmPrevented(
    by worth: VisitWorth, _ rates: DeterrableHarmRates, at time: Double
  ) -> Double {
    process.field.habituation(at: time) * (worth.soonInHours * rates.now + worth.laterInHours * rates.week)
  }
}
