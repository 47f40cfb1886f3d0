// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// Where in a scenario file a value stands.
struct StatedPath {
  let key: String
  let pattern: String
  var subject = ""

  init(_ key: String) {
    self.key = key
    pattern = key
  }

  /// A key by which each entry of a list says something: `places[].role`.
  static func each(_ list: String, _ key: String) -> StatedPath { StatedPath("\(list)[].\(key)") }

  private init(key: String, pattern: String, subject: String) {
    self.key = key
    self.pattern = pattern
    self.subject = subject
  }

  /// The entry of a mapping under a name that people choose.
  func entry(_ name: String) -> StatedPath {
    StatedPath(key: "\(key).\(name)", pattern: "\(pattern).*", subject: name)
  }

  /// An entry of a list.
  func entry(_ index: Int, _ subject: String) -> StatedPath {
    StatedPath(key: "\(key)[\(index)]", pattern: "\(pattern)[]", subject: subject)
  }

  /// A key below this one.
  func below(_ name: String) -> StatedPath {
    StatedPath(
      key: key.isEmpty ? name : "\(key).\(name)", pattern: pattern.isEmpty ? name : "\(pattern).\(name)",
      subject: subject)
  }
}

/// Collects what one part of a scenario states.
struct Statement {
  /// The heading of the part in the format's article.
  let section: String
  private(set) var parameters: [StatedParameter] = []

  init(_ section: String) { self.section = section }

  /// Adds a value in words.
  ///
  /// - Parameters:
  ///   - usual: The default; `nil` where there is none.
  ///   - source: Where the default comes from.
  mutating func add(
    _ path: StatedPath, _ meaning: String, _ value: String, usual: String? = nil, unit: String = "",
    allowed: String = "", source: String = ""
  ) {
    add(
      path, meaning, .text(value), usual: usual.map { .text($0) }, unit: unit, allowed: allowed,
      source: source)
  }

  /// Adds a whole number.
  mutating func add(
    _ path: StatedPath, _ meaning: String, _ value: Int, usual: Int? = nil, unit: String = "",
    allowed: String = "", source: String = ""
  ) {
    add(
      path, meaning, .number(Double(value)), usual: usual.map { .number(Double($0)) }, unit: unit,
      allowed: allowed, source: source)
  }

  /// Adds a value; one that isn't the default has the scenario as its source unless another is given.
  mutating func add(
    _ path: StatedPath, _ meaning: String, _ value: StatedParameter.Value, usual: StatedParameter.Value?,
    unit: String = "", allowed: String = "", prior: ClosedRange<Double>? = nil, source: String,
    changedSource: String = ScenarioFile.ownSource
  ) {
    let isDefault = usual.map { $0 == value } ?? false
    parameters.append(
      StatedParameter(
        section: section, key: path.key, pattern: path.pattern, subject: path.subject, meaning: meaning,
        value: value, unit: unit, allowed: allowed, priorRange: prior, defaultValue: usual,
        source: isDefault ? source : changedSource))
  }
}

/// Returns how many entries say what, in the order in which each is said first: `2 car, 1 foot`.
func tally(_ values: [String]) -> String {
  var order: [String] = []
  var counts: [String: Int] = [:]
  for value in values {
    if counts[value] == nil { order.append(value) }
    counts[value, default: 0] += 1
  }
  return order.map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ")
}

/// Returns the least and the greatest of some numbers: `80 to 150`, or the one that all are.
func span(_ values: [Double]) -> String {
  guard let least = values.min(), let greatest = values.max() else { return "none" }
  return least == greatest
    ? DecimalText.exact(least) : "\(DecimalText.exact(least)) to \(DecimalText.exact(greatest))"
}
