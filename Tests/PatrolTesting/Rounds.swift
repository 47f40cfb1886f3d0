// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// How often tests with random input or random faults do what they do.
///
/// An ordinary run does it a number of times, the same on every machine. A long check goes on for as long as
/// `PATROLSIM_SOAK_SECONDS` asks, which no outcome depends on.
public enum Rounds {
  /// How long each test of a long check goes on, in seconds; `nil` in an ordinary run.
  public static let soakSeconds: Double? = ProcessInfo.processInfo.environment["PATROLSIM_SOAK_SECONDS"]
    .flatMap(Double.init).flatMap { $0 > 0 ? $0 : nil }

  /// Does something again and again, under a watchdog that ends the process at a hang.
  ///
  /// - Parameters:
  ///   - ordinary: How often in an ordinary run.
  ///   - least: How often at least in a long check.
  ///   - share: The share of a long check's time that this may take, where a test does several things in turn; in `0...1`.
  ///   - body: Does it once; what it does at the moment it tells the watch.
  /// - Returns: How often it was done.
  @discardableResult
  public static func run(
    _ ordinary: Int, atLeast least: Int = 1, share: Double = 1, _ body: (Watchdog.Watch) throws -> Void
  ) rethrows -> Int {
    try Watchdog.guarding { watch in
      let end = soakSeconds.map { ContinuousClock.now + .seconds($0 * share) }
      var count = 0
      while end.map({ count < least || ContinuousClock.now < $0 }) ?? (count < ordinary) {
        try body(watch)
        count += 1
      }
      return count
    }
  }
}
