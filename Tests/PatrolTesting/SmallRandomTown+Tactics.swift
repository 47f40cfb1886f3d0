// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension SmallRandomTown {
  /// Switches on tactics, shares and changes by type, waves, units that patrol on, familiarity and arrests that take time:
  /// each in half of the towns.
  mutating func switchOnTactics(_ scenario: inout Scenario) {
    if coin() {
      for index in scenario.tactics.indices {
        scenario.tactics[index].effect = number(0...3)
        scenario.tactics[index].discoveryFactor = number(0...3)
        scenario.tactics[index].arrestFactor = number(0...3)
      }
      for index in scenario.operation.units.indices {
        let mode = scenario.operation.units[index].mode
        scenario.operation.units[index].tactic = oneOf(scenario.tactics.filter { $0.isOpen(to: mode) }).id
      }
    }
    let types = scenario.crime.types.map(\.id)
    for index in types.indices where coin() {
      scenario.crime.types[index].deterrableShare = number(0...1)
      let other = oneOf(types)
      if other != types[index] {
        scenario.deterrence.typeChanges.append(
          TypeChange(from: types[index], to: other, share: number(0...1)))
      }
    }
    if coin() {
      scenario.phases.afterWeeks = 3
      scenario.phases.secondWave = SecondWave(afterWeeks: whole(1...2), weeks: 1)
    }
    if coin() { scenario.operation.after = .share(number(0...1)) }
    if coin() { scenario.operation.familiarity = FamiliarityRule() }
    if coin() { scenario.operation.arrestProcessingInHours = number(0...4) }
    if coin() { scenario.operation.shiftFlexibilityInMinutes = number(0...180) }
  }
}
