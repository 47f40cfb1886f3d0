// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("The event log")
struct EventLogTests {
  @Test("gives civil times with their offset, across the change to summer time")
  func civilTimes() throws {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 4)
    scenario.phases.campaignStart = CivilDate(year: 2024, month: 3, day: 25)
    let log = try #require(EventLog(scenario: scenario))
    // The history starts on 18 March 2024; clocks go forward on the 31st at 01:00.
    #expect(log.time(atSecond: 0) == "2024-03-18T00:00:00+00:00")
    #expect(log.time(atSecond: 13 * 86_400 + 3_599.9) == "2024-03-31T00:59:59+00:00")
    #expect(log.time(atSecond: 13 * 86_400 + 3_600) == "2024-03-31T02:00:00+01:00")
  }

  @Test("has a row for every event, with names")
  func rows() throws {
    let experiment = try Towns.experiment(replications: 1)
    let single = try experiment.single(replication: 1, recording: RecordingOptions(keepsEvents: true))
    let events = try #require(single.outcomes.last).events
    let log = try #require(EventLog(scenario: experiment.scenario))
    let lines = String(decoding: log.csv(events), as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "time,event,unit,place,place_name,type,reason,point")
    #expect(lines.count == events.count + 1)
    #expect(lines.contains { $0.contains("arrived,town-day,") })
    #expect(!lines.contains { $0.contains("tactic: ") }, "Visible foot patrol goes without saying")
    #expect(log.reason(.tactic(2)) == "tactic: vehicle")
  }

  @Test("names units of response and what they do")
  func responseUnits() throws {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 1)
    var calls = SmallTown.calls(in: scenario, perDay: 60, units: 2)
    calls.responseUnits.append(
      ResponseUnit(id: "van", base: scenario.crime.places[0].centre, shift: "day"))
    scenario.calls = calls
    let experiment = try Experiment(scenario: scenario, replications: 1)
    let single = try experiment.single(replication: 1, recording: RecordingOptions(keepsEvents: true))
    let log = try #require(EventLog(scenario: scenario))
    let text = String(decoding: log.csv(single.outcomes[0].events), as: UTF8.self)
    for words in [
      "call received,,", "unit assigned,car-1,", "arrived at call,car-2,", "call cleared,van,",
      "shift ended,van,",
    ] { #expect(text.contains(words), "\(words)") }
  }
}
