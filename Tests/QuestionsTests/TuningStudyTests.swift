// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolStrategies
import PatrolTesting
import RandomVariates
import Testing

@testable import Questions

@Suite("Tuning a strategy")
struct TuningStudyTests {
  /// A strategy of two numbers, of which `share` is the share of its time that it patrols.
  private struct PartTime: DeploymentStrategy {
    let share: Double
    mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
      let minute = view.nowInSeconds / 60
      guard minute.truncatingRemainder(dividingBy: 100) < 100 * share else { return .standBy(minutes: 5) }
      let places = view.places(of: unit)
      return .visit(place: places[Int(minute / 100) % places.count], minutes: 15)
    }
  }

  /// The catalogue with that strategy; it works only near a share of 0.8, off the defaults.
  private static let catalogue = StrategyCatalogue(
    entries: StrategyCatalogue.standard.entries + [
      StrategyEntry(
        name: "part-time", summary: "Patrols a part of its time.",
        parameters: [
          StrategyParameter("share", "The share.", default: 0.05, in: 0...1),
          StrategyParameter("idle", "Nothing.", unit: .hours, default: 5, in: 1...1_000),
        ]
      ) { PartTime(share: $0["share"] ?? 0.05) }
    ])

  private static func study(
    _ strategy: StrategyConfiguration = StrategyConfiguration("part-time"), evaluations: Int = 8,
    jobs: Int = 1,
    replications: Int = 20,
    scenario: Scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 2, afterWeeks: 0)
  ) throws -> TuningStudy {
    try TuningStudy(
      scenario: scenario, strategy: strategy, evaluations: evaluations, replications: replications, seed: 5,
      jobs: jobs, catalogue: catalogue)
  }

  @Test("finds a setting that is better by far, and shows it on a seed that the search never saw")
  func finds() throws {
    let study = try Self.study()
    let result = try study.run()
    #expect(result.isComplete && result.isBetter)
    #expect(try #require(result.winner["share"]) > 0.3)
    let fresh = try #require(result.fresh)
    #expect(fresh.seed != study.seed && fresh.replications == 20)
    // The fresh score is that of a plain comparison on its seed.
    let experiment = try Experiment(
      scenario: study.scenario, strategies: [study.reference, result.configuration], replications: 20,
      seed: fresh.seed, catalogue: Self.catalogue)
    let difference = try experiment.run().comparison.difference(
      of: result.configuration.label, over: "part-time", on: .harm, in: .targets)
    #expect(fresh.gain == difference?.percentagePoints)
  }

  @Test("gives the same answer on one thread and on two")
  func workers() throws {
    let (one, two) = (try Self.study(), try Self.study(jobs: 2))
    let (first, second) = (try one.run(), try two.run())
    #expect(try one.json(first) == two.json(second))
    #expect(one.csv(first) == two.csv(second))
  }

  @Test("keeps the strategy as named where patrol changes nothing")
  func nothingToGain() throws {
    let scenario = SmallTown.scenario(
      historyWeeks: 1, campaignWeeks: 1, afterWeeks: 0, deterrence: Deterrence(preset: .null))
    let result = try Self.study(scenario: scenario).run()
    #expect(result.configuration == StrategyConfiguration("part-time"))
    #expect(result.fresh == nil && !result.isBetter)
  }

  @Test("tries as many settings as asked, within their ranges, each half thinned out")
  func evaluations() throws {
    let study = try Self.study(evaluations: 16)
    let result = try study.run()
    let tried = result.evaluations.filter { !$0.parameters.isEmpty }
    // The best of the first round is among those of the second.
    #expect(tried.count == 16 || tried.count == 17)
    for evaluation in tried {
      for range in study.ranges {
        #expect(range.range.contains(try #require(evaluation.parameters[range.parameter.name])))
      }
    }
    let counts = tried.filter { $0.round == 1 }.map(\.replications).sorted()
    #expect(counts == [8, 8, 8, 8, 16, 16, 32, 32])
    #expect(result.searchReplications >= 32)
  }

  @Test("keeps the parameters that the strategy is given, and searches the others")
  func keeps() throws {
    let study = try Self.study(StrategyConfiguration("part-time", parameters: ["idle": 7]), replications: 2)
    #expect(study.ranges.map(\.parameter.name) == ["share"])
    #expect(try study.run().evaluations.allSatisfy { $0.parameters["idle"] == 7 })
    #expect(study.argument(for: study.reference) == "part-time:idle=7h")
  }

  @Test("an interruption gives the best so far, without a fresh score")
  func interrupted() throws {
    let interruption = Interruption()
    let result = try Self.study(evaluations: 16).run(interruption: interruption) {
      if $0.finished >= 10 { interruption.request() }
    }
    #expect(!result.isComplete && result.fresh == nil)
    #expect(result.winner["share"] != nil)
    let atOnce = Interruption()
    atOnce.request()
    #expect(throws: NothingFinished.self) { _ = try Self.study().run(interruption: atOnce) }
  }

  @Test("a range that spans more than a decade is searched by factors, others by steps")
  func scales() throws {
    let parameters = try #require(Self.catalogue.entry(named: "part-time")).parameters
    let (share, idle) = (SearchRange(parameters[0]), SearchRange(parameters[1]))
    #expect(!share.isLogarithmic && idle.isLogarithmic)
    #expect(share.value(at: 0.25) == 0.25)
    #expect(idle.value(at: 0.5) == 31.6)
    #expect(abs(idle.share(of: 31.6) - 0.5) < 1e-3)
    #expect([0.0, 1].map(idle.value) == [1, 1_000])
  }

  @Test(
    "reads ranges from the command line, with units or one for both ends",
    arguments: [
      ("idle=6h..48h", 6.0...48), ("idle=6..48h", 6...48), ("idle=6…48", 6...48), ("share=0..0.5", 0...0.5),
    ])
  func arguments(text: String, range: ClosedRange<Double>) throws {
    let entry = try #require(Self.catalogue.entry(named: "part-time"))
    #expect(try SearchRange(argument: text, of: entry).range == range)
  }

  @Test(
    "a range that is none is refused with the reason",
    arguments: [
      (
        "idle=48h..6h",
        "part-time: \"idle=48h..6h\" is not a range; the first number must be below the second"
      ),
      ("idle=6h..6h", "part-time: \"idle=6h..6h\" is not a range; the first number must be below the second"),
      (
        "idle=6h", "part-time: \"idle=6h\" is not a parameter with its range; write it like idle=6h..48h"
      ),
      (
        "shar=0..1",
        "part-time has no parameter \"shar\" (known: share, idle, focus); did you mean \"share\"?"
      ),
      (
        "officers=0..1",
        "part-time: officers is one of the words team, patch, rotating, not a range; choose one"
      ),
      ("idle=0h..6h", "part-time: idle is 0; it must be between 1 and 1000"),
    ])
  func refused(text: String, message: String) throws {
    let entry = try #require(Self.catalogue.entry(named: "part-time"))
    let error = #expect(throws: InvalidExperiment.self) { _ = try SearchRange(argument: text, of: entry) }
    #expect(error?.description == message)
  }

  @Test("everything that is wrong with a search is named at once")
  func invalid() {
    let error = #expect(throws: InvalidExperiment.self) {
      _ = try TuningStudy(
        scenario: SmallTown.scenario(), strategy: StrategyConfiguration("random"), evaluations: 1,
        replications: 1, jobs: 0)
    }
    #expect(
      error?.description == """
        random has no parameters to search
        the number of evaluations is 1; it must be from 4 to 1000
        the number of replications is 1; the winner's interval needs at least 2
        the number of jobs is 0; it must be at least 1
        """)
  }
}
