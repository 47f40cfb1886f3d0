// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolStrategies
import PatrolTesting
import RandomVariates
import StrategyTesting
import Synchronization
import Testing

/// Draws which of its places a unit goes to by where they are listed.
private struct RandomByPosition: DeploymentStrategy {
  private var random = RandomStream(seed: 0, replication: 0, name: "strategy")

  mutating func campaignBegins(_ view: OperationView, random: RandomStream) { self.random = random }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    let places = view.places(of: unit)
    return .visit(
      place: places[random.uniform(below: places.count)], minutes: view.plan.operation.visitInMinutes)
  }
}

/// Breaks one law, and keeps all others.
private struct Lawbreaker: DeploymentStrategy {
  let law: StrategyLaw
  /// What copies share, which a strategy must not.
  let shared = Shared()
  var random = RandomStream(seed: 0, replication: 0, name: "strategy")
  var week = 0

  final class Shared: Sendable {
    let count = Atomic(0)
    let random = Mutex(SystemRandomNumberGenerator())
  }

  struct Refuses: Error {}
  var failure: (any Error)?

  func forWorker() -> any DeploymentStrategy { Lawbreaker(law: law) }

  mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    self.random = random
    let places = view.plan.teamPlaces.reduce(0) { $0 + $1.count }
    failure =
      switch law {
      case .onePlace where places == 1: Refuses()
      case .manyPlaces where places == 500: Refuses()
      case .noCrime where view.history.isEmpty: Refuses()
      case .noUnits where view.plan.operation.units.allSatisfy { $0.abstraction == 1 }: Refuses()
      default: nil
      }
  }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    let own = view.places(of: unit)
    let nearest = own.min { view.travelInSeconds(of: unit, to: $0) < view.travelInSeconds(of: unit, to: $1) }
    let place = nearest ?? own[0]
    switch law {
    case .place: return .visit(place: view.plan.places.firstIndex { $0.id == "place-18" } ?? -1, minutes: 15)
    case .minutes: return .visit(place: place, minutes: .nan)
    case .tactic:
      return .visit(place: place, minutes: 15, tactic: view.units[unit].mode == .cycle ? 2 : 1)
    case .headway: return .standBy(minutes: 1e-9)
    case .decisionTime:
      Thread.sleep(forTimeInterval: shared.count.wrappingAdd(1, ordering: .relaxed).newValue == 5 ? 0.3 : 0)
    case .repeats:
      return .standBy(minutes: Double(shared.random.withLock { Int.random(in: 20...60, using: &$0) }))
    case .workers:
      return .standBy(minutes: Double(20 + shared.count.wrappingAdd(1, ordering: .relaxed).newValue % 7))
    case .order: return .visit(place: own[0], minutes: 15)
    default: break
    }
    return .visit(place: place, minutes: 15)
  }

  mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    for unit in view.units.indices {
      let goal = view.places(of: unit).min { view.plan.places[$0].id < view.plan.places[$1].id } ?? 0
      let order = Redirection(unit: unit, place: goal, minutes: 5, reason: .stated("so"))
      switch view.units[unit].activity {
      case .visiting where law == .oneTask: orders += [order, order]
      case .offDuty where law == .onShift: orders.append(order)
      default: break
      }
    }
  }

  mutating func unit(for call: CallForService, _ view: OperationView) -> Int? {
    law == .call ? view.unitsForCalls.upperBound : view.closestAvailableUnit(to: call.place)
  }

  mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    law == .shifts ? [.infinity] : []
  }
}

@Suite("The laws of strategies")
struct StrategyLawTests {
  private static let names = StrategyCatalogue.standard.entries.filter { !$0.needsProgram }.map(\.name)
  /// What a decision may take where its time is not in question, in seconds: only one that hangs takes it.
  private static let patience = 600.0

  @Test("are kept by every strategy of the catalogue, in the made-up town", arguments: names)
  func catalogue(name: String) throws {
    let strategy = try #require(
      StrategyCatalogue.standard.strategy(for: StrategyConfiguration(name)))
    for finding in StrategyLaws(decisionLimitInSeconds: Self.patience).check(strategy.strategy) {
      #expect(!finding.isBroken, "\(name): \(finding)")
    }
  }

  @Test("are kept by every strategy of the catalogue, in towns drawn at random", arguments: names)
  func randomTowns(name: String) throws {
    let strategy = try #require(
      StrategyCatalogue.standard.strategy(for: StrategyConfiguration(name)))
    for seed in 1...3 {
      var town = SmallRandomTown(seed: UInt64(seed))
      var scenario = town.scenario()
      if scenario.operation.timetable == nil {
        scenario.operation.timetable = SmallTown.scenario().operation.timetable
      }
      // Two records in whole numbers may be equal, so that the order in which places are listed decides.
      let laws = Self.ordinary.filter { $0 != .order } + [.noCrime, .noUnits]
      let checks = StrategyLaws(scenario: scenario, decisionLimitInSeconds: Self.patience)
      for finding in checks.check(strategy.strategy, laws: laws) {
        #expect(!finding.isBroken, "\(name), town \(seed): \(finding)")
      }
    }
  }

  private static let breakable = StrategyLaw.allCases

  @Test("are each broken by a strategy made to break it, and the first breach is told", arguments: breakable)
  func broken(law: StrategyLaw) throws {
    let findings = StrategyLaws(decisionLimitInSeconds: 0.25).check(Lawbreaker(law: law), laws: [law])
    let finding = try #require(findings.first { $0.law == law })
    guard case .broken(let breach) = finding.verdict else {
      Issue.record("\(law) was not found broken: \(finding.verdict)")
      return
    }
    #expect(!breach.what.isEmpty)
    if [.place, .minutes, .tactic, .headway, .onShift, .oneTask].contains(law) {
      #expect(breach.time?.hasPrefix("2024-03-") == true && breach.unit != nil, "\(breach)")
    }
  }

  @Test("that hold a single decision are broken by nothing else than what breaks them")
  func nothingElse() {
    for law in [StrategyLaw.place, .minutes, .tactic, .onShift, .oneTask, .call, .order] {
      // What breaks a law breaks it in the extremes as well.
      let findings = StrategyLaws(decisionLimitInSeconds: Self.patience).check(
        Lawbreaker(law: law), laws: Self.ordinary)
      #expect(findings.filter { $0.isBroken && $0.law != law } == [], "\(law)")
    }
  }
  private static let ordinary = StrategyLaw.allCases.filter {
    ![.onePlace, .manyPlaces, .noCrime, .noUnits].contains($0)
  }

  @Test("can't be told of the order where a strategy draws random numbers")
  func drawsNumbers() throws {
    func verdict(of strategy: some DeploymentStrategy) throws -> LawFinding.Verdict {
      let findings = StrategyLaws().check(strategy, laws: [.order])
      return try #require(findings.first { $0.law == .order }).verdict
    }
    #expect(
      try verdict(of: RandomByPosition())
        == .open(reason: "it draws random numbers, so that other decisions come of another order"))
    // Numbers that are named by ids are the same in any order.
    #expect(try verdict(of: RandomPatrol()) == .kept(note: ""))
  }
}
