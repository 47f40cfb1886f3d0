// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies
import Questions
import ScenarioFiles

/// Why a cell could not be run.
struct CellFailure: Error, Hashable {
  /// What is wrong, a sentence each.
  let sentences: [String]
  /// Whether it is about a key that leads nowhere, and not about its value.
  var isOfKey = false
}

/// What a cell sets: keys of the scenario, parameters of strategies, and the number of units.
struct CellSettings {
  /// `units`: how many are dealt out to the scenario's teams and shifts.
  static let unitsKey = "units"

  /// Whether a key is one of the scenario, and neither the number of units nor a parameter of a strategy.
  static func isOfScenario(_ key: String) -> Bool {
    !key.hasPrefix(SweptParameter.strategyPrefix) && key != unitsKey
  }

  private let texts: [(key: String, text: String)]

  /// - Parameters:
  ///   - keys: The keys of the parameters.
  ///   - texts: What stands behind each; `nil` for what the scenario says.
  init(_ keys: [String], _ texts: [String?]) {
    self.texts = zip(keys, texts).compactMap { key, text in text.map { (key, $0) } }
  }

  /// Returns the experiment of a cell.
  ///
  /// - Throws: What the format has against the values, or the model against them together.
  func experiment(
    _ base: Batch.Base, replications: Int, seed: UInt64?, allowsCommands: Bool
  ) throws(CellFailure) -> Experiment {
    let scenario = try scenario(base)
    let strategies = try strategies(base)
    do throws(InvalidExperiment) {
      return try Experiment(
        scenario: scenario, strategies: strategies, replications: replications, seed: seed, jobs: 1,
        allowsCommands: allowsCommands)
    } catch {
      throw CellFailure(sentences: error.problems.map(\.message))
    }
  }

  private func scenario(_ base: Batch.Base) throws(CellFailure) -> Scenario {
    let settings = texts.filter { CellSettings.isOfScenario($0.key) }
      .map { ScenarioSetting($0.key, $0.text) }
    let scenario: Scenario
    do throws(InvalidScenario) { scenario = try base.template.scenario(setting: settings) } catch {
      throw CellFailure(sentences: error.problems.map(\.sentence))
    }
    guard let text = texts.last(where: { $0.key == CellSettings.unitsKey })?.text else { return scenario }
    return scenario.dealing(units: try CellSettings.units(text))
  }

  /// Returns the number of units that a text states.
  static func units(_ text: String) throws(CellFailure) -> Int {
    guard let units = Int(text), DoseStudy.unitRange.contains(units) else {
      let range = DoseStudy.unitRange
      throw CellFailure(
        sentences: [
          "units is \"\(text)\"; it must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        ])
    }
    return units
  }

  /// Returns the strategies with the parameters that the cell sets.
  private func strategies(_ base: Batch.Base) throws(CellFailure) -> [StrategyConfiguration] {
    var strategies = base.strategies
    for (key, text) in texts where key.hasPrefix(SweptParameter.strategyPrefix) {
      let stated = try CellSettings.configuration(key, text, of: strategies)
      for index in strategies.indices where strategies[index].name == stated.name {
        strategies[index].parameters.merge(stated.parameters) { _, new in new }
      }
    }
    return strategies
  }

  /// Returns a strategy with the one parameter that a key and a text state.
  ///
  /// - Parameter strategies: Those that the strategy has to be among; `nil` for any.
  static func configuration(
    _ key: String, _ text: String, of strategies: [StrategyConfiguration]?
  ) throws(CellFailure) -> StrategyConfiguration {
    let parts = key.dropFirst(SweptParameter.strategyPrefix.count).split(separator: ".", maxSplits: 1)
      .map(String.init)
    let names = strategies?.map(\.name)
    guard parts.count == 2, names?.contains(parts[0]) ?? true else {
      let guess =
        parts.first.flatMap { NearMiss.suggestion(for: $0, among: names ?? []) }
        .map { "; did you mean \"\($0)\"?" } ?? ""
      let known = names.map { " (strategies: \($0.joined(separator: ", ")))" } ?? ""
      throw CellFailure(
        sentences: [
          "\(key) is no parameter of a strategy of the study; write strategies.NAME.PARAMETER\(known)\(guess)"
        ], isOfKey: true)
    }
    do throws(InvalidExperiment) {
      let stated = try StrategyConfiguration(argument: "\(parts[0]):\(parts[1])=\(text)")
      // Out of range is so in every cell.
      try stated.check(in: nil)
      return stated
    } catch { throw CellFailure(sentences: error.problems.map(\.message)) }
  }
}

extension ScenarioProblem {
  /// Whether it is wrong whatever the other values are.
  var isSlip: Bool {
    switch kind {
    case .unknownKey, .noValue, .wrongKind, .unreadableValue, .missingUnit, .unknownUnit, .outOfRange,
      .unknownName:
      true
    // Of a rule only that which says the key leads nowhere.
    case .rule(let clause): clause.hasPrefix("can't be set")
    default: false
    }
  }
}
