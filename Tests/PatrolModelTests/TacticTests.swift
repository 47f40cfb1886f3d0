// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolModel

@Suite("Tactics")
struct TacticTests {
  /// A field of two places 100 m apart, with the effects of some tactics.
  private func field(_ effects: [Double], _ parameters: Deterrence = .handMade) -> DeterrenceField {
    let centre = Coordinate(longitude: 0, latitude: 51)
    let places = [0.0, 100].map {
      Place(
        id: "\($0)", name: "", centre: centre.offset(eastInMetres: $0, northInMetres: 0), ratesPerYear: [1])
    }
    return DeterrenceField(
      parameters: parameters, campaignStart: 0, effects: effects,
      geometry: PlaceGeometry(places: places, reachInMetres: 300))
  }

  @Test(
    "a visit leaves min(1, g·e)·r behind, and η of what is left of it counts next door",
    arguments: [0, 0.4, 1, 1.7, 9])
  func closedForm(effect: Double) {
    var field = field([effect])
    field.arrive(at: 0, second: 0)
    let presence = min(1, 0.5 * effect)
    #expect(abs(field.deterrenceProbability(at: 0, second: 0) - 0.35 * presence) < 1e-12)
    field.leave(0, second: 900)
    let growth = VisitCurve.effect(ofMinutes: 15)
    let here = field.memories(at: 0, second: 900 + 7_200)
    #expect(abs(here.fast - min(1, 0.5 * effect) * growth * exp(-2)) < 1e-12)
    #expect(abs(here.slow - min(1, 0.15 * effect) * growth * exp(-2 / 72)) < 1e-12)
    let nextDoor = field.memories(at: 1, second: 900)
    #expect(abs(nextDoor.fast - min(1, 0.5 * effect) * 0.03 * growth) < 1e-12)
  }

  @Test("the presence of several tactics is that of the strongest, whoever comes and goes")
  func strongestPresence() {
    var field = field([0.2, 1, 0.6])
    func presence(_ second: Double, _ effect: Double) {
      let (fast, slow) = field.memories(at: 0, second: second)
      let expected = 0.35 * (1 - (1 - fast) * (1 - slow) * (1 - 0.5 * effect))
      #expect(abs(field.deterrenceProbability(at: 0, second: second) - expected) < 1e-12)
    }
    field.arrive(at: 0, second: 0, tactic: 0)
    presence(10, 0.2)
    field.arrive(at: 0, second: 60, tactic: 1)
    presence(70, 1)
    field.arrive(at: 0, second: 120, tactic: 2)
    presence(130, 1)
    field.leave(0, second: 180, tactic: 1)
    presence(190, 0.6)
    field.leave(0, second: 240, tactic: 0)
    presence(250, 0.6)
    #expect(field.leave(0, second: 300, tactic: 2) == 5)
    #expect(!field.isPresent(at: 0))
  }

  @Test("a second unit with a tactic that is no stronger adds nothing while both are there")
  func overlap() {
    var alone = field([0.4, 1])
    alone.arrive(at: 0, second: 0, tactic: 1)
    alone.leave(0, second: 900, tactic: 1)
    var together = field([0.4, 1])
    together.arrive(at: 0, second: 0, tactic: 1)
    together.arrive(at: 0, second: 300, tactic: 0)
    together.leave(0, second: 600, tactic: 0)
    together.leave(0, second: 900, tactic: 1)
    #expect(alone.memories(at: 0, second: 1_000) == together.memories(at: 0, second: 1_000))
  }

  /// A town whose units use one tactic, with what came of it under the rota.
  private func outcome(_ tactic: Tactic) -> ReplicationOutcome {
    var deterrence = Deterrence()
    deterrence.witnessedShare = 0.5
    var scenario = SmallTown.scenario(deterrence: deterrence)
    for type in scenario.crime.types.indices {
      scenario.crime.types[type].discoveryProbability = 0.5
      scenario.crime.types[type].recordedShare = 0
    }
    scenario.tactics.append(tactic)
    scenario.operation.tactic = tactic.id
    return ReplicationRunner(scenario: scenario, seed: 4, strategies: allStrategies())
      .run(replication: 1).outcomes[2]
  }

  @Test("a tactic without effect deters nothing, one that discovers or arrests nothing does neither")
  func factorsReachTheRun() {
    func total(_ field: OutcomeField, _ outcome: ReplicationOutcome) -> Int {
      outcome.fates.total(field, in: .campaign, places: 0..<6)
    }
    let usual = outcome(Tactic(id: "mine", name: "Mine"))
    let none = outcome(
      Tactic(id: "mine", name: "Mine", effect: 0, discoveryFactor: 0, arrestFactor: 0))
    for field in [OutcomeField.deterred, .discovered, .arrests] {
      #expect(total(field, usual) > 0 && total(field, none) == 0, "\(field)")
    }
    let capped = outcome(
      Tactic(id: "mine", name: "Mine", effect: 0, discoveryFactor: 2, arrestFactor: 2))
    #expect(total(.arrests, capped) == total(.discovered, capped))
    // The same visits, counted under the tactic in use.
    let index = Tactic.standard.count
    for outcome in [usual, none, capped] {
      #expect(outcome.dosage.visitsByTactic[index] == outcome.dosage.visitsByPlace.reduce(0, +))
      #expect(abs(outcome.dosage.visitHoursByTactic[index] - outcome.dosage.visitHours) < 1e-9)
    }
    #expect(usual.dosage.visitsByTactic == none.dosage.visitsByTactic)
  }

  @Test("the standard tactics have ids of their own, and every unit can use the first")
  func standard() {
    #expect(Set(Tactic.standard.map(\.id)).count == Tactic.standard.count)
    #expect(
      Tactic.standard[0] == Tactic(id: Tactic.usual, name: "Visible foot patrol", source: "by definition"))
    #expect(TravelMode.allCases.allSatisfy { Tactic.standard[0].isOpen(to: $0) })
  }
}
