// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolModel
import PatrolTesting
import Testing

@testable import Evaluation

@Suite("The true effect by slice")
struct TruthSliceTests {
  @Test(
    "tells places of a target's ward from those of its borough and of others, and names no ward for places without"
  )
  func rings() {
    var places = SmallTown.scenario().crime.places
    places[4].ward = "Other ward"
    places[5].borough = "Other borough"
    #expect(
      Ring.rings(of: places, roles: places.map(\.role))
        == [.target, .buffer, .target, .buffer, .borough, .elsewhere])
    // The same ward's name in another borough is another ward.
    places[4].ward = "Ward"
    #expect(Ring.rings(of: places, roles: places.map(\.role))[4] == .ward)
    for index in places.indices { (places[index].ward, places[index].borough) = ("", "") }
    #expect(Ring.rings(of: places, roles: places.map(\.role))[4...] == [.elsewhere, .elsewhere])
  }

  @Test("counts an offence once in each dimension that it belongs to, with its harm")
  func byHand() throws {
    var scenario = HandMade.scenario
    scenario.crime.places[TownPlace.station.rawValue].kind = .transportHub
    scenario.crime.places[TownPlace.station.rawValue].corridor = "south"
    let slices = TruthSlices(scenario: scenario)
    let (_, blank) = HandMade.blank(["no-extra-patrol", "data-led"])
    var outcomes = blank
    outcomes[0].set(.happened, .station, 10, type: HandMade.burglary)
    outcomes[1].set(.happened, .station, 6, type: HandMade.burglary)
    outcomes[1].set(.happened, .market, 1, type: HandMade.burglary)
    let figures = slices.figures(outcomes[1], without: outcomes[0], chosen: nil)
    func of(_ area: Area, _ dimension: TruthDimension, _ key: String) throws -> [Double] {
      let slice = TruthSlice(phase: .campaign, area: area, dimension: dimension, key: key)
      let figures = figures[try #require(slices.slices.firstIndex(of: slice))]
      return [figures.crimeWithout, figures.crime]
    }
    #expect(try of(.targets, .all, "") == [10, 6])
    #expect(try of(.everywhere, .all, "") == [10, 7])
    #expect(try of(.everywhere, .kind, "transport hub") == [10, 6])
    #expect(try of(.everywhere, .corridor, "south") == [10, 6])
    #expect(try of(.everywhere, .type, "burglary") == [10, 7])
    #expect(try of(.everywhere, .type, "shoplifting") == [0, 0])
    #expect(try of(.everywhere, .ring, "target") == [10, 6])
    #expect(try of(.everywhere, .ring, "ward") == [0, 1])
    #expect(try of(.everywhere, .place, "market") == [0, 1])
    let all = figures[try #require(slices.slices.firstIndex { $0.area == .everywhere })]
    let averted = 3 * CrimeType.policeUK[HandMade.burglary].harmInDays
    #expect(abs(all.harmWithout - all.harm - averted) < 1e-9)
  }

  @Test(
    "the slices of a dimension add up to the whole, and by week to the same as by phase", arguments: 1...2)
  func addUp(replication: Int) {
    let scenario = SmallTown.scenario(deterrence: Deterrence(preset: .crossoverTrials))
    let slices = TruthSlices(scenario: scenario)
    let outcomes = ReplicationRunner(scenario: scenario, seed: 4, strategies: strategies())
      .run(replication: replication).outcomes
    let figures = slices.figures(outcomes[1], without: outcomes[0], chosen: nil)
    func sum(_ phase: Phase, _ area: Area, _ dimension: TruthDimension) -> [Double] {
      zip(slices.slices, figures).filter { slice, _ in
        slice.phase == phase && slice.area == area && slice.dimension == dimension
      }.reduce([0, 0]) { [$0[0] + $1.1.crimeWithout, $0[1] + $1.1.crime] }
    }
    for phase in [Phase.campaign, .after] {
      for area in [Area.targets, .everywhere] {
        let whole = sum(phase, area, .all)
        #expect(whole[0] > 0)
        let dimensions: [TruthDimension] =
          [.kind, .type, .week] + (area == .everywhere ? [.ring, .place] : [])
        for dimension in dimensions { #expect(sum(phase, area, dimension) == whole, "\(phase) \(dimension)") }
      }
    }
  }

  @Test("gives what was averted in per cent pooled over replications, or a word where nothing happened")
  func tally() throws {
    var tally = TruthTally()
    tally.add(TruthFigures(crime: 80, crimeWithout: 100, harm: 0, harmWithout: 0))
    tally.add(TruthFigures(crime: 100, crimeWithout: 110, harm: 0, harmWithout: 0))
    tally.add(TruthFigures(crime: 80, crimeWithout: 90, harm: 0, harmWithout: 0))
    // 40 of 300, not the mean of 20, 9.1 and 11.1%.
    #expect(try abs(#require(tally.percent(.crime).value) - 40 / 3.0) < 1e-12)
    #expect(try abs(#require(tally.averted(.crime).value) - 40 / 3.0) < 1e-12)
    #expect(tally.percent(.harm).value == nil)
    #expect(tally.percent(.harm).undefined?.contains("too little harm") == true)
    #expect(TruthTally().percent(.crime).undefined != nil)
  }
}
