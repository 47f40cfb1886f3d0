// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies

/// Reads `strategies`: names of the catalogue, with the parameters that differ from their defaults.
enum StrategiesReader {
  /// The strategy that effects are measured against.
  static let reference = "no-extra-patrol"
  /// The largest number of strategies.
  static let limit = 100

  /// - Parameters:
  ///   - hasTimetable: Whether the operation has a timetable for strategies that follow one.
  ///   - hasDelivered: Whether it has visits that a force made, for strategies that repeat them.
  static func read(
    _ field: Field, catalogue: StrategyCatalogue = .standard, hasTimetable: Bool = true,
    hasDelivered: Bool = false
  ) -> [StrategyConfiguration]? {
    guard let items = field.items() else { return nil }
    guard (1...limit).contains(items.count) else {
      field.report(.wrongCount(items.count, rule: "from 1 to \(limit) strategies"))
      return nil
    }
    var labels = NameIndex("strategy")
    let strategies = items.map { item in
      let strategy = read(item, catalogue)
      labels.add(item, name: strategy?.label)
      if !hasTimetable, let name = strategy?.name, catalogue.entry(named: name)?.needsTimetable == true {
        item.report(.rule("is \"\(name)\", which needs operation.timetable"))
      }
      if hasDelivered, let strategy, !strategy.parameters.isEmpty,
        catalogue.entry(named: strategy.name)?.followsDelivered == true
      {
        item.report(
          .rule("is \"\(strategy.name)\", which repeats operation.delivered and takes no parameter beside it")
        )
      }
      return strategy
    }
    if let first = strategies[0], first.name != reference {
      items[0].report(
        .rule(
          "is \"\(first.name)\"; the first strategy is \"\(reference)\", which the others are measured against"
        ))
    }
    return strategies.compactMap { $0 }
  }

  private static func read(_ field: Field, _ catalogue: StrategyCatalogue) -> StrategyConfiguration? {
    switch field.node {
    case .scalar:
      guard let entry = entry(field, catalogue) else { return nil }
      if entry.needsProgram { field.report(ProgramReader.noCommand) }
      return StrategyConfiguration(entry.name)
    case .mapping(let mapping) where mapping.count == 1:
      guard let (name, position, values) = field.section()?.entries.first else { return nil }
      guard let entry = catalogue.entry(named: name) else {
        let kind = ScenarioProblem.Kind.unknownName(name, what: "strategy", known: catalogue.names)
        field.log.report(kind, at: position, key: field.key)
        return nil
      }
      if entry.needsProgram { return ProgramReader.read(values, of: entry) }
      guard let parameters = parameters(values, of: entry) else { return nil }
      return StrategyConfiguration(name, parameters: parameters)
    default:
      field.reportKind(expected: "the name of a strategy, or one name with its parameters")
      return nil
    }
  }

  private static func entry(_ field: Field, _ catalogue: StrategyCatalogue) -> StrategyEntry? {
    guard let name = field.text() else { return nil }
    guard let entry = catalogue.entry(named: name) else {
      field.report(.unknownName(name, what: "strategy", known: catalogue.names))
      return nil
    }
    return entry
  }

  private static func parameters(_ field: Field, of entry: StrategyEntry) -> [String: Double]? {
    // `data-led:` with nothing after it is the strategy with its defaults.
    if field.isAbsent { return [:] }
    guard var section = field.section() else { return nil }
    let values = parameters(&section, of: entry)
    section.finish()
    return values
  }

  /// Reads the numbers that a strategy can be given.
  static func parameters(_ section: inout Section, of entry: StrategyEntry) -> [String: Double] {
    var values: [String: Double] = [:]
    for parameter in entry.parameters {
      guard let field = section.optional(parameter.name) else { continue }
      values[parameter.name] = value(field, of: parameter)
    }
    return values
  }

  private static func value(_ field: Field, of parameter: StrategyParameter) -> Double? {
    guard parameter.choices.isEmpty else {
      return field.choice("\(parameter.name) option", among: parameter.choices).map(Double.init)
    }
    let range = NumberRange.from(parameter.range.lowerBound, to: parameter.range.upperBound)
    return Unit(of: parameter).map { field.quantity($0, range) } ?? field.number(range)
  }
}

extension Unit {
  /// The unit in which a strategy's parameter is kept; `nil` for a bare number.
  init?(of parameter: StrategyParameter) {
    switch parameter.unit {
    case .seconds: self = .seconds
    case .hours: self = .hours
    case .days: self = .days
    case .metres: self = .metres
    case .minutes: self = .minutes
    case .number: return nil
    }
  }
}
