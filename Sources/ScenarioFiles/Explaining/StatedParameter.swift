// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// A parameter in force in a scenario: its value, what it means and where it comes from.
///
/// Long lists (places, teams, units) are stated as a summary, one row for what their entries say under a key.
public struct StatedParameter: Hashable, Sendable {
  /// A value as a number or in words.
  public enum Value: Hashable, Sendable {
    case number(Double)
    case text(String)

    /// The value as a scenario file writes it, without its unit.
    public var text: String {
      switch self {
      case .number(let number): DecimalText.exact(number)
      case .text(let text): text
      }
    }
  }

  /// The part of the format it belongs to: "Deterrence".
  public let section: String
  /// Its key in a scenario file: `deterrence.fast_decay`, `crime.types.burglary.harm`.
  public let key: String
  /// The key with `*` for a name and `[]` for a position in a list, as the format's article writes it.
  public let pattern: String
  /// What the name or the position in the key stands for: "burglary"; empty where there is none.
  public let subject: String
  /// What it is, in a few words.
  public let meaning: String
  public let value: Value
  /// The unit of its numbers; empty for bare numbers and texts.
  public let unit: String
  /// What the format allows, in words; empty where that is a text of any sort.
  public let allowed: String
  /// The range from which the preset `prior` draws it; `nil` where it is never drawn.
  public let priorRange: ClosedRange<Double>?
  /// The value where a scenario says nothing; `nil` where it must say something.
  public let defaultValue: Value?
  /// Where the value comes from; "assumption" is a source too.
  public let source: String

  /// Whether the value differs from the default; a value without a default doesn't.
  public var isChanged: Bool { defaultValue.map { $0 != value } ?? false }
}

extension ScenarioFile {
  /// What a value has as its source that a scenario gives itself.
  public static let ownSource = "this scenario"

  /// Returns every parameter in force in a scenario, in the order of the format's article.
  ///
  /// - Parameter scenario: One that keeps the rules of the format.
  /// - Complexity: O(places × types + units).
  public static func parameters(of scenario: Scenario) -> [StatedParameter] {
    QuestionStatement.parameters(scenario) + CalendarStatement.parameters(scenario.crime.calendar)
      + DeterrenceStatement.parameters(scenario.deterrence)
      + DeterrenceStatement.parameters(scenario.beliefs)
      + KnowledgeStatement.parameters(scenario.knowledge, types: scenario.crime.types)
      + ContactStatement.parameters(scenario) + CrimeStatement.parameters(scenario.crime)
      + PlacesStatement.parameters(scenario.crime) + ChoiceStatement.parameters(scenario.choice)
      + TacticsStatement.parameters(scenario.tactics)
      + OperationStatement.parameters(scenario.operation) + CallsStatement.parameters(scenario)
      + StrategiesStatement.parameters(scenario.strategies)
      + TrialStatement.parameters(scenario.trial) + TrialStatement.parameters(scenario.claims)
  }
}
