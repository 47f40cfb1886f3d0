// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

// Tips: given, learned by analysts, followed to their outcome.
extension CampaignModel {
  /// Schedules the first occasion for a tip at every place.
  mutating func beginTips(_ queue: inout EventQueue<Event>) {
    guard contact.tips.isOn else { return }
    for place in tables.plan.places.indices {
      scheduleOccasion(at: place, after: tables.campaignStart, &queue)
    }
  }

  private func scheduleOccasion(at place: Int, after time: Double, _ queue: inout EventQueue<Event>) {
    let next = time + contact.tips.gapInSeconds(at: place)
    guard next < tables.campaignEnd else { return }
    queue.schedule(.contact(.tipOccasion(place: Int32(place))), at: next)
  }

  /// What the rate of tips is multiplied by at a place now: T/T₀ · (1 + gain·f).
  ///
  /// Whatever else moves it is a factor here, and its greatest value one in the greatest factor of ``TipProcess``.
  private func tipFactor(at place: Int, second time: Double) -> Double {
    process.trust.factor(at: place, second: time)
      * (1 + contact.tips.engagementGain * familiarityOfEngagement(at: place, second: time))
  }

  /// *f*: how well the ward of a place is known to the unit of micro-engagement that knows it best; 0 without one.
  private func familiarityOfEngagement(at place: Int, second time: Double) -> Double {
    guard contact.tips.engagementGain > 0, strategy.deploysUnits, let familiarity = view.familiarity else {
      return 0
    }
    let ward = view.plan.placeWards[place]
    var best = 0.0
    for unit in units.indices where view.plan.unitTactics[unit] == tables.tactics.microEngagement {
      best = max(best, familiarity.value(ofUnit: unit, ward: ward, atSecond: time))
    }
    return best
  }

  mutating func offerTip(at place: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    let occasion = contact.tips.takeOccasion(at: place)
    scheduleOccasion(at: place, after: time, &queue)
    let reasons = contact.tips.reasonCount(at: place, second: time, contact.series, process)
    let isTrue = reasons > 0
    let factor = tipFactor(at: place, second: time)
    guard contact.tips.isGiven(at: place, isTrue: isTrue, occasion, factor: factor) else { return }
    let type =
      isTrue
      ? contact.tips.reason(
        occasion.choose(among: reasons), at: place, second: time, contact.series, process)
      : contact.tips.falseType(occasion)
    let known = time + contact.tips.leadInSeconds(occasion)
    let tip = Tip(
      place: place, type: type, givenInSeconds: time, knownInSeconds: known, source: occasion.source)
    contact.counts.tips.countGiven(isTrue: isTrue)
    let slot = contact.tips.underWay.add(TipProcess.Given(tip: tip, isTrue: isTrue))
    guard known < tables.end else { return }
    queue.schedule(.contact(.tipKnown(slot)), at: known)
  }

  mutating func learnTip(_ given: TipProcess.Given, at time: Double, _ queue: inout EventQueue<Event>) {
    view.tips.append(given.tip)
    process.ledger.log(.tip, at: time, place: given.tip.place, type: given.tip.type)
    let slot = contact.tips.open.add(TipProcess.Followed(given: given))
    queue.schedule(.contact(.tipVisitDue(slot)), at: time + TipTable.visitWindowInSeconds)
    queue.schedule(.contact(.tipFollowed(slot)), at: time + TipTable.followedForInSeconds)
    guard strategy.deploysUnits, tables.isOperating(atSecond: time) else { return }
    view.nowInSeconds = time
    strategy.tipCame(given.tip, view, orders: &orders)
    obey(at: time, &queue)
  }

  mutating func checkVisit(_ slot: Int32, at time: Double) {
    var followed = contact.tips.open.take(slot)
    followed.wasVisited = process.field.wasPresent(
      at: followed.given.tip.place, since: followed.given.tip.knownInSeconds)
    let again = contact.tips.open.add(followed)
    precondition(again == slot, "A slot that was freed last is used first")
  }

  mutating func closeTip(_ followed: TipProcess.Followed) {
    contact.counts.tips.countFollowed(
      isTrue: followed.given.isTrue, wasVisited: followed.wasVisited,
      sawOffence: contact.tips.sawOffence(since: followed.given.tip))
  }
}
