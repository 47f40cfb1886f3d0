// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// Asks a program, in any language, over lines of JSON on its standard input and output.
///
/// The program gets one message for each decision, with what a built-in strategy sees, and gives one answer. What it
/// answers is checked; a program that answers what can't be carried out, ends or gives no answer in time ends the run
/// with an ``ExternalFailure``. Each worker has a process of its own, started when it is first asked.
///
/// <doc:ExternalStrategies> has the protocol and an example.
public struct ExternalStrategy: DeploymentStrategy {
  /// The protocol that it speaks.
  public static let protocolVersion = 1

  /// How long a program may take for an answer unless it is said otherwise, in seconds; an assumption.
  public static let usualTimeoutInSeconds = 10.0

  let program: ProgramCommand
  let timeoutInSeconds: Double
  private let session: ExternalSession

  /// Creates the strategy.
  ///
  /// - Parameters:
  ///   - program: The command that starts the program.
  ///   - timeoutInSeconds: How long the program may take for an answer; ten times as long to start and to prepare a campaign.
  public init(_ program: ProgramCommand, timeoutInSeconds: Double = usualTimeoutInSeconds) {
    self.program = program
    self.timeoutInSeconds = timeoutInSeconds
    session = ExternalSession(program, timeoutInSeconds: timeoutInSeconds)
  }

  public var failure: (any Error)? { session.failure }

  public func forWorker() -> any DeploymentStrategy {
    ExternalStrategy(program, timeoutInSeconds: timeoutInSeconds)
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    var random = random
    // 53 bits: what every language reads back from JSON.
    session.reset(view, seed: random.next() >> 11)
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    session.task(for: unit, view) ?? .standBy(minutes: 60)
  }

  public mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    session.orders(on: .known(offence), view, into: &orders)
  }

  public mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {
    session.orders(on: .tip(tip), view, into: &orders)
  }

  public mutating func unitChanged(
    _ change: UnitChange, _ view: OperationView, orders: inout [Redirection]
  ) {
    session.orders(on: .changed(change), view, into: &orders)
  }

  public mutating func unit(for call: CallForService, _ view: OperationView) -> Int? {
    session.unit(for: call, view)
  }

  public mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    session.shiftMoves(inWeek: week, view)
  }
}
