// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import Questions
import ScenarioFiles

/// Finds everything that is wrong in a study, as far as it can be told before a cell is run.
struct BatchCheck {
  let file: BatchFile
  /// The scenarios, with their strategies as far as they could be read.
  let bases: [Batch.Base]
  private(set) var problems: [InvalidBatch.Problem] = []
  /// Whether the strategies are all that the study is to have.
  private let hasAllStrategies: Bool

  /// - Parameters:
  ///   - file: The study, or as much of it as could be read.
  ///   - scenarios: Its scenarios by the names that results call them, or those that could be read.
  ///   - allowsCommands: Whether commands that the study or a scenario names may run.
  ///   - hasAllStrategies: Whether the study's strategies could be read.
  init(
    _ file: BatchFile, _ scenarios: [(name: String, scenario: Scenario)], allowsCommands: Bool,
    hasAllStrategies: Bool = true
  ) {
    let read = scenarios.map { Batch.Base.read($0.name, $0.scenario, of: file) }
    self.file = file
    self.hasAllStrategies = hasAllStrategies && read.allSatisfy(\.problems.isEmpty)
    bases = read.compactMap(\.base)
    findTwins()
    let found = read.map { base, problems in problems + (base.map(settingProblems) ?? []) }
    problems += merged(found, scenarios.map(\.name))
    if !allowsCommands { problems += bases.compactMap(\.commandProblem) }
    checkSize(scenarios.count)
  }

  /// Notes parameters whose columns a database could not tell apart, since it looks at no case.
  private mutating func findTwins() {
    var seen: [String: String] = [:]
    for parameter in file.parameters {
      guard let other = seen.updateValue(parameter.key, forKey: parameter.key.lowercased()) else { continue }
      problems.append(
        InvalidBatch.Problem(
          "\(parameter.key) and \(other) differ in nothing but upper and lower case; vary one of them",
          at: .parameter(parameter.key)))
    }
  }

  private mutating func checkSize(_ scenarioCount: Int) {
    let (cells, isManyCells) = file.pointCount.multipliedReportingOverflow(by: scenarioCount)
    let (items, isManyItems) = cells.multipliedReportingOverflow(by: file.replications)
    guard isManyCells || isManyItems || items > Batch.itemLimit else { return }
    problems.append(
      InvalidBatch.Problem(
        "the study has more than \(Batch.itemLimit) replications in all its cells; make it smaller",
        at: .replications))
  }

  /// Returns problems without repeats; what is not wrong in every scenario has the names of those in which it is.
  private func merged(
    _ found: [[InvalidBatch.Problem]], _ names: [String]
  ) -> [InvalidBatch.Problem] {
    var order: [InvalidBatch.Problem] = []
    var scenarios: [InvalidBatch.Problem: [String]] = [:]
    for (name, problems) in zip(names, found) {
      for problem in problems {
        if scenarios[problem] == nil { order.append(problem) }
        if scenarios[problem]?.last != name { scenarios[problem, default: []].append(name) }
      }
    }
    return order.map { problem in
      let own = scenarios[problem] ?? []
      guard own.count < names.count else { return problem }
      return InvalidBatch.Problem("\(own.joined(separator: ", ")): \(problem.sentence)", at: problem.place)
    }
  }
}

// MARK: - Values

extension BatchCheck {
  /// The bytes of a scenario that are read to try values; two rows are tried in any case.
  private static let textLimit = 32 << 20

  /// What is wrong in the values that parameters set in a scenario, whatever the other values are. A rule between values is left for
  /// the cell to find, since others may keep it.
  private func settingProblems(_ base: Batch.Base) -> [InvalidBatch.Problem] {
    let most = max(2, BatchCheck.textLimit / max(1, base.template.text.utf8.count))
    let candidates = zip(file.parameters, file.scales).map { parameter, scale in
      (parameter.key, Array(values(of: parameter, scale).prefix(most)))
    }
    let ofScenario = candidates.filter { CellSettings.isOfScenario($0.0) }
    let others = candidates.filter { !CellSettings.isOfScenario($0.0) }
    return scenarioProblems(ofScenario, base)
      + others.flatMap { key, texts in texts.flatMap { otherProblems(key, $0, base) } }
  }

  /// Returns the different values of a parameter: the lowest and the highest first, since they may be too low or too high.
  private func values(of parameter: SweptParameter, _ scale: ParameterScale) -> [String] {
    let index = file.parameters.firstIndex(of: parameter) ?? 0
    let texts =
      switch parameter.values {
      case .list(let texts): texts
      case .range: parameter.ends
      case .listed: file.list.map { $0[index] }
      }
    var seen: Set<String> = []
    let different = texts.filter { seen.insert($0).inserted }
    func isLower(_ a: String, _ b: String) -> Bool { scale.order(of: a) < scale.order(of: b) }
    guard let least = different.min(by: isLower), let most = different.max(by: isLower), least != most else {
      return different
    }
    return [least, most] + different.filter { $0 != least && $0 != most }
  }

  /// Tries the first values of all keys of the scenario at once, then the second, and so on.
  private func scenarioProblems(
    _ candidates: [(key: String, texts: [String])], _ base: Batch.Base
  ) -> [InvalidBatch.Problem] {
    let paths = candidates.map { base.template.keyPath(of: $0.key) }
    return (0..<(candidates.map(\.texts.count).max() ?? 0)).flatMap { row -> [InvalidBatch.Problem] in
      let settings = candidates.filter { row < $0.texts.count }.map { ScenarioSetting($0.key, $0.texts[row]) }
      return base.template.problems(setting: settings).filter(\.isSlip).map { problem in
        let index = paths.indices.first {
          row < candidates[$0].texts.count
            && BatchCheck.isSame(problem.keyPath, paths[$0], candidates[$0].key)
        }
        guard let index else { return InvalidBatch.Problem(problem.sentence, at: .parameters) }
        let (key, texts) = candidates[index]
        return InvalidBatch.Problem(
          problem.sentence, at: problem.isOfKey ? .parameter(key) : .value(texts[row], of: key))
      }
    }
  }

  /// Whether a problem is about a key: about its value, something on the way to it or something within it.
  private static func isSame(_ problem: String, _ path: String, _ key: String) -> Bool {
    problem == path || problem == key
      || [".", "["].contains { path.hasPrefix(problem + $0) || problem.hasPrefix(path + $0) }
  }

  /// What is wrong with a number of units or the parameter of a strategy.
  private func otherProblems(_ key: String, _ text: String, _ base: Batch.Base) -> [InvalidBatch.Problem] {
    do throws(CellFailure) {
      if key == CellSettings.unitsKey {
        _ = try CellSettings.units(text)
      } else {
        _ = try CellSettings.configuration(key, text, of: hasAllStrategies ? base.strategies : nil)
      }
      return []
    } catch {
      return error.sentences.map {
        InvalidBatch.Problem($0, at: error.isOfKey ? .parameter(key) : .value(text, of: key))
      }
    }
  }
}

extension ScenarioProblem {
  /// Whether it is about a key that leads nowhere, and not about the value behind it.
  fileprivate var isOfKey: Bool {
    switch kind {
    case .unknownKey, .rule: true
    default: false
    }
  }
}
