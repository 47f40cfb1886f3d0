// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Processes

/// The programs that this process has started and that have not ended yet; for a process that must end at once.
public final class RunningPrograms: Sendable {
  public static let shared = RunningPrograms()

  private init() {}

  /// Their process ids, ascending.
  public var ids: [Int32] { ProgramRegistry.shared.ids }

  /// Ends all of them, and what they have started, at once, and lets no other start; safe to call from any thread.
  ///
  /// A process that is about to end by itself, say on a second Ctrl-C, calls this first.
  public func endAll() { ProgramRegistry.shared.endAll() }

  /// Has whatever programs leave behind become children of this process, so that it ends with them, and ends all programs when
  /// the process exits.
  ///
  /// Call it once, early, in a process that starts programs in no other way: from then on it takes the status of every child that ends.
  /// Where it isn't called, what left its program's group and environment lives on. On systems other than Linux it changes nothing but
  /// the exit.
  public func adoptOrphans() { ProgramRegistry.shared.adoptOrphans() }
}
