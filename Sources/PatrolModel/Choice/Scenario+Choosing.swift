// SPDX-License-Identifier: GPL-3.0-or-later

extension Scenario {
  /// The fewest places for each target among which a choice means something; with fewer nearly all of them are chosen.
  ///
  /// An assumption; a force chooses from hundreds.
  public static let fewestCandidatesPerTarget = 10

  /// Returns the scenario with as many targets as it has, chosen in each replication on its own history.
  ///
  /// All its places become candidates, ranked by the harm recorded in the 52 weeks before the campaign, or all weeks of a shorter
  /// history. A scenario that chooses already is returned as it is.
  ///
  /// - Returns: `nil` where that can't be: fewer than ``fewestCandidatesPerTarget`` places a target, or travel, visits or a
  ///   timetable laid down for its own targets.
  public func choosingItsTargets() -> Scenario? {
    guard choice == nil else { return self }
    let targets = crime.places.count { $0.role == .target }
    guard targets >= max(1, operation.teams.count),
      crime.places.count >= Scenario.fewestCandidatesPerTarget * targets, operation.travel == .distance,
      operation.delivered == nil, operation.timetable == nil, calls == nil
    else { return nil }
    var scenario = self
    scenario.choice = TargetChoice(
      measure: .harm, count: targets, windowInWeeks: min(52, phases.historyWeeks))
    for place in scenario.crime.places.indices {
      scenario.crime.places[place].role = .candidate
      scenario.crime.places[place].target = nil
    }
    for team in scenario.operation.teams.indices { scenario.operation.teams[team].places = [] }
    return scenario
  }
}
