// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// A number with its confidence interval, or a word on why there is none.
///
/// Nothing in it is ever NaN or infinite: what is not known is absent. So it can be written to any format as it
/// stands.
public struct Estimate: Hashable, Sendable, Codable {
  /// The estimate; absent where it is undefined.
  public let value: Double?
  /// The bounds; absent where the replications say nothing of their own error, as a single one does.
  public let lower: Double?
  public let upper: Double?
  /// The Monte Carlo standard error.
  public let standardError: Double?
  /// Why there is no value: a sentence without its full stop.
  public let undefined: String?

  /// Creates the estimate that an interval holds.
  public init(_ interval: ConfidenceInterval) {
    value = interval.estimate
    let isBounded = interval.lower.isFinite && interval.upper.isFinite
    lower = isBounded ? interval.lower : nil
    upper = isBounded ? interval.upper : nil
    standardError = interval.standardError.isFinite ? interval.standardError : nil
    undefined = nil
  }

  /// Creates a number without an interval.
  public init(exactly number: Double) {
    value = number
    (lower, upper, standardError, undefined) = (nil, nil, nil, nil)
  }

  /// Creates a number with the bounds of its interval.
  public init(exactly number: Double, lower: Double, upper: Double) {
    value = number
    (self.lower, self.upper) = (lower, upper)
    (standardError, undefined) = (nil, nil)
  }

  /// Creates the estimate that is undefined, for a reason.
  public init(undefined reason: String) {
    (value, lower, upper, standardError) = (nil, nil, nil, nil)
    undefined = reason
  }

  /// Creates the estimate of a measure, which may be undefined.
  public init(_ measure: MeasureInterval) {
    switch measure {
    case .value(let interval): self.init(interval)
    case .undefined(let reason): self.init(undefined: reason)
    }
  }

  /// Creates Student's *t* interval of the mean of values, one for each replication.
  ///
  /// Replications without a value are left out; if none is left the estimate is undefined, for the reason given.
  public init(meanOf values: [Double?], level: Double = 0.95, otherwise reason: String) {
    let known = values.compactMap { $0 }
    guard !known.isEmpty else {
      self.init(undefined: reason)
      return
    }
    self.init(ConfidenceInterval(of: known, level: level))
  }

  /// The same with the sign turned round.
  package var negated: Estimate {
    Estimate(
      value: value.map { 0 - $0 }, lower: upper.map { 0 - $0 }, upper: lower.map { 0 - $0 },
      standardError: standardError, undefined: undefined)
  }

  private init(value: Double?, lower: Double?, upper: Double?, standardError: Double?, undefined: String?) {
    self.value = value
    self.lower = lower
    self.upper = upper
    self.standardError = standardError
    self.undefined = undefined
  }

  /// Half the width of the interval; `nil` where there is none.
  public var halfWidth: Double? {
    guard let lower, let upper else { return nil }
    return (upper - lower) / 2
  }

  /// Whether the interval holds 0, so that the estimate can't be told from it; `nil` where there is no interval.
  public var holdsZero: Bool? {
    guard let lower, let upper else { return nil }
    return lower <= 0 && upper >= 0
  }
}
