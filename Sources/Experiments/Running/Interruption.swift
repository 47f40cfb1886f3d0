// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// A request to stop an experiment once what is in flight is finished; safe to make from any thread.
public final class Interruption: Sendable {
  private let requested = Atomic(false)

  public init() {}

  /// Whether it was made.
  public var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Asks the experiment to stop.
  public func request() { requested.store(true, ordering: .relaxed) }
}
