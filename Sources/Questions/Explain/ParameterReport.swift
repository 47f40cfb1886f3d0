// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import OrderedCollections
import PatrolModel
import ScenarioFiles
import Tables

/// Returns the parameters in force in a scenario as a table for a terminal of 80 columns, with a line feed at
/// the end.
///
/// Parameters that many entries have (those of each type of crime) share a row, which lists who has which value.
public func parameterReport(
  _ parameters: [StatedParameter], of scenario: Scenario, style: TextStyle = .plain
) -> String {
  let legend =
    "Each line has the key and its value, then the meaning, the allowed range, the prior range and the source. * marks a value that "
    + "differs from the default; this scenario sets it, unless another source is named. The preset is \(scenario.deterrence.preset.rawValue)."
  var lines = [style.heading(oneLine(scenario.name))] + wrapped(legend)
  if parameters.isEmpty { lines += ["", "All values are the defaults."] }
  for section in grouped(parameters, by: \.section) {
    lines += ["", style.heading(section[0].section)] + ParameterTableText(section).lines
  }
  return style.text([lines])
}

/// The rows of one section.
private struct ParameterTableText {
  /// Wider values go below their row.
  private static let widestValue = 12
  /// Wider keys get a line of their own.
  private static let widestKey = 24
  private let groups: [[StatedParameter]]
  private let keyWidth: Int
  private let valueWidth: Int

  init(_ parameters: [StatedParameter]) {
    groups = grouped(parameters, by: \.pattern)
    let keys = groups.map { ParameterTableText.key($0[0]).count }
    keyWidth = keys.filter { $0 <= ParameterTableText.widestKey }.max() ?? 0
    let values = groups.compactMap(ParameterTableText.commonValue).map(\.count)
    valueWidth = values.filter { $0 <= ParameterTableText.widestValue }.max() ?? 0
  }

  var lines: [String] { groups.flatMap(lines) }

  private func lines(of group: [StatedParameter]) -> [String] {
    let value = ParameterTableText.commonValue(group)
    let isShort = value.map { $0.count <= ParameterTableText.widestValue } ?? false
    let mark = group.contains(where: \.isChanged) ? "* " : "  "
    let key = ParameterTableText.key(group[0])
    let fits = key.count <= keyWidth
    let first =
      (fits ? mark + padded(key, keyWidth) : padded("", keyWidth + 2)) + "  "
      + padded(isShort ? value ?? "" : "", valueWidth) + "  "
    let rest = String(repeating: " ", count: keyWidth + valueWidth + 6)
    let words = wrapped(ParameterTableText.words(group), first: first, rest: rest)
    return (fits ? [] : [mark + key]) + words + (isShort ? [] : ParameterTableText.values(group))
  }

  /// The last parts of the key: `fast_decay`, `types.*.harm`.
  private static func key(_ parameter: StatedParameter) -> String {
    let parts = parameter.pattern.split(separator: ".", maxSplits: 1)
    return String(parts.last ?? "")
  }

  /// What stands in the column of values: what all have, unless some have it against the default.
  private static func commonValue(_ group: [StatedParameter]) -> String? {
    let isOfMany = !group[0].subject.isEmpty
    if isOfMany, group.contains(where: \.isChanged) { return nil }
    let first = text(group[0].value, group[0])
    return group.allSatisfy { $0.value == group[0].value } ? first : nil
  }

  /// Meaning, allowed values, prior range, default and source.
  private static func words(_ group: [StatedParameter]) -> String {
    let parameter = group[0]
    var parts = [parameter.meaning]
    if !parameter.allowed.isEmpty { parts.append(parameter.allowed) }
    if let prior = parameter.priorRange {
      parts.append("prior \(number(prior.lowerBound)) to \(number(prior.upperBound))")
    }
    if group.count == 1, parameter.isChanged, let usual = parameter.defaultValue {
      parts.append("default \(text(usual, parameter))")
    }
    // That the scenario itself is the source is what the mark says.
    let sources = unique(group.map(\.source).filter { !$0.isEmpty && $0 != ScenarioFile.ownSource })
    if !sources.isEmpty { parts.append("source: " + sources.joined(separator: " / ")) }
    return oneLine(parts.joined(separator: "; "))
  }

  /// The values with those that have them, a value a line, below the row.
  private static func values(_ group: [StatedParameter]) -> [String] {
    grouped(group, by: \.value).flatMap { sharing in
      let parameter = sharing[0]
      let names = sharing.map { ($0.isChanged ? "*" : "") + $0.subject }.joined(separator: ", ")
      let isOfMany = !parameter.subject.isEmpty
      let text = oneLine(text(parameter.value, parameter) + (isOfMany ? ": \(names)" : ""))
      return wrapped(text, first: "    ", rest: "      ")
    }
  }

  private static func text(_ value: StatedParameter.Value, _ parameter: StatedParameter) -> String {
    let words = if case .number(let number) = value { self.number(number) } else { value.text }
    let hasUnit = !parameter.unit.isEmpty && words.contains(where: \.isNumber)
    return hasUnit ? words + NumberText.suffix(parameter.unit) : words
  }

  /// A number with at most six digits after the point.
  private static func number(_ number: Double) -> String { DecimalText.trimmed(number, decimals: 6) }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

/// Returns elements with the same property together, in the order in which each is first.
private func grouped<Element, Key: Hashable>(_ elements: [Element], by key: KeyPath<Element, Key>)
  -> [[Element]]
{
  OrderedDictionary(grouping: elements) { $0[keyPath: key] }.values.map { $0 }
}

/// Returns the texts without repetitions.
private func unique(_ texts: [String]) -> [String] { Array(OrderedSet(texts)) }
