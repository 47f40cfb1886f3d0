// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// The system started fewer threads than were asked for.
///
/// As an error it says that there were none, so that nothing could be done.
package struct ThreadShortage: Error, Hashable, Sendable {
  /// How many were started; fewer than were asked for.
  package let started: Int
  package let asked: Int
  /// What stands in the way.
  package let limit: ThreadLimit

  package init(started: Int, asked: Int, limit: ThreadLimit) {
    (self.started, self.asked, self.limit) = (started, asked, limit)
  }

  private static let firstNoted = Mutex<ThreadShortage?>(nil)

  /// The first that this process met, for whoever tells its user; `nil` where there was none.
  ///
  /// Limits hold for a whole process, and so does this note of one.
  package static var first: ThreadShortage? { firstNoted.withLock { $0 } }

  static func note(_ shortage: ThreadShortage) {
    firstNoted.withLock { if $0 == nil { $0 = shortage } }
  }
}

extension ThreadShortage: CustomStringConvertible {
  /// One sentence, which names the limit.
  package var description: String {
    started == 0
      ? "No thread could be started to work on: \(limit)."
      : "Only \(started) of \(asked) threads could be started, so the work takes longer: \(limit)."
  }
}
