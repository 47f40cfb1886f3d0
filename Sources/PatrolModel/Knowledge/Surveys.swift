// SPDX-License-Identifier: GPL-3.0-or-later

/// Surveys that go out by text to those who reported an offence.
///
/// Whoever answers is satisfied with probability min(1, *T* + gain·attended): the trust of the ward, and more where a unit
/// of the operation was at the place within 15 minutes after the report. All of it is an assumption.
public struct Surveys: Hashable, Sendable {
  /// The probability that a survey is answered, in `0...1`.
  public var responseRate = 0.2
  /// How long after the report it goes out, in hours; at least a quarter.
  public var delayInHours = 24.0
  /// What attendance in time adds to the probability of satisfaction, in `0...1`.
  public var attendanceGain = 0.2

  /// What counts as in time, in seconds: the urban target for a response.
  static let targetInSeconds = 900.0

  public init() {}

  /// The probability that somebody who answers is satisfied.
  ///
  /// - Parameter trust: *T* of the ward, in `0...1`.
  func satisfaction(trust: Double, isAttended: Bool) -> Double {
    min(1, trust + (isAttended ? attendanceGain : 0))
  }
}
