// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies
import ScenarioFiles

/// Why a cell could not be run.
struct CellFailure: Error, Hashable {
  /// What is wrong, a sentence each.
  let sentences: [String]
  /// Whether it is a slip of the pen, wrong in every cell, and not a rule that this cell happens to break.
  let isSlip: Bool
}

/// What a cell sets: keys of the scenario, parameters of strategies, and the number of units.
struct CellSettings {
  /// `units`: how many are dealt out to the scenario's teams and shifts.
  static let unitsKey = "units"

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
      throw CellFailure(sentences: error.problems.map(\.message), isSlip: false)
    }
  }

  private func scenario(_ base: Batch.Base) throws(CellFailure) -> Scenario {
    let settings = texts.filter {
      !$0.key.hasPrefix(SweptParameter.strategyPrefix) && $0.key != CellSettings.unitsKey
    }
    .map { ScenarioSetting($0.key, $0.text) }
    let scenario: Scenario
    do throws(InvalidScenario) { scenario = try base.template.scenario(setting: settings) } catch {
      throw CellFailure(
        sentences: error.problems.map(\.sentence), isSlip: error.problems.contains(where: \.isSlip))
    }
    guard let text = texts.last(where: { $0.key == CellSettings.unitsKey })?.text else { return scenario }
    guard let units = Int(text), DoseStudy.unitRange.contains(units) else {
      let range = DoseStudy.unitRange
      throw CellFailure(
        sentences: [
          "units is \"\(text)\"; it must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        ],
        isSlip: true)
    }
    return scenario.dealing(units: units)
  }

  /// Returns the strategies with the parameters that the cell sets.
  private func strategies(_ base: Batch.Base) throws(CellFailure) -> [StrategyConfiguration] {
    var strategies = base.strategies
    for (key, text) in texts where key.hasPrefix(SweptParameter.strategyPrefix) {
      let parts = key.dropFirst(SweptParameter.strategyPrefix.count).split(separator: ".", maxSplits: 1).map(
        String.init)
      let names = base.strategies.map(\.name)
      guard parts.count == 2, names.contains(parts[0]) else {
        let guess =
          parts.first.flatMap { NearMiss.suggestion(for: $0, among: names) }
          .map { "; did you mean \"\($0)\"?" } ?? ""
        throw CellFailure(
          sentences: [
            "\(key) is no parameter of a strategy of the study; write strategies.NAME.PARAMETER (strategies: "
              + "\(names.joined(separator: ", ")))\(guess)"
          ], isSlip: true)
      }
      do throws(InvalidExperiment) {
        let stated = try StrategyConfiguration(argument: "\(parts[0]):\(parts[1])=\(text)")
        // Out of range is so in every cell.
        try stated.check(in: nil)
        for index in strategies.indices where strategies[index].name == parts[0] {
          strategies[index].parameters.merge(stated.parameters) { _, new in new }
        }
      } catch { throw CellFailure(sentences: error.problems.map(\.message), isSlip: true) }
    }
    return strategies
  }
}

extension ScenarioProblem {
  /// Whether it is wrong whatever the other values are.
  fileprivate var isSlip: Bool {
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
