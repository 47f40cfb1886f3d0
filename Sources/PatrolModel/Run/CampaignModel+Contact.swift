// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

// Contacts between police and public: stops, tips, surveys.
extension CampaignModel {
  mutating func handle(_ event: ContactEvent, at time: Double, _ queue: inout EventQueue<Event>) {
    switch event {
    case .stop(let unit): stop(by: Int(unit), at: time, &queue)
    case .tipOccasion(let place): offerTip(at: Int(place), at: time, &queue)
    case .tipKnown(let slot): learnTip(contact.tips.underWay.take(slot), at: time, &queue)
    case .tipVisitDue(let slot): checkVisit(slot, at: time)
    case .tipFollowed(let slot): closeTip(contact.tips.open.take(slot))
    case .attendanceDue(let slot): checkAttendance(slot)
    case .survey(let slot): survey(contact.surveys.waiting.take(slot), at: time)
    }
  }

  /// What was counted of contacts; `nil` where the scenario has neither trust nor stops, tips or surveys.
  func contactOutcome() -> ContactOutcome? {
    let scenario = tables.scenario
    guard scenario.trust != nil || scenario.stops != nil || scenario.tips != nil || scenario.surveys != nil
    else { return nil }
    var outcome = contact.counts
    let (during, end) = (process.trust.valuesAtCampaignEnd(), process.trust.values(second: tables.end))
    for ward in during.indices {
      outcome.wards[ward].trustAtCampaignEnd = during[ward]
      outcome.wards[ward].trustAtEnd = end[ward]
    }
    for given in contact.tips.underWay.waiting { outcome.tips.countUnderWay(isTrue: given.isTrue) }
    for followed in contact.tips.open.waiting { outcome.tips.countOpen(isTrue: followed.given.isTrue) }
    return outcome
  }

  /// The ward of a place.
  func ward(of place: Int) -> Int { tables.wards.wardOfPlace[place] }
}

// Searches and arrests.
extension CampaignModel {
  /// A unit has begun to visit, or goes on after a stop: its next stop takes place if it is due before the visit ends.
  mutating func resumeStops(of unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard contact.stops.isOn, case .visiting(_, let end) = view.units[unit].activity else { return }
    let due = contact.stops.resume(unit, second: time, searchFactor: searchFactor(of: unit))
    guard due < end else { return }
    queue.schedule(.contact(.stop(unit: Int32(unit))), at: due)
  }

  /// A unit has left the place that it visited.
  mutating func pauseStops(of unit: Int, at time: Double) {
    guard contact.stops.isOn else { return }
    contact.stops.pause(unit, second: time, searchFactor: searchFactor(of: unit))
  }

  /// How many times as often as visible foot patrol a unit searches, with its tactic.
  private func searchFactor(of unit: Int) -> Double { tables.tactics.searchFactors[view.units[unit].tactic] }

  /// A visit of so many hours with a tactic has changed the trust of its ward, without a search.
  mutating func moveTrust(at place: Int, hours: Double, tactic: Int, second time: Double) {
    let amount = tables.tactics.trustPerHour[tactic] * hours
    if amount != 0 { process.trust.change(ward: ward(of: place), by: amount, second: time) }
  }

  private mutating func stop(by unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard contact.stops.isDue(unit, second: time),
      case .visiting(let place, let end) = view.units[unit].activity
    else { return }
    let outcome = contact.stops.takePlace(unit, searchFactor: searchFactor(of: unit))
    contact.counts.wards[ward(of: place)][outcome] += 1
    view.stops.append(PastStop(place: place, timeInSeconds: time, outcome: outcome))
    process.ledger.log(outcome.isSearch ? .search : .arrest, at: time, unit: unit, place: place)
    switch outcome {
    case .noFurtherAction: process.trust.searchedInVain(at: place, second: time)
    case .searchArrest:
      process.ledger.log(.arrest, at: time, unit: unit, place: place)
      process.trust.metJustly(at: place, second: time)
      arrestOfSeries(by: unit, at: place, second: time)
    case .otherOutcome: process.trust.metJustly(at: place, second: time)
    case .arrest: break
    }
    if outcome.isArrest, arrestsTakeTime {
      return beginProcessing(by: unit, ofArrestAt: place, at: time, &queue)
    }
    let searchInSeconds = outcome.isSearch ? contact.stops.law.searchDurationInMinutes * 60 : 0
    guard searchInSeconds > 0 else { return resumeStops(of: unit, at: time, &queue) }
    view.units[unit].activity = .visiting(place: place, untilInSeconds: end + searchInSeconds)
    queue.reschedule(&units[unit].next, at: end + searchInSeconds)
    contact.stops.delay(unit, bySeconds: searchInSeconds, searchFactor: searchFactor(of: unit))
    resumeStops(of: unit, at: time, &queue)
  }

  /// An arrest by a search may be of an offender of a series that is under way at the place, all of them equally likely.
  private mutating func arrestOfSeries(by unit: Int, at place: Int, second time: Double) {
    guard contact.stops.law.seriesArrestShare > 0, process.field.parameters.arrestsEndSeries else { return }
    let count = contact.series.atLargeCount(at: place, second: time, process.offenders)
    guard count > 0, contact.stops.isOfSeries(unit) else { return }
    let number = contact.stops.choose(unit, among: count)
    guard
      let (series, offender) = contact.series.atLarge(number, at: place, second: time, process.offenders)
    else { return }
    process.arrestOffender(offender, ofSeries: series, atSecond: time)
    contact.counts.wards[ward(of: place)].seriesArrests += 1
  }
}

// Surveys by text.
extension CampaignModel {
  /// An offence has become known: where it was reported, a survey is to go out.
  mutating func expectSurvey(of offence: KnownOffence, at time: Double, _ queue: inout EventQueue<Event>) {
    guard contact.surveys.isOn, !offence.isDiscovered, time < tables.campaignEnd else { return }
    let slot = contact.surveys.waiting.add(
      SurveyProcess.Reported(
        place: Int(offence.place), knownInSeconds: time, key: offence.surveyKey))
    queue.schedule(.contact(.attendanceDue(slot)), at: time + Surveys.targetInSeconds)
    queue.schedule(.contact(.survey(slot)), at: time + contact.surveys.law.delayInHours * 3_600)
  }

  private mutating func checkAttendance(_ slot: Int32) {
    var reported = contact.surveys.waiting.take(slot)
    reported.isAttended = process.field.wasPresent(at: reported.place, since: reported.knownInSeconds)
    let again = contact.surveys.waiting.add(reported)
    precondition(again == slot, "A slot that was freed last is used first")
  }

  private mutating func survey(_ reported: SurveyProcess.Reported, at time: Double) {
    let ward = ward(of: reported.place)
    contact.counts.wards[ward].surveysSent += 1
    let answer = contact.surveys.answer(reported, trust: process.trust.trust(inWard: ward, second: time))
    if answer.isAnswered { contact.counts.wards[ward].surveysAnswered += 1 }
    if answer.isSatisfied { contact.counts.wards[ward].surveysSatisfied += 1 }
  }
}
