// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import Yams

/// A key of a scenario file with the text that is to stand behind it: `deterrence.fast_decay`, `"90 min"`.
public struct ScenarioSetting: Hashable, Sendable {
  /// The names that lead to the value, with a dot between; an entry of a list by its position or its id:
  /// `crime.types.burglary.harm`, `places[3].radius`, `places[high-street].radius`.
  public let key: String
  /// The value as a scenario file writes it, with its unit.
  public let text: String

  public init(_ key: String, _ text: String) {
    self.key = key
    self.text = text
  }
}

/// A scenario in which values are set one by one, as often as need be: where a sweep over parameters starts from.
///
/// A value that is set passes the same checks as one in a file.
// Unchecked: the tree is a value that is made once and never changed, in a type that doesn't say so.
public struct ScenarioTemplate: @unchecked Sendable {
  /// The scenario as it is where nothing is set.
  public let scenario: Scenario
  /// Its text, which states all that differs from the defaults; its digest is the scenario's.
  public let text: String
  private let path: String
  private let root: Node

  /// - Parameters:
  ///   - scenario: One that keeps the rules of the format.
  ///   - path: What messages call it.
  /// - Throws: Nothing for a scenario that was read from a file.
  public init(_ scenario: Scenario, path: String) throws(InvalidScenario) {
    self.scenario = scenario
    self.path = path
    text = ScenarioFile.text(for: scenario)
    let log = ProblemLog(path: path)
    guard let root = YamlText.compose(text, log: log) else { throw log.error }
    self.root = root
  }

  /// Returns the scenario with some values set.
  ///
  /// - Parameter settings: In the order in which they are set; a later one wins.
  /// - Throws: What the format has against the values, or against them together. The problems have no line.
  /// - Complexity: O(length of the text).
  public func scenario(setting settings: [ScenarioSetting]) throws(InvalidScenario) -> Scenario {
    guard !settings.isEmpty else { return scenario }
    let log = ProblemLog(path: path)
    let root = root(setting: settings, log)
    guard log.isEmpty else { throw log.error }
    let read = ScenarioReader.read(root, log: log)
    guard let read, log.isEmpty else { throw log.error.withoutLines }
    return read
  }

  /// Returns all that the format has against some values, each that can be set among the others.
  ///
  /// - Complexity: O(length of the text).
  public func problems(setting settings: [ScenarioSetting]) -> [ScenarioProblem] {
    let log = ProblemLog(path: path)
    _ = ScenarioReader.read(root(setting: settings, log), log: log)
    return log.error.withoutLines.problems
  }

  /// Returns the tree with some values set; the log is told of those that can't be.
  private func root(setting settings: [ScenarioSetting], _ log: ProblemLog) -> Node {
    var root = root
    for setting in settings {
      let steps = ScenarioTemplate.steps(of: setting.key)
      // A text without a tag of its own, as one that stands in a file.
      let value = Node(setting.text, .implicit, .plain)
      if let reason = ScenarioTemplate.set(value, at: steps[...], in: &root) {
        log.report(.rule(reason), at: Position(line: 0, column: 0), key: setting.key)
      }
    }
    return root
  }

  /// Returns a key as messages write it: entries of lists by their positions.
  public func keyPath(of key: String) -> String {
    var node: Node? = root
    return ScenarioTemplate.steps(of: key).reduce("") { path, step in
      switch step {
      case .key(let name):
        node = node?.mapping?[name]
        return path.isEmpty ? name : "\(path).\(name)"
      case .entry(let name):
        let entries = node?.sequence
        let index = entries.flatMap { ScenarioTemplate.index(of: name, in: $0) }
        node = index.flatMap { index in entries?[index] }
        return "\(path)[\(index.map { String($0) } ?? name)]"
      }
    }
  }

  /// A step on the way to a value.
  enum Step: Hashable {
    case key(String)
    /// An entry of a list, by its position from 0 or its id.
    case entry(String)
  }

  /// Returns the steps that a key describes.
  static func steps(of key: String) -> [Step] {
    key.split(separator: ".", omittingEmptySubsequences: false).flatMap { part -> [Step] in
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      return [.key(String(pieces[0]))]
        + pieces.dropFirst().map { .entry(String($0.hasSuffix("]") ? $0.dropLast() : $0)) }
    }
  }

  /// Sets a value; a mapping that is not there yet is made.
  ///
  /// - Returns: Why it can't be done; `nil` where it was.
  private static func set(_ value: Node, at steps: ArraySlice<Step>, in node: inout Node) -> String? {
    guard let step = steps.first else {
      node = value
      return nil
    }
    let rest = steps.dropFirst()
    switch step {
    case .key(let name):
      guard case .mapping(var mapping) = node else {
        return "can't be set: there is a single value or a list on the way"
      }
      var child = mapping[name] ?? Node([(Node, Node)]())
      if let reason = set(value, at: rest, in: &child) { return reason }
      mapping[Node(name)] = child
      node = .mapping(mapping)
    case .entry(let name):
      guard case .sequence(var sequence) = node else {
        return "can't be set: there is no list before [\(name)]"
      }
      guard let index = index(of: name, in: sequence) else {
        return "can't be set: the list has no entry [\(name)]"
      }
      if let reason = set(value, at: rest, in: &sequence[index]) { return reason }
      node = .sequence(sequence)
    }
    return nil
  }

  /// Returns the position of an entry.
  private static func index(of name: String, in sequence: Node.Sequence) -> Int? {
    if let index = sequence.firstIndex(where: { $0.mapping?["id"]?.scalar?.string == name }) { return index }
    return Int(name).flatMap { sequence.indices.contains($0) ? $0 : nil }
  }
}

extension InvalidScenario {
  /// The problems without their places in a text that nobody has seen.
  var withoutLines: InvalidScenario {
    InvalidScenario(
      problems: problems.map {
        ScenarioProblem(path: $0.path, line: 0, column: 0, keyPath: $0.keyPath, kind: $0.kind)
      }, unlistedCount: unlistedCount)
  }
}
