// SPDX-License-Identifier: GPL-3.0-or-later

/// An estimate with the range that holds the true value with a given confidence.
///
/// No number in it is ever NaN. The bounds and the standard error are infinite where the data say nothing of their
/// own spread, as a single replication does.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The estimate, in the unit of the values.
  public let estimate: Double
  /// The lower bound; at most the upper one.
  public let lower: Double
  /// The upper bound.
  public let upper: Double
  /// The confidence level, in 0..<1, such as 0.95.
  public let level: Double
  /// The standard error of the estimate; at least 0.
  public let standardError: Double

  /// Creates an interval from its parts.
  public init(estimate: Double, lower: Double, upper: Double, level: Double, standardError: Double) {
    precondition(estimate.isFinite, "An estimate is finite")
    precondition(lower <= upper, "The lower bound does not exceed the upper one")
    precondition(level > 0 && level < 1, "A level lies between 0 and 1")
    precondition(standardError >= 0, "A standard error is not negative")
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.level = level
    self.standardError = standardError
  }

  /// Creates the interval around an estimate that lies a quantile of standard errors to either side.
  ///
  /// - Parameters:
  ///   - estimate: The estimate; finite.
  ///   - standardError: Its standard error; at least 0, and infinite if it is not known.
  ///   - degreesOfFreedom: Those of Student's *t*; `nil` for the normal distribution.
  ///   - level: The confidence level, between 0 and 1.
  public init(estimate: Double, standardError: Double, degreesOfFreedom: Double?, level: Double) {
    precondition(level > 0 && level < 1, "A level lies between 0 and 1")
    var halfWidth = standardError
    if standardError.isFinite {
      let upperTail = 1 - (1 - level) / 2
      halfWidth *=
        degreesOfFreedom.map { studentTQuantile(upperTail, degreesOfFreedom: $0) }
        ?? normalQuantile(upperTail)
    }
    self.init(
      estimate: estimate, lower: estimate - halfWidth, upper: estimate + halfWidth, level: level,
      standardError: standardError)
  }

  /// Creates Student's *t* interval of the mean of independent values.
  ///
  /// A single value gives an interval from −∞ to ∞: one replication says nothing of its own error.
  ///
  /// - Parameters:
  ///   - values: One value for each replication; at least one, all finite.
  ///   - level: The confidence level, between 0 and 1.
  ///
  /// Source: Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, §4.5.
  public init(of values: [Double], level: Double = 0.95) {
    self.init(of: Tally(values), level: level)
  }

  /// Creates Student's *t* interval of the mean of the values in a tally, of which there is at least one.
  public init(of tally: Tally, level: Double = 0.95) {
    precondition(tally.count > 0, "There must be a value")
    self.init(
      estimate: tally.mean, standardError: tally.standardError,
      degreesOfFreedom: Double(tally.count - 1), level: level)
  }

  /// Half the distance between the bounds; infinite if they are.
  public var halfWidth: Double {
    (upper - lower) / 2
  }

  /// Returns whether a value lies within the bounds.
  public func contains(_ value: Double) -> Bool {
    lower <= value && value <= upper
  }
}

/// Written without the numbers that are infinite, which JSON cannot hold; what is missing is read as infinite.
extension ConfidenceInterval: Codable {
  private enum CodingKeys: String, CodingKey {
    case estimate, lower, upper, level, standardError
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(estimate, forKey: .estimate)
    try container.encodeIfPresent(lower.isFinite ? lower : nil, forKey: .lower)
    try container.encodeIfPresent(upper.isFinite ? upper : nil, forKey: .upper)
    try container.encode(level, forKey: .level)
    try container.encodeIfPresent(standardError.isFinite ? standardError : nil, forKey: .standardError)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    estimate = try container.decode(Double.self, forKey: .estimate)
    lower = try container.decodeIfPresent(Double.self, forKey: .lower) ?? -.infinity
    upper = try container.decodeIfPresent(Double.self, forKey: .upper) ?? .infinity
    level = try container.decode(Double.self, forKey: .level)
    standardError = try container.decodeIfPresent(Double.self, forKey: .standardError) ?? .infinity
  }
}
