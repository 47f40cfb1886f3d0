// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Testing

@Suite("What a result leans on")
struct AssumptionTests {
  @Test(
    "tells targets that are named from those that are chosen, and names tactics and changes of type where there are any"
  )
  func followsTheScenario() {
    var scenario = HandMade.scenario
    let usual = assumptions(of: scenario).joined(separator: "\n")
    #expect(usual.contains("The scenario names the targets."))
    #expect(!usual.contains("tactics") && !usual.contains("another type"))
    scenario.choice = TargetChoice(measure: .count, count: 1, windowInWeeks: 13)
    scenario.operation.tactic = "plain-clothes"
    scenario.deterrence.typeChanges = [TypeChange(from: "a", to: "b", share: 0.2)]
    let other = assumptions(of: scenario).joined(separator: "\n")
    #expect(other.contains("chosen in each replication by the count recorded in the last 13 weeks"))
    #expect(!other.contains("The scenario names the targets"))
    #expect(
      other.contains(
        "the effects of tactics other than visible foot patrol; the displaced offences that become another type"
      ))
  }
}
