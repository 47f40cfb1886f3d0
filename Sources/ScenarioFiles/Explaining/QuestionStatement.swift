// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// States what is asked and the time simulated.
enum QuestionStatement {
  static func parameters(_ scenario: Scenario) -> [StatedParameter] {
    var statement = Statement("The question")
    statement.add(StatedPath("patrolsim"), "the version of the format", ScenarioReader.version, allowed: "1")
    statement.add(Key.question, of: scenario, usual: .blank, at: StatedPath(""))
    return statement.parameters + time(scenario.phases)
  }

  private static func time(_ phases: Phases) -> [StatedParameter] {
    var statement = Statement("Time")
    let path = StatedPath("phases")
    statement.add(Key.phases, of: phases, usual: Phases(campaignStart: phases.campaignStart), at: path)
    statement.add(
      Key.secondWave, of: phases.secondWave, off: "none", usual: nil, at: path.below("second_wave"))
    return statement.parameters
  }
}
