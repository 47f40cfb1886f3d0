// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// What a thread is at work on, as far as stopping goes: the request to heed, and whether it was heeded half-way.
///
/// A thread that waits for a program finds it in ``current``, however many calls lie between; what is abandoned in
/// one of them is no result and no failure, and whoever handed the work out drops it.
package final class WorkInHand: Sendable {
  @TaskLocal package static var current: WorkInHand?

  package let stop: StopRequest
  private let abandoned = Atomic(false)

  package init(_ stop: StopRequest) { self.stop = stop }

  /// Whether it was left half-way.
  package var isAbandoned: Bool { abandoned.load(ordering: .relaxed) }

  /// Notes that it was left half-way.
  package func abandon() { abandoned.store(true, ordering: .relaxed) }
}
