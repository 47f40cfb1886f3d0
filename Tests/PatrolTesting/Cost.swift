// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What work costs, set against other work in the same run.
///
/// A time in seconds says something of the machine and of what else it does. A ratio of two, of which each is the least of
/// several that took turns, says something of the work: a linear cost grows as its input does, a quadratic one as its square.
public enum Cost {
  /// The processor time of this thread, in seconds.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Returns the processor time that work takes on this thread, in seconds.
  ///
  /// One time alone decides nothing; see ``ratio(_:to:rounds:)``.
  public static func once(_ work: () throws -> Void) rethrows -> Double {
    let start = processorTime
    try work()
    return processorTime - start
  }

  /// Returns how many times as much processor time one thing costs as another.
  ///
  /// Whatever disturbs a measurement makes it longer, so the least of each is the nearest to the truth.
  ///
  /// - Parameters:
  ///   - work: The work in question.
  ///   - reference: The work that it is set against.
  ///   - rounds: How often both are done, in turns.
  public static func ratio(
    _ work: () throws -> Void, to reference: () throws -> Void, rounds: Int = 5
  ) rethrows -> Double {
    var (least, leastOfReference) = (Double.infinity, Double.infinity)
    for _ in 0..<rounds {
      leastOfReference = min(leastOfReference, try once(reference))
      least = min(least, try once(work))
    }
    return least / leastOfReference
  }
}
