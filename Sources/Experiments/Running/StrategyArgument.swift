// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies

extension StrategyConfiguration {
  /// Reads a strategy as a command line names it: `data-led`, or `data-led:refresh=12h,horizon=2`.
  ///
  /// Values are in the catalogue's units, which may be written behind the number.
  ///
  /// - Throws: Everything that is wrong in it.
  public init(
    argument: String, catalogue: StrategyCatalogue = .standard
  ) throws(InvalidExperiment) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let entry = catalogue.entry(named: name) else {
      throw InvalidExperiment(problems: [.unknownStrategy(name, known: catalogue.names)])
    }
    self.init(name)
    var problems: [InvalidExperiment.Problem] = []
    for pair in parts.count > 1 ? parts[1].split(separator: ",", omittingEmptySubsequences: false) : [] {
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      let parameter = entry.parameters.first { $0.name == sides.first }
      if let parameter, sides.count == 2, let value = parameter.value(of: sides[1]) {
        parameters[parameter.name] = value
      } else if let first = sides.first, parameter == nil {
        let known = entry.parameters.map(\.name)
        problems.append(.unknownParameter(strategy: name, name: first, known: known))
      } else {
        let unit = parameter?.unit.rawValue ?? ""
        problems.append(.unreadableParameter(strategy: name, text: String(pair), unit: unit))
      }
    }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
  }

  /// Returns what is wrong with the configuration in a catalogue.
  func problems(in catalogue: StrategyCatalogue) -> [InvalidExperiment.Problem] {
    guard let entry = catalogue.entry(named: name) else {
      return [.unknownStrategy(name, known: catalogue.names)]
    }
    return parameters.sorted { $0.key < $1.key }.compactMap { key, value in
      guard let parameter = entry.parameters.first(where: { $0.name == key }) else {
        return .unknownParameter(strategy: name, name: key, known: entry.parameters.map(\.name))
      }
      return parameter.range.contains(value)
        ? nil : .parameterOutOfRange(strategy: name, name: key, value: value, range: parameter.range)
    }
  }
}

extension StrategyParameter {
  /// Returns the value that a text states, with or without the unit.
  func value(of text: String) -> Double? {
    let unit = self.unit.rawValue
    let digits = !unit.isEmpty && text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : text
    guard let value = Double(digits), value.isFinite else { return nil }
    return value
  }
}
