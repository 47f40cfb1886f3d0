// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import Testing

@testable import ScenarioFiles

@Suite("What is allowed but weakens the answers")
struct WarningTests {
  private func warnings(_ change: (inout Scenario) -> Void) -> [String] {
    var scenario = SmallTown.scenario(historyWeeks: 52)
    change(&scenario)
    return ScenarioFile.warnings(for: scenario)
  }

  @Test("is nothing in a well-made scenario")
  func nothing() { #expect(warnings { _ in } == []) }

  @Test("is a target without a buffer, a control or a team")
  func lonelyTarget() {
    let found = warnings { scenario in
      scenario.crime.places.removeAll { $0.target == "station" }
      scenario.operation.teams[0].places = ["high-street"]
    }
    #expect(
      found == [
        "target \"station\" has no buffer; displacement around it can't be measured",
        "target \"station\" has no control; an evaluator has nothing to compare it with",
        "target \"station\" is not patrolled by any team",
      ])
  }

  @Test("is a place where nothing happens, and a buffer outside the ring")
  func places() {
    let found = warnings { scenario in
      scenario.crime.places[5].ratesPerYear = scenario.crime.types.map { _ in 0 }
      let target = scenario.crime.places[0].centre
      scenario.crime.places[1].centre = target.offset(eastInMetres: 0, northInMetres: 400)
    }
    #expect(
      found == [
        "buffer \"high-street-ring\" lies 400 m from target \"high-street\"; displacement is looked for at 100 to 300 m",
        "place \"park\" has no rate above 0; nothing happens there",
      ])
  }

  @Test("is a context rule for kinds of place that there are not")
  func idleContext() {
    let found = warnings { scenario in
      scenario.crime.contexts = ContextRule.standard.filter { $0.name != "school-run" }
      scenario.crime.places[0].kind = .transportHub
    }
    #expect(
      found == ["context \"venue-closing\" applies to no type and kind of place in the scenario"])
  }

  @Test("is a history of less than a year, and drawing rates that are known")
  func history() {
    let found = warnings { scenario in
      scenario.phases.historyWeeks = 51
      scenario.crime.drawsRates = true
    }
    #expect(
      found == [
        "the history has 51 weeks; strategies and comparisons with the year before need 52",
        "draw_rates is on, but no place has rate_errors; every replication has the same rates",
      ])
  }

  @Test("is a key on contacts that has no effect")
  func contacts() {
    let found = warnings { scenario in
      scenario.knowledge.reportDelayMedianInMinutes = 5
      scenario.knowledge.channels = [ChannelLaw(.online, shares: scenario.crime.types.map { _ in 1 })]
      (scenario.tips, scenario.stops) = (Tips(), Stops())
      scenario.stops?.seriesArrestShare = 0.5
      scenario.deterrence.arrestsEndSeries = false
    }
    #expect(
      found == [
        "knowledge has channels, each with delays of its own; report_delay is not used",
        "tips are on, but per_place_and_week is 0; nobody gives any",
        "stops have a series_arrest_share, but arrests end no series",
      ])
  }
}
