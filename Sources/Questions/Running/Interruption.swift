// SPDX-License-Identifier: GPL-3.0-or-later

import Processes

/// A request to stop an experiment once what is in flight is finished; safe to make from any thread.
///
/// Replications in flight are finished, but for those that wait for a program: it has a second more, then it is ended and its replication is
/// left out, neither finished nor failed.
public final class Interruption: Sendable {
  let stop = StopRequest()

  public init() {}

  /// Whether it was made.
  public var isRequested: Bool { stop.isMade }

  /// Asks the experiment to stop.
  public func request() { stop.make() }
}
