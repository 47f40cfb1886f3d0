// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// What replications say of one pilot.
public struct PilotResult: Hashable, Sendable, Codable {
  public let plan: PilotPlan
  /// The share of pilots that find a fall under the deterrence in force, or at the effect asked for; in `0...1`.
  public let power: Estimate
  /// The share of pilots that find a fall where nobody patrols; in `0...1`.
  public let falseAlarms: Estimate
  /// What patrol truly averts on the streets and days on, in per cent.
  public let truth: Estimate
  /// What the analysis finds on average less the truth, in percentage points.
  public let bias: Estimate
  /// The least effect that is found with the power asked for, in per cent; absent where that is beyond the largest tried.
  public let leastEffectPercent: Double?
  /// Hours of officers on patrol, travel included.
  public let officerHours: Double
  /// The share of pilots whose analysis has no result, in `0...1`.
  public let undefinedShare: Double
  /// Why it has none in the first of them.
  public let undefined: String?

  public init(
    plan: PilotPlan, power: Estimate, falseAlarms: Estimate, truth: Estimate, bias: Estimate,
    leastEffectPercent: Double?, officerHours: Double, undefinedShare: Double, undefined: String?
  ) {
    self.plan = plan
    self.power = power
    self.falseAlarms = falseAlarms
    self.truth = truth
    self.bias = bias
    self.leastEffectPercent = leastEffectPercent
    self.officerHours = officerHours
    self.undefinedShare = undefinedShare
    self.undefined = undefined
  }

  /// Whether false alarms keep to the level, as far as the replications can tell.
  public func keepsLevel(_ level: Double) -> Bool { falseAlarms.lower.map { $0 <= level } ?? false }

  /// Whether it surely finds an effect as often as asked, and no more of what isn't there than it says.
  public func suffices(power asked: Double, level: Double) -> Bool {
    (power.lower ?? 0) >= asked && keepsLevel(level)
  }
}

/// What is to be done, by the replications.
public enum PilotAdvice: Hashable, Sendable {
  /// The plan of least officer hours that reaches the power asked for.
  case run(PilotResult)
  /// None does; the closest of those that keep their level, or `nil` where none keeps it.
  case none(closest: PilotResult?)

  /// Chooses among results.
  ///
  /// A plan suffices where the lower bound of its power reaches what is asked and its false alarms can't be told to exceed the
  /// level. Of those that do, the one with the fewest officer hours; of equals the fewest weeks, then streets.
  ///
  /// - Parameters:
  ///   - results: What there is to choose from.
  ///   - asked: The power asked for, between 0 and 1.
  ///   - level: The one-sided level of the test.
  ///   - budgetInHours: The most officer hours; `nil` for any.
  public init(_ results: [PilotResult], power asked: Double, level: Double, budgetInHours: Double? = nil) {
    let affordable = results.filter { $0.officerHours <= budgetInHours ?? .infinity }
    let enough = affordable.filter { $0.suffices(power: asked, level: level) }
    func size(_ result: PilotResult) -> (Double, Int, Int) {
      (result.officerHours, result.plan.weeks, result.plan.streets)
    }
    if let least = enough.min(by: { size($0) < size($1) }) {
      self = .run(least)
    } else {
      self = .none(
        closest: affordable.filter { $0.keepsLevel(level) && $0.power.value != nil }
          .max { ($0.power.value ?? 0, $1.officerHours) < ($1.power.value ?? 0, $0.officerHours) })
    }
  }

  /// The plan that is to be run, or the closest.
  public var result: PilotResult? {
    switch self {
    case .run(let result): result
    case .none(let closest): closest
    }
  }
}
