// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Synchronization

/// The programs that this process has started and that have not ended yet; for a process that must end at once.
public final class RunningPrograms: Sendable {
  public static let shared = RunningPrograms()
  private let groups = Mutex<Set<pid_t>>([])

  private init() {}

  /// Their process ids, ascending.
  public var ids: [Int32] { groups.withLock { $0.sorted() } }

  /// Ends all of them, and what they have started, at once; safe to call from any thread.
  ///
  /// A process that is about to end by itself, say on a second Ctrl-C, calls this first.
  public func endAll() {
    groups.withLock { for group in $0 { kill(-group, SIGKILL) } }
  }

  func add(_ group: pid_t) { groups.withLock { _ = $0.insert(group) } }
  func remove(_ group: pid_t) { groups.withLock { _ = $0.remove(group) } }
}
