// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// States what is asked and the time simulated.
enum QuestionStatement {
  static func parameters(_ scenario: Scenario) -> [StatedParameter] {
    var statement = Statement("The question")
    statement.add(StatedPath("patrolsim"), "the version of the format", ScenarioReader.version, allowed: "1")
    statement.add(StatedPath("name"), "what reports call the scenario", scenario.name)
    statement.add(
      StatedPath("description"), "for the reader of a report",
      scenario.description.isEmpty ? "none" : scenario.description, usual: "none")
    statement.add(
      StatedPath("sources"), "where its numbers come from",
      scenario.sources.isEmpty ? "none" : scenario.sources.joined(separator: "; "), usual: "none")
    statement.add(
      StatedPath("seed"), "seed of all random numbers", "\(scenario.seed)", usual: "1",
      allowed: "from 0 to \(UInt64.max)", source: "arbitrary")
    return statement.parameters + time(scenario.phases)
  }

  private static func time(_ phases: Phases) -> [StatedParameter] {
    var statement = Statement("Time")
    let path = StatedPath("phases")
    let usual = Phases(campaignStart: phases.campaignStart)
    statement.add(
      path.below("time_zone"), "civil time zone", phases.timeZone, usual: usual.timeZone,
      allowed: "zones whose clocks change by whole hours", source: "assumption")
    statement.add(
      path.below("campaign_start"), "first day of the campaign", phases.campaignStart.description,
      allowed: "1980-01-01 to 2100-12-31")
    let limit = PhasesReader.weekLimit
    func add(_ key: String, _ meaning: String, _ weeks: KeyPath<Phases, Int>, from least: Int) {
      statement.add(
        path.below(key), meaning, phases[keyPath: weeks], usual: usual[keyPath: weeks], unit: "weeks",
        allowed: "from \(least) to \(limit)", source: "assumption")
    }
    add("history_weeks", "weeks before it, without the operation", \.historyWeeks, from: 1)
    add("campaign_weeks", "weeks with patrol", \.campaignWeeks, from: 1)
    add("after_weeks", "weeks afterwards, without patrol", \.afterWeeks, from: 0)
    addWave(phases.secondWave, to: &statement, at: path.below("second_wave"), limit: limit)
    return statement.parameters
  }

  private static func addWave(
    _ wave: SecondWave?, to statement: inout Statement, at path: StatedPath, limit: Int
  ) {
    func add(_ key: String, _ meaning: String, _ weeks: Int?) {
      statement.add(
        path.below(key), meaning, weeks.map { .number(Double($0)) } ?? .text("none"), usual: .text("none"),
        unit: weeks == nil ? "" : "weeks", allowed: "from 1 to \(limit)", source: "assumption")
    }
    add("after_weeks", "weeks from the end of the campaign to a second wave", wave?.afterWeeks)
    add("weeks", "weeks of the second wave", wave?.weeks)
  }
}
