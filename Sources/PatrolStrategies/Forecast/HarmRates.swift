// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Where a planner takes the harm from that it expects, by place and hour.
///
/// A forecast from the record is one source; the true rates are another. The planner that uses them is the same, so that
/// what a better forecast is worth can be told from what a better plan is worth.
package protocol HarmRates: Sendable {
  /// Takes note of what is new, as often as the planner is to look at it.
  mutating func refresh(_ view: OperationView)

  /// Expected harm at a place in a physical hour of the run, in days of harm an hour.
  ///
  /// - Parameters:
  ///   - place: The place, by its index.
  ///   - hour: The hour, counted from the start of the run: ``CivilCalendar/hourIndex(atSecond:)``.
  func rate(at place: Int, hour: Int) -> Double

  /// Expected harm at a place, in days of harm an hour, as a mean over the week to come.
  func level(at place: Int) -> Double
}
