// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import PatrolModel
import PatrolTesting
import RandomVariates
import Testing

@testable import Evaluation

@Suite("What trials say of patrol")
struct EvidenceTests {
  /// A trial of places in the small town: visits at one of two targets, or days at both.
  static func scenario(
    _ rotation: Timetable.Rotation, visits: Int = 4, minutes: Double = 15, observed: Double = -20,
    error: TrialError? = .standardError(0.05), name: String = "Town", weeks: Int = 1
  ) -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 2, campaignWeeks: weeks, afterWeeks: 0)
    scenario.name = name
    scenario.operation.timetable = Timetable(
      on: Timetable.Dose(visitsPerDay: visits, visitInMinutes: minutes), startMinute: 660,
      lengthInMinutes: 600, rotation: rotation)
    let comparison: TrialComparison =
      if case .drawnOnce = rotation { .treatedWithControl } else { .onWithOff }
    scenario.trial = Trial(
      citation: "Someone (2020)", dose: "some",
      findings: [
        TrialFinding(what: "harm", comparison: comparison, lowest: -1, highest: -1),
        TrialFinding(
          what: "crime", comparison: comparison, lowest: observed, highest: observed, error: error),
      ])
    return scenario
  }

  private func trials(_ scenarios: [Scenario]) throws -> [EvidenceTrial] {
    try scenarios.map { try EvidenceTrial($0) }
  }

  static let three = [
    scenario(.drawnOnce(places: 1), observed: -19, error: .standardError(0.04), name: "a"),
    scenario(.drawnDaily(places: 1), visits: 1, observed: -30, error: .standardError(0.15), name: "b"),
    scenario(
      .drawnOnce(places: 1), visits: 12, minutes: 5, observed: -23, error: .standardError(0.1), name: "c"),
  ]

  @Test("the first finding with an error is used; a trial without one, or set aside, is not, and says why")
  func choice() throws {
    let trial = try EvidenceTrial(Self.scenario(.drawnOnce(places: 1)))
    #expect(trial.outcome == "crime" && trial.isParallel)
    #expect(abs(trial.observed - log(0.8)) < 1e-12)
    func reason(_ scenario: Scenario) -> String? {
      do { _ = try EvidenceTrial(scenario) } catch { return error.reason }
      return nil
    }
    #expect(
      reason(Self.scenario(.drawnOnce(places: 1), error: nil))
        == "no error is published or can be derived")
    var aside = Self.scenario(.drawnOnce(places: 1))
    aside.trial?.unusedBecause = "it is a claim"
    #expect(reason(aside) == "it is a claim")
    #expect(reason(SmallTown.scenario()) == "it is no trial")
    var fallen = Self.scenario(.drawnOnce(places: 1), observed: -100)
    #expect(reason(fallen) == "a fall of 100% has no log rate ratio")
    fallen.operation.timetable = nil
    #expect(reason(fallen) != nil)
  }

  @Test(
    "an error of which a verdict is known is a density: it adds up to 1 and favours no result that it can't",
    arguments: [0.0...0.05, 0.05...1, 0.05...0.1, 0.1...0.1])
  func errorLaw(range: ClosedRange<Double>) {
    let law = ErrorLaw(.pValue(range), observed: -0.2)
    #expect(law.lower <= law.upper)
    if range.lowerBound > 0 {
      #expect(abs(law.lower - 0.2 / normalQuantile(1 - range.lowerBound / 2)) < 1e-12)
    }
    var sum = 0.0
    let step = 1e-3
    for index in -12_000...12_000 { sum += step * exp(law.logDensity(distance: Double(index) * step)) }
    #expect(abs(sum - 1) < 2e-3, "\(sum)")
    for distance in [0.0, 1e-9, 1e-7, 0.1, 3] {
      #expect(law.logDensity(distance: distance) == law.logDensity(distance: -distance))
      #expect(law.logDensity(distance: distance) <= law.logDensity(distance: 0) + 1e-9)
    }
    #expect(abs(law.logDensity(distance: 1e-7) - law.logDensity(distance: 0)) < 1e-4)
  }

  @Test("more effect or a stronger contrast is a greater expected fall; without effect there is none")
  func expected() throws {
    let parallel = try EvidenceTrial(Self.scenario(.drawnOnce(places: 1)))
    let crossover = try EvidenceTrial(Self.scenario(.drawnDaily(places: 1)))
    var effect = PatrolEffect.believed
    for share in [0.2, 0.6, 1] {
      effect.deterrableShare = share
      // Residual deterrence goes on into days off.
      #expect(parallel.expected(effect) < crossover.expected(effect) && crossover.expected(effect) < 0)
    }
    effect.deterrableShare = 0
    #expect(parallel.expected(effect) == 0 && crossover.expected(effect) == 0)
  }

  @Test("without trials the posterior is the prior")
  func priorAlone() {
    let fit = EvidenceFit([], warmUp: 1_000, sweeps: 8_000, kept: 2_000)
    let posterior = EvidencePosterior(fit, chains: (1...4).map { fit.chain($0) })
    for (index, prior) in EvidencePosterior.prior().enumerated() {
      let parameter = EvidencePrior.parameters[index]
      let found = posterior.mean(of: index)
      for (found, prior) in [
        (found.median, prior.median), (found.lower, prior.lower), (found.upper, prior.upper),
      ] {
        let distance = abs(parameter.transformed(found) - parameter.transformed(prior)) / parameter.width
        #expect(distance < 0.25, "\(parameter.symbol): \(found), \(prior)")
      }
    }
  }

  @Test("the same seed gives the same draws, another others")
  func repeats() throws {
    let trials = try trials(Self.three)
    func chain(_ seed: UInt64) -> [[Double]] {
      EvidenceFit(trials, seed: seed, warmUp: 50, sweeps: 50, kept: 50).chain(1).predictions
    }
    #expect(chain(1) == chain(1))
    #expect(chain(1) != chain(2))
  }

  private struct PeerCase: Encodable {
    struct Trial: Encodable {
      let observed: Double
      let error: Double
      /// Minutes, minutes of the visit before (below 0 for nobody), and the two weights of each step of each place.
      let places: [[[Double]]]
    }
    let trials: [Trial]
    let centre: [Double]
    let width: [Double]
    let warmUp = 250
    let steps = 600
  }

  private struct PeerResult: Decodable {
    let means: [Double]
    let deviations: [Double]
  }

  @Test(
    "three trials without spread have the posterior that emcee finds with the rule written anew",
    .enabled(if: Tools.isThere(Tools.python), "there is no .venv-tests; bash setup.sh test makes it"))
  func emcee() throws {
    let trials = try trials(Self.three)
    let places = trials.map { trial in
      trial.schedule.places.map { place -> [[Double]] in
        var visit = -1.0
        return place.steps.flatMap { step -> [[Double]] in
          if step.isArrival { visit = 0 } else if !step.isPresent { visit = -1 }
          defer { if step.isPresent { visit += step.minutes } }
          guard step.wholeHours > 0 else {
            return [[step.minutes, visit, place.first[step.hour], place.second[step.hour]]]
          }
          return (step.hour..<step.hour + step.wholeHours).map {
            [60, -1, place.first[$0], place.second[$0]]
          }
        }
      }
    }
    let sent = PeerCase(
      trials: zip(trials, places).map {
        PeerCase.Trial(observed: $0.observed, error: $0.error.lower, places: $1)
      },
      centre: EvidencePrior.parameters.map(\.centre), width: EvidencePrior.parameters.map(\.width))
    let peer = try withTemporaryFolder { folder in
      let path = folder + "/case.json"
      try JSONEncoder().encode(sent).write(to: URL(fileURLWithPath: path))
      let script = Tools.checkout.appendingPathComponent("Tests/EvaluationTests/Peers/evidence_peer.py").path
      let printed = try Tools.run(Tools.python, [script, path], in: folder)
      return try JSONDecoder().decode(PeerResult.self, from: Data(printed.utf8))
    }
    let fit = EvidenceFit(
      trials, prior: EvidencePrior(spread: 0), warmUp: 1_000, sweeps: 4_000, kept: 4_000)
    let chains = (1...2).map { fit.chain($0) }
    for (index, parameter) in EvidencePrior.parameters.enumerated() {
      let draws = chains.map { $0.means.map { $0[index] } }
      let tally = Tally(draws.flatMap { $0 })
      // The error of either mean is at most a twelfth of a deviation or so.
      #expect(
        abs(tally.mean - peer.means[index]) < 0.25 * peer.deviations[index],
        "\(parameter.symbol): \(tally.mean), \(peer.means[index])")
      #expect(
        abs(log(tally.standardDeviation / peer.deviations[index])) < 0.2,
        "\(parameter.symbol): \(tally.standardDeviation), \(peer.deviations[index])")
    }
  }
}

@Suite("Uncertain parameters of deterrence")
struct UncertainParameterTests {
  @Test("the first 2ᵏ replications take one draw of each 2ᵏ-th part of the record, whatever the seed")
  func covers() throws {
    let draws = EvidenceRecord.builtIn.draws
    #expect(draws.count.nonzeroBitCount == 1, "a power of two")
    for seed in [1, 7, 99] as [UInt64] {
      for count in [4, 32, draws.count] {
        let parts = try (0..<count).map { replication in
          let drawn = Deterrence().drawn(seed: seed, replication: UInt64(replication))
          return try #require(draws.firstIndex(of: drawn.effect.numbers)) * count / draws.count
        }
        #expect(Set(parts).count == count, "seed \(seed)")
      }
    }
  }

  @Test("draws are in the order of their strength")
  func order() {
    let strengths = EvidenceRecord.builtIn.draws.map { numbers -> Double in
      let effect = PatrolEffect(numbers)
      return effect.deterrableShare
        * DeterrenceLaw(effect).shareKept(gapInHours: 2, minutes: 15, tactic: 1)
    }
    // Numbers of the record are rounded.
    for (weaker, stronger) in zip(strengths, strengths.dropFirst()) { #expect(weaker < stronger + 1e-3) }
  }

  @Test("what a scenario states is kept, even where it is the default; the others are as they would be")
  func stated() {
    var deterrence = Deterrence()
    let free = deterrence.drawn(seed: 3, replication: 5)
    for parameter in UncertainParameter.allCases {
      deterrence.stated = [parameter]
      let drawn = deterrence.drawn(seed: 3, replication: 5)
      for other in UncertainParameter.allCases {
        let expected = other == parameter ? deterrence : free
        #expect(drawn[keyPath: other.path] == expected[keyPath: other.path])
      }
    }
    #expect(Deterrence(preset: .compromise).drawn(seed: 3, replication: 5) == Deterrence(preset: .compromise))
  }
}
