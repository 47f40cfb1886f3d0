// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A moment by which something must be done, or a request to stop if that comes before it.
package struct Deadline {
  /// What is left of it.
  package enum Left: Equatable {
    /// Milliseconds to wait before it is looked at again; at least 1.
    case time(milliseconds: Int32)
    case over
    /// The work in hand is to stop, and there is no more time for it.
    case stopped
  }

  /// How long one wait lasts at most, in milliseconds, so that a request to stop is heeded.
  private static let longestWait = 100.0

  /// How long it was at first.
  package let seconds: Double
  private let end: ContinuousClock.Instant
  private let stop: StopRequest?

  /// - Parameters:
  ///   - seconds: How far off it is.
  ///   - stop: The request that it heeds; that of the work in hand unless another is given.
  package init(_ seconds: Double, stop: StopRequest? = WorkInHand.current?.stop) {
    self.seconds = seconds
    end = .now + .seconds(seconds)
    self.stop = stop
  }

  /// What is left now.
  package var left: Left {
    let now = ContinuousClock.now
    if let stopped = stop?.end, now >= stopped { return .stopped }
    let left = (end - now) / .milliseconds(1)
    guard left > 0 else { return .over }
    return .time(milliseconds: Int32(min(left.rounded(.up), Deadline.longestWait)))
  }

  /// The milliseconds of ``left``; `nil` where there are none.
  package var millisecondsLeft: Int32? {
    guard case .time(let milliseconds) = left else { return nil }
    return milliseconds
  }
}
