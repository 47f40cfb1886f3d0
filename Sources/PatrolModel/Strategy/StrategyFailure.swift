// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// A strategy that could not go on, so that a replication has no outcome.
///
/// Strategies that decide within the process don't fail. One that asks a program outside does when the program
/// dies, hangs or answers what can't be carried out.
public struct StrategyFailure: Error, CustomStringConvertible {
  /// The strategy, as results label it.
  public let strategy: String
  /// The replication that it failed in, from 1.
  public let replication: Int
  /// What happened.
  public let cause: any Error

  public init(strategy: String, replication: Int, cause: any Error) {
    self.strategy = strategy
    self.replication = replication
    self.cause = cause
  }

  public var description: String { "strategy \(printable(strategy)), replication \(replication): \(cause)" }
}
