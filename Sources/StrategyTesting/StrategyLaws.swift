// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import Processes

/// Holds a strategy to what every strategy keeps, in a made-up town or in a scenario.
///
/// Anyone who writes a strategy can run it in a test of theirs:
///
/// ```swift
/// let findings = StrategyLaws().check(MyStrategy())
/// #expect(findings.filter(\.isBroken).isEmpty)
/// ```
///
/// What a strategy decides is not judged, and what happens to crime isn't either. A strategy within the process that never returns
/// from a decision is not caught; it hangs this too.
public struct StrategyLaws: Sendable {
  /// Where the strategy is run; the made-up town unless another is given.
  public var scenario: Scenario
  public var seed: UInt64
  /// What the slowest decision may take on the clock, in seconds; greater than 0.
  public var decisionLimitInSeconds: Double

  /// - Parameters:
  ///   - scenario: Where to run the strategy; `nil` for a made-up town in which everything that a strategy is asked for
  ///     comes about.
  ///   - seed: The seed of all random numbers.
  ///   - decisionLimitInSeconds: What the slowest decision may take on the clock, in seconds; greater than 0.
  public init(scenario: Scenario? = nil, seed: UInt64 = 1, decisionLimitInSeconds: Double = 10) {
    self.scenario = scenario ?? LawTowns.eventful()
    self.seed = seed
    self.decisionLimitInSeconds = decisionLimitInSeconds
  }

  /// Checks laws.
  ///
  /// - Parameters:
  ///   - strategy: It is asked for one of its own for each run; see `DeploymentStrategy.forWorker()`.
  ///   - asked: The laws to check; all of them unless some are named.
  /// - Returns: One finding for each law asked for, in their order.
  /// - Complexity: For all laws ten replications: six of the scenario, two of it without crime and without units, and two of
  ///   towns with one place and with 500.
  public func check(
    _ strategy: any DeploymentStrategy, laws asked: [StrategyLaw] = StrategyLaw.allCases
  ) -> [LawFinding] {
    check(LabelledStrategy(label: "it", strategy: strategy), laws: asked)
  }

  /// Checks laws of a strategy with its label and its options of deployment.
  public func check(
    _ labelled: LabelledStrategy, laws asked: [StrategyLaw] = StrategyLaw.allCases
  ) -> [LawFinding] {
    var runs = Runs(laws: self, strategy: labelled, asked: Set(asked))
    let verdicts = runs.findVerdicts()
    return StrategyLaw.allCases.filter(asked.contains).map { law in
      LawFinding(law: law, verdict: verdicts[law] ?? .open(reason: "not checked"))
    }
  }
}

/// The runs behind the findings.
private struct Runs {
  let laws: StrategyLaws
  let strategy: LabelledStrategy
  let asked: Set<StrategyLaw>
  private var verdicts: [StrategyLaw: LawFinding.Verdict] = [:]
  private var decisionCount = 0
  private var totalSeconds = 0.0
  private var slowest: (seconds: Double, words: String) = (0, "")
  private var refused = 0

  init(laws: StrategyLaws, strategy: LabelledStrategy, asked: Set<StrategyLaw>) {
    self.laws = laws
    self.strategy = strategy
    self.asked = asked
  }

  /// The laws that hold a single decision.
  private static let ofDecisions: [StrategyLaw] = [
    .place, .minutes, .tactic, .onShift, .oneTask, .call, .shifts, .headway,
  ]

  mutating func findVerdicts() -> [StrategyLaw: LawFinding.Verdict] {
    for law in Runs.ofDecisions { verdicts[law] = .kept(note: "") }
    let worker = Worker(strategy, laws.scenario, laws.seed)
    let first = run(worker, 1)
    // What a strategy decides that can't be asked, such as a program that doesn't start, is nothing to hold to a law.
    if case .failure(let failure) = first {
      for law in StrategyLaw.allCases { verdicts[law] = .open(reason: "its first run failed") }
      verdicts[.repeats] = .broken(LawBreach(what: "\(failure)"))
      return verdicts
    }
    if asked.contains(.repeats) || asked.contains(.workers) { checkRepeats(first, of: worker) }
    if asked.contains(.order) { checkOrder() }
    checkExtremes()
    if case .kept = verdicts[.place] {
      verdicts[.place] = .kept(
        note: refused == 0
          ? "" : "\(refused) visits came too late in the shift; the run refuses these, which is no breach")
    }
    let mean = decisionCount > 0 ? totalSeconds / Double(decisionCount) : 0
    let times =
      "\(decisionCount) decisions, on average \(Runs.milliseconds(mean)) ms, the slowest "
      + "\(Runs.milliseconds(slowest.seconds)) ms (\(slowest.words))"
    verdicts[.decisionTime] =
      slowest.seconds > laws.decisionLimitInSeconds
      ? .broken(LawBreach(what: "\(times), of \(laws.decisionLimitInSeconds) s that are allowed"))
      : .kept(note: decisionCount == 0 ? "" : times)
    return verdicts
  }

  /// Runs the same replications twice, in one order and in the other, and on two workers.
  ///
  /// - Parameter begun: What the first came to, of this worker.
  private mutating func checkRepeats(_ begun: Worker.Result, of one: Worker) {
    let first = [begun, run(one, 2)]
    let again = run(one, 1)
    verdicts[.repeats] = Runs.verdict(first[0], again, scenario: laws.scenario)
    let workers = [Worker(strategy, laws.scenario, laws.seed), Worker(strategy, laws.scenario, laws.seed)]
    let shortage = Worker.runAtOnce(workers, [2, 1])
    for worker in workers { take(worker.notes) }
    // What is only true of workers that run one after the other is not told.
    var verdict = shortage.map { LawFinding.Verdict.open(reason: "\($0.limit)") } ?? .kept(note: "")
    for (worker, expected) in zip(workers, first.reversed()) {
      let result: Worker.Result = worker.failure.map { .failure($0) } ?? .success(worker.notes.decisions)
      let found = Runs.verdict(expected, result, scenario: laws.scenario)
      if case .broken = verdict { continue }
      if case .broken = found { verdict = found }
    }
    verdicts[.workers] = verdict
  }

  private mutating func checkOrder() {
    let worker = Worker(strategy, laws.scenario, laws.seed, comparesOrders: true)
    if case .failure(let failure) = run(worker, 1) {
      verdicts[.order] = .broken(LawBreach(what: "\(failure)"))
    } else if !worker.canBeReordered {
      verdicts[.order] = .open(
        reason: "it, or the scenario's travel or familiarity, has tables that go by order")
    } else if let difference = worker.notes.orderDifference {
      verdicts[.order] =
        worker.notes.drawsNumbers
        ? .open(reason: "it draws random numbers, so that other decisions come of another order")
        : .broken(difference)
    } else {
      verdicts[.order] = .kept(note: "")
    }
  }

  private mutating func checkExtremes() {
    let extremes: [(law: StrategyLaw, scenario: () -> Scenario)] = [
      (.onePlace, { LawTowns.eventful(targets: 1) }), (.manyPlaces, manyPlaces),
      (.noCrime, { [laws] in LawTowns.withoutCrime(laws.scenario) }),
      (.noUnits, { [laws] in LawTowns.withoutUnits(laws.scenario) }),
    ]
    for (law, scenario) in extremes where asked.contains(law) {
      let worker = Worker(strategy, scenario(), laws.seed)
      let result = run(worker, 1, isExtreme: true)
      if case .failure(let failure) = result {
        verdicts[law] = .broken(LawBreach(what: "\(failure)"))
      } else if let breach = Runs.ofDecisions.compactMap({ worker.notes.breaches[$0] }).first {
        verdicts[law] = .broken(breach)
      } else {
        verdicts[law] = .kept(note: "")
      }
    }
  }

  private func manyPlaces() -> Scenario {
    var scenario = LawTowns.eventful(targets: 500)
    (scenario.phases.historyWeeks, scenario.phases.campaignWeeks, scenario.phases.afterWeeks) = (1, 1, 0)
    scenario.crime.types = Array(scenario.crime.types.prefix(2))
    for place in scenario.crime.places.indices {
      scenario.crime.places[place].ratesPerYear = Array(scenario.crime.places[place].ratesPerYear.prefix(2))
    }
    scenario.calls = nil
    return scenario
  }

  /// Runs a replication and takes over what was noted.
  private mutating func run(_ worker: Worker, _ replication: Int, isExtreme: Bool = false) -> Worker.Result {
    let result = worker.run(replication)
    take(worker.notes, breaches: !isExtreme)
    return result
  }

  private mutating func take(_ notes: LawNotes, breaches: Bool = true) {
    decisionCount += notes.decisionCount
    totalSeconds += notes.totalSeconds
    if notes.slowestSeconds > slowest.seconds { slowest = (notes.slowestSeconds, notes.slowest) }
    refused += notes.refused
    (notes.decisionCount, notes.totalSeconds, notes.refused) = (0, 0, 0)
    guard breaches else { return }
    for law in Runs.ofDecisions {
      if case .kept = verdicts[law], let breach = notes.breaches[law] { verdicts[law] = .broken(breach) }
    }
  }

  /// Says whether two runs decided the same.
  private static func verdict(
    _ one: Worker.Result, _ other: Worker.Result, scenario: Scenario
  ) -> LawFinding.Verdict {
    switch (one, other) {
    case (.failure(let failure), _), (_, .failure(let failure)): return .broken(LawBreach(what: "\(failure)"))
    case (.success(let one), .success(let other)):
      for (first, second) in zip(one, other) where first != second {
        return .broken(breach(first, second, scenario))
      }
      return one.count == other.count
        ? .kept(note: "")
        : .broken(LawBreach(what: "\(one.count) decisions, the other time \(other.count)"))
    }
  }

  private static func breach(
    _ one: LawNotes.Decision, _ other: LawNotes.Decision, _ scenario: Scenario
  ) -> LawBreach {
    let units = scenario.operation.units
    func words(_ decision: LawNotes.Decision) -> String {
      units.indices.contains(decision.unit)
        ? "\(units[decision.unit].id) \(decision.answer)" : decision.answer
    }
    let phases = scenario.phases
    let time = phases.calendar?.clockTime(atSecond: one.second)
    return LawBreach(
      time: time, unit: units.indices.contains(one.unit) ? units[one.unit].id : nil,
      what: "\(words(one)); the other time \(words(other))")
  }

  private static func milliseconds(_ seconds: Double) -> String {
    let value = (seconds * 1e6).rounded() / 1e3
    return "\(value)"
  }
}

/// A runner with a strategy and what was noted of it.
// Unchecked: one thread uses it at a time.
private final class Worker: @unchecked Sendable {
  typealias Result = Swift.Result<[LawNotes.Decision], StrategyFailure>

  let notes = LawNotes()
  private let runner: ReplicationRunner
  private(set) var failure: StrategyFailure?
  let canBeReordered: Bool

  init(
    _ labelled: LabelledStrategy, _ scenario: Scenario, _ seed: UInt64, comparesOrders: Bool = false
  ) {
    canBeReordered =
      !(labelled.strategy is any TruthInformedStrategy) && scenario.operation.travel == .distance
      && scenario.operation.familiarity == nil
    let witness = LawWitness(labelled.strategy, notes: notes, comparesOrders: comparesOrders)
    var witnessed = labelled
    witnessed.strategy = witness
    runner = ReplicationRunner(
      scenario: scenario, seed: seed, strategies: [witnessed])
  }

  /// Runs a replication; what was decided in it.
  func run(_ replication: Int) -> Result {
    notes.decisions = []
    do throws(StrategyFailure) {
      _ = try runner.replicate(replication)
      return .success(notes.decisions)
    } catch {
      failure = error
      return .failure(error)
    }
  }

  /// Runs a replication on each of some workers, all at the same time.
  ///
  /// - Returns: What stood in the way of some threads, whose replications were run one after the other then; `nil` where
  ///   nothing did.
  static func runAtOnce(_ workers: [Worker], _ replications: [Int]) -> ThreadShortage? {
    ThreadStarter.system.run(workers.count) { _ = workers[$0].run(replications[$0]) }
  }
}
