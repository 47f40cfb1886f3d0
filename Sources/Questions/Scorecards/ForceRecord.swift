// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel

/// One replication as the force sees it: what was recorded, and what its own units did. Nothing of the truth is in it.
struct ForceRecord {
  /// An offence that the police know of.
  struct Offence {
    /// The day on which it became known, from the start of the history.
    let day: Int
    let place: Int
    let type: Int
    /// Whether patrol found it and nobody reported it.
    let isDiscovered: Bool
  }

  let scenario: Scenario
  let calendar: CivilCalendar
  /// By the day on which they became known, history included.
  let offences: [Offence]
  /// What units did, in order of time.
  let events: [LoggedEvent]
  /// The indices of the hotspots, ascending.
  let hotspots: [Int]
  /// The places of the ring round each hotspot.
  let rings: [[Int]]
  /// Visits a week that each hotspot should have.
  let plannedVisits: [Double]

  /// - Parameters:
  ///   - single: A replication that kept its book and its events.
  ///   - strategy: The index of the strategy.
  /// - Returns: `nil` where the scenario's time zone is not known.
  init?(_ single: SingleReplication, strategy: Int, of experiment: Experiment) {
    let scenario = experiment.scenario
    let phases = scenario.phases
    guard let calendar = phases.calendar else { return nil }
    self.scenario = scenario
    self.calendar = calendar
    let outcome = single.outcomes[strategy]
    offences = (single.history.book + outcome.book).compactMap { offence in
      guard let known = offence.knownInSeconds, known < calendar.endInSeconds else { return nil }
      return Offence(
        day: calendar.day(atSecond: known), place: Int(offence.place), type: Int(offence.type),
        isDiscovered: offence.isDiscovered)
    }.sorted { $0.day < $1.day }
    events = outcome.events
    let frame = experiment.frame.choosing(single.history.chosen)
    let hotspots = frame.places(in: .targets)
    self.hotspots = hotspots
    rings = ForceRecord.rings(of: hotspots, buffers: frame.places(in: .buffers), scenario.crime.places)
    plannedVisits = ForceRecord.planned(hotspots, scenario)
  }

  /// The first day of a week of the campaign, from the start of the history.
  func firstDay(ofWeek week: Int) -> Int { 7 * (scenario.phases.historyWeeks + week) }

  /// A buffer belongs to the target that it names, or else to the nearest.
  private static func rings(of hotspots: [Int], buffers: [Int], _ places: [Place]) -> [[Int]] {
    var rings = hotspots.map { _ in [Int]() }
    for buffer in buffers {
      let named = hotspots.firstIndex { places[$0].id == places[buffer].target }
      let nearest = hotspots.indices.min {
        places[hotspots[$0]].centre.distanceInMetres(to: places[buffer].centre)
          < places[hotspots[$1]].centre.distanceInMetres(to: places[buffer].centre)
      }
      if let owner = named ?? nearest { rings[owner].append(buffer) }
    }
    return rings
  }

  private static func planned(_ hotspots: [Int], _ scenario: Scenario) -> [Double] {
    let operation = scenario.operation
    if let choice = scenario.choice {
      let each = operation.plannedVisitsPerDay(chosenTargets: choice.count) / Double(max(1, choice.count))
      return hotspots.map { _ in 7 * each }
    }
    return hotspots.map { place in
      operation.teams.filter { $0.places.contains(scenario.crime.places[place].id) }.reduce(0) { sum, team in
        var own = operation
        own.teams = [team]
        return sum + 7 * own.plannedVisitsPerDay() / Double(team.places.count)
      }
    }
  }
}
