// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Synchronization
import Testing

@testable import Questions

@Suite("Running an experiment")
struct RunTests {
  @Test(
    "results come in replication order whatever the jobs and chunks",
    arguments: [(1, 1), (2, 1), (3, 2), (2, 5)])
  func order(jobs: Int, chunkSize: Int) throws {
    var experiment = try Towns.experiment(replications: 11, jobs: jobs, chunkSize: chunkSize)
    experiment.makeSource = { [experiment] in UnevenSource(experiment) }
    var numbers: [Int] = []
    let result = try experiment.run(each: { numbers.append($0.replication) })
    #expect(numbers == Array(1...11))
    #expect(result.isComplete)
    let alone = try Towns.experiment(replications: 11).run()
    #expect(result.comparison == alone.comparison)
    #expect(result.replications == alone.replications)
  }

  @Test("an interruption keeps what was finished and leaves the rest")
  func interruption() throws {
    var experiment = try Towns.experiment(replications: 50, jobs: 2)
    let interruption = Interruption()
    experiment.makeSource = { [experiment] in
      UnevenSource(experiment) { if $0 == 4 { interruption.request() } }
    }
    let result = try experiment.run(interruption: interruption)
    #expect(!result.isComplete)
    #expect((3..<50).contains(result.replications.count))
    #expect(result.comparison.replicationCount == result.replications.count)
  }

  @Test("a queue that is stopped before the first replication ends without a result")
  func interruptedAtOnce() {
    let queue = ReplicationQueue<Int>(count: 5, chunkSize: 1, workers: 0)
    queue.stop()
    #expect(queue.nextChunk() == nil)
    guard case .end = queue.takeNext(waitingSeconds: 0.1) else {
      Issue.record("The queue must have ended")
      return
    }
  }

  @Test("an error while results are written ends the experiment")
  func failingWriter() throws {
    let experiment = try Towns.experiment(replications: 20, jobs: 2)
    #expect(throws: ResultsError.cannotCompress) {
      _ = try experiment.run(each: { _ in throw ResultsError.cannotCompress })
    }
  }

  @Test("workers never run further ahead than the window")
  func window() throws {
    let queue = ReplicationQueue<Int>(count: 100, chunkSize: 1, workers: 1)
    // Replication 1 is never delivered, so 4 may be handed out and the fifth would wait.
    #expect((1...4).map { _ in queue.nextChunk()?.lowerBound } == [1, 2, 3, 4])
    let hasMore = Mutex(false)
    let thread = Thread {
      _ = queue.nextChunk()
      hasMore.withLock { $0 = true }
    }
    thread.start()
    // Time to go wrong in: where it is right, nothing happens however long this is.
    Thread.sleep(forTimeInterval: 0.05)
    #expect(hasMore.withLock { !$0 })
    queue.deliver(0, of: 1)
    _ = queue.takeNext(waitingSeconds: 1)
    try Watchdog.wait(until: "the fifth is handed out") { hasMore.withLock { $0 } }
  }

  @Test("the strategy without patrol is added and comes first")
  func counterfactual() throws {
    #expect(try Towns.experiment().labels == ["no-extra-patrol", "fixed-rota", "data-led"])
    let named = try Towns.experiment(strategies: ["data-led", "no-extra-patrol"])
    #expect(named.labels == ["no-extra-patrol", "data-led"])
  }

  @Test("everything that is wrong with an experiment is named at once")
  func invalid() {
    let error = #expect(throws: InvalidExperiment.self) {
      _ = try Experiment(
        scenario: SmallTown.scenario(),
        strategies: ["data_led", "random", "random"].map { StrategyConfiguration($0) }, replications: 0,
        jobs: 0)
    }
    #expect(
      error?.description == """
        no strategy has the name "data_led" (known: \
        \(StrategyCatalogue.standard.names.joined(separator: ", "))); did you mean "data-led"?
        the strategy random is named twice; name it once
        the number of replications is 0; it must be at least 1
        the number of jobs is 0; it must be at least 1
        """)
  }

  @Test("a strategy's parameters are read from the command line, with their unit or without")
  func strategyArgument() throws {
    let plain = try StrategyConfiguration(argument: "data-led")
    #expect(plain.parameters.isEmpty)
    let text = "data-led:focus=0.25,horizon=1.5d,officers=rotating,recent_weight=0.5,refresh=12h"
    let full = try StrategyConfiguration(argument: text)
    #expect(full.parameters["refresh"] == 12 && full.parameters["officers"] == 2)
    #expect(full.label == text)
    for (text, hours) in [("7d", 168.0), ("6", 6), ("90 min", 1.5), ("2weeks", 336)] {
      #expect(
        try StrategyConfiguration(argument: "data-led:refresh=\(text)").parameters == ["refresh": hours])
    }
  }

  @Test("what can't be read of a strategy's parameters is named at once, with what would have been right")
  func unreadableArguments() {
    let unreadable = #expect(throws: InvalidExperiment.self) {
      _ = try StrategyConfiguration(
        argument: "data-led:refresh=7km,officers=patches,focus=half,horizon,refersh=2,officers=")
    }
    #expect(
      unreadable?.description == """
        data-led: refresh is "7km"; it must be a number and its unit (h, s, min, d, weeks), as in refresh=2h
        data-led: officers is "patches" (known: team, patch, rotating); did you mean "patch"?
        data-led: focus is "half"; it must be a number, as in focus=2
        data-led: horizon is ""; it must be a number and its unit (d, s, min, h, weeks), as in horizon=2d
        data-led has no parameter "refersh" (known: refresh, horizon, recent, recent_weight, bandwidth, near, \
        flatness, correction, officers, focus); did you mean "refresh"?
        data-led: officers is "" (known: team, patch, rotating)
        """)
    let error = #expect(throws: InvalidExperiment.self) {
      _ = try StrategyConfiguration(argument: "no-extra-patrol:speed=2")
    }
    #expect(error?.description == "no-extra-patrol has no parameter \"speed\" (it has none)")
  }
}
