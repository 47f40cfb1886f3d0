// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import Testing

@Suite("Deterrence")
struct DeterrenceTests {
  /// A field of one place, with the fast memory alone unless told otherwise.
  private func field(_ parameters: Deterrence = .handMade) -> DeterrenceField {
    let place = Place(
      id: "a", name: "A", centre: Coordinate(longitude: 0, latitude: 51), ratesPerYear: [1])
    return DeterrenceField(
      parameters: parameters, campaignStart: 0, geometry: PlaceGeometry(places: [place], reachInMetres: 300))
  }

  @Test(
    "the visit curve has the published values",
    arguments: [(5.0, 0.069), (10, 0.493), (15, 0.917), (30, 0.993)])
  func visitCurve(minutes: Double, effect: Double) {
    #expect(abs(VisitCurve.effect(ofMinutes: minutes) - effect) < 5e-4)
    #expect(VisitCurve.effect(ofMinutes: 0) == 0)
  }

  @Test("one visit leaves g·r behind, which decays exponentially")
  func closedForm() {
    var field = field()
    field.arrive(at: 0, second: 0)
    #expect(abs(field.deterrenceProbability(at: 0, second: 0) - 0.35 * 0.5) < 1e-12)
    field.leave(0, second: 900)
    let effect = VisitCurve.effect(ofMinutes: 15)
    let (fast, slow) = field.memories(at: 0, second: 900 + 7_200)
    #expect(abs(fast - 0.5 * effect * exp(-2)) < 1e-12)
    #expect(abs(slow - 0.15 * effect * exp(-2 / 72)) < 1e-12)
    let q = field.deterrenceProbability(at: 0, second: 900 + 7_200)
    #expect(abs(q - 0.35 * (1 - (1 - fast) * (1 - slow))) < 1e-12)
  }

  @Test("a second unit at the same place adds nothing while both are there")
  func overlap() {
    var alone = field()
    alone.arrive(at: 0, second: 0)
    alone.leave(0, second: 900)
    var together = field()
    together.arrive(at: 0, second: 0)
    together.arrive(at: 0, second: 300)
    #expect(together.leave(0, second: 600) == 0)
    #expect(together.leave(0, second: 900) == 15)
    #expect(alone.memories(at: 0, second: 1_000) == together.memories(at: 0, second: 1_000))
  }

  @Test("habituation lowers the effect to its floor")
  func habituation() {
    var parameters = Deterrence.handMade
    parameters.habituationFloor = 0.4
    var field = field(parameters)
    let time = 26.0 * 7 * 86_400
    field.arrive(at: 0, second: time)
    let q = field.deterrenceProbability(at: 0, second: time)
    #expect(abs(q - 0.35 * 0.5 * (0.4 + 0.6 * exp(-1))) < 1e-12)
  }
}

@Suite("Another preset")
struct ReplacingPresetTests {
  @Test("takes what presets speak of, and keeps the rest", arguments: DeterrencePreset.allCases)
  func replacing(preset: DeterrencePreset) {
    var own = Deterrence(preset: .compromise)
    own.diffusion = 0.2
    own.displacementFactor = 2
    own.habituationFloor = 0.4
    own.typeChanges = [TypeChange(from: "robbery", to: "other-theft", share: 0.3)]
    let replaced = own.replacing(preset: preset)
    var expected = Deterrence(preset: preset)
    expected.diffusion = 0.2
    expected.displacementFactor = 2
    expected.habituationFloor = 0.4
    expected.typeChanges = own.typeChanges
    #expect(replaced == expected)
  }

  @Test("speaks of all in which presets differ")
  func complete() {
    for preset in DeterrencePreset.allCases {
      for other in DeterrencePreset.allCases {
        #expect(Deterrence(preset: other).replacing(preset: preset) == Deterrence(preset: preset))
      }
    }
  }
}

extension Deterrence {
  /// φ .35, p₀ .5, g_F .5, τ_F 1 h, g_S .15, τ_S 3 d, which tests reckon with by hand.
  static let handMade: Deterrence = {
    var deterrence = Deterrence(preset: .compromise)
    deterrence.effect = PatrolEffect([0.35, 0.5, 0.5, 1, 0.15, 3])
    return deterrence
  }()
}
