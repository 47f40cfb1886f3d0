// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@Suite("Crime and presence by hour of the week")
struct HourOfWeekTests {
  private static func outcomes(
    seed: UInt64, weeks: Int = 4
  ) -> (scenario: Scenario, outcomes: [ReplicationOutcome]) {
    let scenario = SmallTown.scenario(campaignWeeks: weeks)
    let strategies = ["no-extra-patrol", "random", "data-led"].compactMap {
      StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0))
    }
    let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: strategies)
    return (scenario, runner.run(replication: 1).outcomes)
  }

  @Test("Every hour's crime and presence add up to what is counted by place and in all", arguments: 1...5)
  func addsUp(seed: Int) {
    let (scenario, outcomes) = HourOfWeekTests.outcomes(seed: UInt64(seed))
    let targets = scenario.crime.places.indices.filter { scenario.crime.places[$0].role == .target }
    for outcome in outcomes {
      let table = outcome.hours
      #expect(table.places == targets)
      func sum(_ cells: [Double], row: Int) -> Double { cells[row * 168..<(row + 1) * 168].reduce(0, +) }
      for (row, place) in table.places.enumerated() {
        let happened = outcome.fates.total(.happened, in: .campaign, places: [place])
        #expect(sum(table.happened, row: row) == Double(happened))
        let present = sum(table.presentMinutes, row: row)
        #expect(abs(present - outcome.dosage.presentMinutesByPlace[place]) < 1e-6 * max(1, present))
      }
      let all = outcome.fates.total(.happened, in: .campaign, places: scenario.crime.places.indices)
      #expect(sum(table.happened, row: targets.count) == Double(all))
      let present = outcome.dosage.presentMinutesByPlace.reduce(0, +)
      #expect(abs(sum(table.presentMinutes, row: targets.count) - present) < 1e-6 * max(1, present))
    }
  }

  @Test("Units are present only in hours in which a shift is on, at most the whole hour")
  func withinShifts() {
    // The fourth week has a night on which the clocks change, and a shift that ends an hour later by them.
    let (scenario, outcomes) = HourOfWeekTests.outcomes(seed: 9, weeks: 3)
    var isOn = [Bool](repeating: false, count: 168)
    for shift in scenario.operation.shifts {
      for day in shift.days {
        for minute in 0..<shift.lengthInMinutes {
          isOn[(day * 24 + (shift.startMinute + minute) / 60) % 168] = true
        }
      }
    }
    let weeks = Double(scenario.phases.campaignWeeks)
    for outcome in outcomes {
      let table = outcome.hours
      for row in 0..<table.places.count {
        for hour in 0..<168 {
          let minutes = table.presentMinutes[row * 168 + hour]
          #expect(minutes <= 60 * weeks + 1e-6)
          if !isOn[hour] { #expect(minutes == 0, "hour \(hour)") }
        }
      }
    }
    #expect(outcomes[0].hours.presentMinutes.allSatisfy { $0 == 0 })
    #expect(outcomes[1].hours.presentMinutes.contains { $0 > 0 })
  }
}
