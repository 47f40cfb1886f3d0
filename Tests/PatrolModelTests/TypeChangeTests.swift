// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Deterrence and displacement by type", .tags(.theory))
struct TypeChangeTests {
  /// A process in which a unit stands at the high street for ever and whoever is present deters all that can be.
  private func process(_ scenario: Scenario) -> OffenceProcess {
    let tables = RunTables(scenario: scenario)
    var process = OffenceProcess(
      tables: tables, ledger: tables.ledger(days: 0..<7 * scenario.phases.weekCount))
    process.reset(
      ReplicationIdentity(
        seed: 8, number: 1, recording: RecordingOptions(),
        deterrence: tables.deterrence(seed: 8, replication: 1)), series: [])
    process.field.arrive(at: 0, second: 0)
    return process
  }

  private func scenario(_ change: (inout Scenario) -> Void) -> Scenario {
    var deterrence = Deterrence(preset: .compromise)
    deterrence.presenceEffect = 1
    deterrence.diffusion = 0
    var scenario = SmallTown.scenario(deterrence: deterrence)
    for type in scenario.crime.types.indices { scenario.crime.types[type].nearRepeats = 0 }
    change(&scenario)
    return scenario
  }

  private func index(_ id: String, _ scenario: Scenario) -> Int {
    scenario.crime.types.firstIndex { $0.id == id } ?? -1
  }

  /// Offences of a type at the high street, one a second.
  private func offences(_ count: Int, type: Int, from first: Int = 0) -> [PotentialOffence] {
    (first..<first + count).map {
      PotentialOffence(id: UInt64($0), timeInSeconds: 1 + Double($0), place: 0, type: Int32(type))
    }
  }

  @Test("a type with a share φ of its own is deterred by it, the others by that of all")
  func deterrableShares() {
    let scenario = scenario {
      $0.deterrence.deterrableShare = 0.6
      $0.crime.types[index("robbery", $0)].deterrableShare = 0.8
    }
    var process = process(scenario)
    // A share p that is 1% off fails with power .9 from 10⁴ · 5.17² · (1 − p)/p offences on.
    for (id, share, count) in [("robbery", 0.8, 67_000), ("burglary", 0.6, 179_000)] {
      let type = index(id, scenario)
      for offence in offences(count, type: type) { process.handle(offence) }
      let deterred = Phase.allCases.reduce(0) {
        $0 + process.ledger.fates[$1, place: 0, type: type, .deterred]
      }
      #expect(wilsonInterval(successes: deterred, trials: count, level: 0.9999).contains(share), "\(id)")
    }
  }

  @Test("under the preset null no type is deterred, whatever its own share")
  func nullPreset() {
    var scenario = scenario { $0.crime.types[index("robbery", $0)].deterrableShare = 0.8 }
    scenario.deterrence = Deterrence(preset: .null)
    var process = process(scenario)
    for offence in offences(200, type: index("robbery", scenario)) { process.handle(offence) }
    let everywhere = scenario.crime.places.indices
    #expect(process.ledger.fates.total(.deterred, in: .history, places: everywhere) == 0)
    #expect(process.ledger.fates.total(.happened, in: .history, places: everywhere) == 200)
  }

  @Test("displaced offences land as the types that the table says")
  func displacedTypes() {
    let scenario = scenario {
      $0.deterrence.deterrableShare = 1
      $0.deterrence.waitingShare = 0
      $0.deterrence.typeChanges = [
        TypeChange(from: "robbery", to: "burglary", share: 0.5),
        TypeChange(from: "robbery", to: "drugs", share: 0.3),
        TypeChange(from: "drugs", to: "robbery", share: 1),
      ]
      $0.crime.types[index("robbery", $0)].displacedShare = 1
    }
    let robbery = index("robbery", scenario)
    var process = process(scenario)
    // A share of .5 that is 1% off moves chi-square by 32, which with two degrees of freedom fails with power .9.
    let count = 320_000
    for offence in offences(count, type: robbery) { process.handle(offence) }
    let fates = process.ledger.fates
    func landed(_ id: String) -> Int {
      Phase.allCases.reduce(0) { $0 + fates[$1, place: 1, type: index(id, scenario), .landedHere] }
    }
    let observed = ["burglary", "drugs", "robbery"].map { Double(landed($0)) }
    #expect(observed.reduce(0, +) == Double(count), "All land next door")
    #expect(
      chiSquarePValue(observed: observed, expected: [0.5, 0.3, 0.2].map { $0 * Double(count) }) >= 1e-4)
    #expect(fates.isConserved)
    let origin = Phase.allCases.reduce(0) { $0 + fates[$1, place: 0, type: robbery, .landed] }
    #expect(origin == count, "Counted where and as what they were to happen")
  }

  @Test("near repeats of an offence that has changed its type are of the new type")
  func nearRepeatsFollow() {
    let scenario = scenario {
      $0.deterrence.deterrableShare = 1
      $0.deterrence.waitingShare = 0
      $0.deterrence.typeChanges = [TypeChange(from: "robbery", to: "burglary", share: 1)]
      $0.crime.types[index("robbery", $0)].displacedShare = 1
      $0.crime.types[index("burglary", $0)].nearRepeats = 0.9
    }
    var process = process(scenario)
    for offence in offences(500, type: index("robbery", scenario)) { process.handle(offence) }
    #expect(process.followers.count > 100)
    let burglary = Int32(index("burglary", scenario))
    #expect(process.followers.allSatisfy { $0.offence.type == burglary && $0.origin == nil })
  }
}
