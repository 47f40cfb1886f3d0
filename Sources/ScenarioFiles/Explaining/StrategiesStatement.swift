// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies

/// States `strategies`, each with all its parameters.
enum StrategiesStatement {
  static func parameters(
    _ strategies: [StrategyConfiguration], catalogue: StrategyCatalogue = .standard
  ) -> [StatedParameter] {
    var statement = Statement("Strategies")
    let path = StatedPath("strategies")
    let standard = StrategyConfiguration.standard.map(\.name).joined(separator: ", ")
    statement.add(
      path, "the strategies to compare; the first is the reference",
      strategies.map(\.name).joined(separator: ", "),
      usual: standard, allowed: catalogue.names.joined(separator: ", "),
      source: "those that choose where to patrol")
    for (index, strategy) in strategies.enumerated() {
      guard let entry = catalogue.entry(named: strategy.name) else { continue }
      if let program = strategy.program {
        statement.add(
          path.entry(index, strategy.label).below(strategy.name).below("command"),
          "the program that decides", program.shown,
          allowed: "any program that keeps the protocol")
      }
      for parameter in entry.parameters {
        add(parameter, strategy, at: path.entry(index, strategy.label).below(strategy.name), to: &statement)
      }
    }
    return statement.parameters
  }

  private static func add(
    _ parameter: StrategyParameter, _ strategy: StrategyConfiguration, at path: StatedPath,
    to statement: inout Statement
  ) {
    let value = strategy.parameters[parameter.name] ?? parameter.defaultValue
    guard parameter.choices.isEmpty else {
      return statement.add(
        path.below(parameter.name), phrase(parameter.meaning), parameter.text(for: value),
        usual: parameter.text(for: parameter.defaultValue),
        allowed: parameter.choices.joined(separator: ", "), source: parameter.source)
    }
    let range = NumberRange.from(parameter.range.lowerBound, to: parameter.range.upperBound)
    if parameter.isFitted, strategy.parameters[parameter.name] == nil {
      let unit = parameter.unit.rawValue
      let fallback = "\(parameter.defaultValue)" + (unit.isEmpty ? "" : " \(unit)")
      statement.add(
        path.below(parameter.name), phrase(parameter.meaning), "fitted", usual: "fitted",
        allowed: range.words(unit: parameter.unit.rawValue),
        source: "fitted on the history; \(fallback) where that is too short (\(parameter.source))")
      return
    }
    statement.add(
      path.below(parameter.name), phrase(parameter.meaning),
      .number(value),
      usual: .number(parameter.defaultValue), unit: parameter.unit.rawValue,
      allowed: range.words(unit: parameter.unit.rawValue), source: parameter.source)
  }

  /// A sentence as a phrase of a table: without its full stop, and with a small letter in front.
  static func phrase(_ sentence: String) -> String {
    let words = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
