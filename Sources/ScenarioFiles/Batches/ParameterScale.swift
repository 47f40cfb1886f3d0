// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies

/// How the values of a swept parameter are compared: as numbers in one unit, or as words in the order of the study.
public struct ParameterScale: Hashable, Sendable {
  /// The unit of all its numbers: a strategy's parameter has its own, others that which the study writes first. Empty where there
  /// is none, and of words.
  public let unit: String
  /// The parameter of a strategy that it is; `nil` of a key of the scenario.
  private let parameter: StrategyParameter?
  private let measure: Unit?
  /// The values in the order of the study, where not all are numbers.
  private let words: [String]

  /// - Parameters:
  ///   - key: The key of the parameter.
  ///   - texts: Its values, in the order of the study.
  public init(_ key: String, _ texts: [String]) {
    let parameter = SweptParameter.strategyParameter(key)
    let written = texts.lazy.compactMap { NumberText.parse($0)?.rest }.first { !$0.isEmpty }
    let measure = parameter.map { Unit(of: $0) } ?? written.flatMap { Unit($0) }
    let isOfNumbers = texts.allSatisfy { ParameterScale.number($0, parameter, measure) != nil }
    (self.parameter, self.measure) = (parameter, isOfNumbers ? measure : nil)
    unit = self.measure?.rawValue ?? ""
    words = isOfNumbers ? [] : texts
  }

  /// Whether all values are numbers.
  public var isOfNumbers: Bool { words.isEmpty }

  /// Returns the number that a value is, in ``unit``; `nil` where the parameter's values are words.
  public func number(in text: String) -> Double? {
    words.isEmpty ? ParameterScale.number(text, parameter, measure) : nil
  }

  /// Returns a number by which values are ordered: of words their place in the study.
  public func order(of text: String) -> Double {
    number(in: text) ?? Double(words.firstIndex(of: text) ?? 0)
  }

  private static func number(_ text: String, _ parameter: StrategyParameter?, _ measure: Unit?) -> Double? {
    if let parameter { return parameter.choices.isEmpty ? parameter.value(stating: text) : nil }
    guard let (number, rest) = NumberText.parse(text), number.isFinite else { return nil }
    guard let measure else { return rest.isEmpty ? number : nil }
    return Unit(rest, like: measure)?.convert(number, to: measure)
  }
}

extension BatchFile {
  /// How the values of each parameter are compared, in the order of parameters.
  ///
  /// - Complexity: O(values).
  public var scales: [ParameterScale] {
    parameters.enumerated().map { index, parameter in
      switch parameter.values {
      case .list(let texts): ParameterScale(parameter.key, texts)
      case .range: ParameterScale(parameter.key, parameter.ends)
      case .listed: ParameterScale(parameter.key, list.map { $0[index] })
      }
    }
  }
}

extension SweptParameter {
  /// What the keys of strategies' parameters begin with: `strategies.NAME.PARAMETER`.
  public static let strategyPrefix = "strategies."

  /// Returns the parameter of a strategy that a key names; `nil` where it names none.
  static func strategyParameter(_ key: String) -> StrategyParameter? {
    guard key.hasPrefix(strategyPrefix) else { return nil }
    let names = key.dropFirst(strategyPrefix.count).split(separator: ".", maxSplits: 1).map(String.init)
    guard names.count == 2 else { return nil }
    return StrategyCatalogue.standard.entry(named: names[0])?.parameters.first { $0.name == names[1] }
  }

  /// Returns a value as tables show it: the preset of deterrence by the name that every reader of tables takes for a text.
  public func shown(_ text: String) -> String {
    key == "deterrence.preset" ? DeterrencePreset(named: text)?.rawValue ?? text : text
  }
}
