// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A clock of the system, read in nanoseconds.
enum SystemClock {
  /// The processor time of the process, all threads together.
  case processor
  /// Time on the wall.
  case wall

  var nanoseconds: Double {
    var time = timespec()
    switch self {
    case .processor: clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    case .wall: clock_gettime(CLOCK_MONOTONIC, &time)
    }
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  /// Returns how long a call takes, in nanoseconds.
  func time(_ body: () throws -> Void) rethrows -> Double {
    let start = nanoseconds
    try body()
    return nanoseconds - start
  }
}
