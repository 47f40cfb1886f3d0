// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@Suite("Displacement agrees with its parameters", .tags(.theory))
struct DisplacementValidationTests {
  @Test("with δ alone, the share δ of what is deterred lands in the ring, and WDQ is −δ")
  func structure() throws {
    let share = 0.3
    var deterrence = Deterrence(preset: .compromise)
    deterrence.diffusion = 0
    deterrence.waitingShare = 0
    deterrence.arrestsEndSeries = false
    var scenario = SmallTown.scenario(campaignWeeks: 12, deterrence: deterrence)
    for type in scenario.crime.types.indices {
      scenario.crime.types[type].displacedShare = share
      scenario.crime.types[type].nearRepeats = 0
    }
    let strategies = ["no-extra-patrol", "fixed-rota"].compactMap {
      StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0))
    }
    let runner = ReplicationRunner(scenario: scenario, seed: 21, strategies: strategies)
    var deterred = 0
    var landed = 0
    var displacement = (targets: 0, buffers: 0)
    for replication in 1...12 {
      let outcomes = runner.run(replication: replication).outcomes
      deterred += outcomes[1].fates.total(.deterred, in: .campaign, places: [0, 2])
      landed += outcomes[1].fates.total(.landed, in: .campaign, places: [0, 2])
      func change(_ places: [Int]) -> Int {
        outcomes[1].fates.total(.happened, in: .campaign, places: places)
          - outcomes[0].fates.total(.happened, in: .campaign, places: places)
      }
      displacement.targets += change([0, 2])
      displacement.buffers += change([1, 3])
      #expect(change([4, 5]) == 0, "Controls are out of reach")
    }
    #expect(wilsonInterval(successes: landed, trials: deterred, level: 0.9999).contains(share))
    // Offence by offence: all that is deterred leaves the targets, all that lands is in the buffers.
    #expect(displacement.targets == -deterred)
    #expect(displacement.buffers == landed)
    // Counts with and without patrol over an unchanged control: WDQ = change in buffers / in targets.
    let quotient = Double(displacement.buffers) / Double(displacement.targets)
    #expect(abs(quotient + share) < 3.89 * (share * (1 - share) / Double(deterred)).squareRoot())
  }
}
