// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// A request to stop work; safe to make and to look at from any thread.
package final class StopRequest: Sendable {
  /// How long programs may still take for what they were asked before, in seconds.
  package static let graceInSeconds = 1.0

  private let isRequested = Atomic(false)
  private let moment = Mutex<ContinuousClock.Instant?>(nil)

  package init() {}

  /// Whether it was made.
  package var isMade: Bool { isRequested.load(ordering: .relaxed) }

  /// When nobody waits for a program any longer; `nil` before the request.
  package var end: ContinuousClock.Instant? {
    guard isMade else { return nil }
    return moment.withLock { $0 }.map { $0 + .seconds(StopRequest.graceInSeconds) }
  }

  /// Makes it; the first time counts.
  package func make() {
    moment.withLock { if $0 == nil { $0 = .now } }
    isRequested.store(true, ordering: .relaxed)
  }
}
