// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import RandomVariates

/// A way to decide where patrol units go.
///
/// A strategy sees an ``OperationView`` — recorded crime, its own units, the clock — and answers with
/// tasking. What is true but not known to the police is not in the types it is given. It is a value:
/// each replication starts from a fresh copy, so nothing is carried over.
public protocol DeploymentStrategy: Sendable {
  /// Whether units are on duty under this strategy at all; `false` only for the counterfactual.
  var deploysUnits: Bool { get }

  /// What has gone wrong with the strategy itself, so that the replication is of no use; `nil` while all is well.
  ///
  /// Decisions don't throw. A strategy that can't go on says so here and lets its units stand by; the run looks after each
  /// block of four weeks, and ends with it. A strategy that decides within the process has no need of it.
  var failure: (any Error)? { get }

  /// Returns the strategy for one more worker.
  ///
  /// Workers run replications at the same time, each with a copy of the strategy. One that holds something which copies
  /// share, such as a process, returns one with its own.
  func forWorker() -> any DeploymentStrategy

  /// Whether it repeats the visits of ``Operation/delivered``, so that late and missed ones are counted; else `false`.
  var followsDelivered: Bool { get }

  /// Prepares for the campaign; the view's record holds the whole history.
  ///
  /// - Parameters:
  ///   - view: What the control room knows when the campaign begins.
  ///   - random: The strategy's own stream in this replication.
  mutating func campaignBegins(_ view: OperationView, random: RandomStream)

  /// Decides what a unit that is free now does next.
  ///
  /// The unit is on shift. A visit that can't be reached before the shift ends is refused by the run,
  /// and the unit stands by until then.
  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking

  /// Reacts to an offence that has just become known; without an order nothing changes.
  ///
  /// - Parameters:
  ///   - offence: What the control room knows of it.
  ///   - view: What the control room knows besides.
  ///   - orders: Takes the orders, which are carried out in turn; empty at first.
  mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection])

  /// Chooses the unit that answers a call for service, where the scenario leaves dispatch to the strategy.
  ///
  /// It is asked when a call comes, and for each call that waits whenever a unit becomes free. Unless a strategy says
  /// otherwise it is the closest available unit.
  ///
  /// - Parameters:
  ///   - call: What the control room knows of it.
  ///   - view: What the control room knows besides.
  /// - Returns: A unit of ``OperationView/unitsForCalls``. The call waits with `nil`, and with a unit that is not
  ///   available.
  mutating func unit(for call: CallForService, _ view: OperationView) -> Int?

  /// Reacts to a tip that has just reached analysts; without an order nothing changes.
  ///
  /// - Parameters:
  ///   - tip: What analysts have of it, which isn't whether it is true.
  ///   - view: What the control room knows besides.
  ///   - orders: Takes the orders, which are carried out in turn; empty at first.
  mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection])

  /// Reacts to a unit that is taken from patrol, or is back sooner than planned; without an order nothing changes.
  ///
  /// A unit that is back has been given its next task already.
  ///
  /// - Parameters:
  ///   - change: Which unit, and what has become of it.
  ///   - view: What the control room knows besides.
  ///   - orders: Takes the orders, which are carried out in turn; empty at first.
  mutating func unitChanged(_ change: UnitChange, _ view: OperationView, orders: inout [Redirection])

  /// Moves the starts of the shifts of the week to come, where the operation allows it.
  ///
  /// It is asked when the campaign begins and at the first moment of each week after.
  ///
  /// - Parameters:
  ///   - week: The week, counted from the start of the campaign.
  ///   - view: What the control room knows.
  /// - Returns: Minutes by which each unit's shifts start later, by unit; negative for earlier. They are held to
  ///   ``Operation/shiftFlexibilityInMinutes``. None move where it is empty.
  mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double]
}

extension DeploymentStrategy {
  public var followsDelivered: Bool { false }
  public var deploysUnits: Bool { true }
  public var failure: (any Error)? { nil }
  public func forWorker() -> any DeploymentStrategy { self }
  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {}
  public mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {}
  public mutating func unit(for call: CallForService, _ view: OperationView) -> Int? {
    view.closestAvailableUnit(to: call.place)
  }

  public mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {}
  public mutating func unitChanged(
    _ change: UnitChange, _ view: OperationView, orders: inout [Redirection]
  ) {}
  public mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] { [] }
}

/// What takes a unit from patrol, or gives it back.
public enum UnitChange: Hashable, Sendable {
  /// It is taken away for the whole of a shift that would start now.
  case abstracted(unit: Int)
  /// It was sent to a call, or made an arrest; the place that it left uncovered, by its index, where there is one.
  case taken(unit: Int, from: Int?)
  /// It has cleared a call, or is done with whom it arrested.
  case cleared(unit: Int)
}

/// What a unit is told to do.
public enum Tasking: Hashable, Sendable {
  /// Go to a place and stay there for so many minutes, which is greater than 0.
  ///
  /// The tactic is given by its index in ``OperationPlan/tactics`` and is one that
  /// ``OperationPlan/canUse(tactic:unit:)``; `nil` is the unit's usual one.
  case visit(place: Int, minutes: Double, tactic: Int? = nil)
  /// Stay where it is for so many minutes, which is greater than 0, then ask again.
  case standBy(minutes: Double)
}

/// An order to a unit to leave what it does and go elsewhere.
public struct Redirection: Hashable, Sendable {
  /// The unit, by its index in the scenario; it must be on shift, not on its break and not busy with an arrest.
  public var unit: Int
  /// The place to go to, by its index; one of ``OperationView/places(of:)``.
  public var place: Int
  /// Minutes to stay; greater than 0.
  public var minutes: Double
  /// Why, for the log.
  public var reason: TaskingReason
  /// How to visit, by its index in ``OperationPlan/tactics``; `nil` for the unit's usual tactic.
  public var tactic: Int?

  public init(unit: Int, place: Int, minutes: Double, reason: TaskingReason, tactic: Int? = nil) {
    self.unit = unit
    self.place = place
    self.minutes = minutes
    self.reason = reason
    self.tactic = tactic
  }
}

/// Why a unit was sent somewhere, or for what; the words are made where they are read.
public enum TaskingReason: Hashable, Sendable {
  /// To visit with another tactic than visible foot patrol, by its index in ``OperationPlan/tactics``.
  case tactic(Int)
  /// An offence of a type, by its index, has just become known.
  case liveIncident(type: Int)
  /// A tip about a type, by its index, has just come.
  case tip(type: Int)
  /// Another unit, by its index, has left the place uncovered.
  case gap(unit: Int)
  /// Another unit, by its index, is free sooner than planned.
  case cleared(unit: Int)
  /// Anything else, in a few words.
  case stated(String)
}

/// An offence as the police know it.
public struct KnownOffence: Hashable, Sendable {
  /// When it happened, in seconds since the start of the run.
  public var timeInSeconds: Double
  /// When it became known, in seconds since the start of the run.
  public var knownInSeconds: Double
  /// Where, by index of the place.
  public var place: Int32
  /// Index of the type.
  public var type: Int32
  /// Where within the place, by its index in the list of the place's micro-places; -1 where at none of them, and where
  /// the scenario has no packs.
  public var microPlace: Int32 = -1
  /// By which channel it was reported; `nil` where nobody reported it, and where the scenario names no channels.
  public var channel: ReportingChannel?
  /// Whether patrol discovered it and nobody reported it.
  public var isDiscovered = false
  /// What names the random numbers of the survey about it: a word of the offence's own, from which nothing else follows; 0 where there are
  /// no surveys.
  var surveyKey: UInt64 = 0

  public init(
    timeInSeconds: Double, knownInSeconds: Double, place: Int32, type: Int32, microPlace: Int32 = -1,
    channel: ReportingChannel? = nil, isDiscovered: Bool = false
  ) {
    self.timeInSeconds = timeInSeconds
    self.knownInSeconds = knownInSeconds
    self.place = place
    self.type = type
    self.microPlace = microPlace
    self.channel = channel
    self.isDiscovered = isDiscovered
  }
}
