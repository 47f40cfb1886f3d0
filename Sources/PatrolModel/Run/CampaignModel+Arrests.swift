// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

// An arrest at the scene takes time, where a scenario says how much: the unit that came first breaks off its visit and
// takes care of whom it arrested. The time covers the way to custody and back, so it goes on from the place of the
// arrest. A shift ends when it ends: whoever is on duty then takes over.
extension CampaignModel {
  mutating func beginProcessing(
    ofArrestAt place: Int, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    guard arrestsTakeTime, let unit = firstUnit(at: place) else { return }
    beginProcessing(by: unit, ofArrestAt: place, at: time, &queue)
  }

  /// Whether an arrest takes a unit off patrol.
  var arrestsTakeTime: Bool { tables.scenario.operation.arrestProcessingInHours > 0 }

  /// A unit that visits a place takes care of whom it arrested there.
  mutating func beginProcessing(
    by unit: Int, ofArrestAt place: Int, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    interrupt(unit, at: time, &queue)
    let end = time + tables.scenario.operation.arrestProcessingInHours * 3_600
    take(.processingArrest(untilInSeconds: end), unit, at: time)
    units[unit].next = queue.schedule(.processingEnds(unit: Int32(unit)), at: end)
    process.ledger.log(.processingStarted, at: time, unit: unit, place: place)
    tell(.taken(unit: unit, from: place), at: time, &queue)
  }

  mutating func endProcessing(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    process.ledger.log(.processingEnded, at: time, unit: unit)
    assign(unit, at: time, &queue)
    tellCleared(unit, at: time, &queue)
  }

  /// The unit that has been at a place for longest; of those that came at the same instant the first in the scenario.
  private func firstUnit(at place: Int) -> Int? {
    var first: Int?
    for unit in view.units.indices {
      guard case .visiting(place, _) = view.units[unit].activity else { continue }
      if let earlier = first, view.units[earlier].sinceInSeconds <= view.units[unit].sinceInSeconds {
        continue
      }
      first = unit
    }
    return first
  }
}
