// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions

/// What a sweep's parameters move: the effect of a strategy, or its lead over another.
struct BatchSubject: Hashable {
  /// The strategy, by its place among those with patrol, and its label.
  let strategy: Int
  let label: String
  /// The strategy whose effect is subtracted; `nil` of the effect of one alone.
  var second: Int?
  var secondLabel: String?
  /// The place of the pair among all pairs.
  var pair = 0

  /// The effects of strategies one by one.
  ///
  /// - Parameter labels: The strategies with patrol.
  static func effects(_ labels: some Collection<String>) -> [BatchSubject] {
    labels.enumerated().map { BatchSubject(strategy: $0, label: $1) }
  }

  /// The leads of strategies, in the order in which pairs are compared.
  static func leads(_ labels: some Collection<String>) -> [BatchSubject] {
    let effects = effects(labels)
    let pairs = effects.flatMap { first in
      effects.dropFirst(first.strategy + 1).map { second in (first, second) }
    }
    return pairs.enumerated().map { index, pair in
      BatchSubject(
        strategy: pair.0.strategy, label: pair.0.label, second: pair.1.strategy, secondLabel: pair.1.label,
        pair: index)
    }
  }
}

extension BatchResult.Cell {
  /// Returns the mean over replications of a cell that is done, in per cent averted or in percentage points; `nil` where there is none.
  func mean(_ subject: BatchSubject, _ measure: Int) -> Double? {
    guard status == .done, subject.strategy < effects.count else { return nil }
    guard subject.second != nil else { return effects[subject.strategy][measure].value }
    guard subject.pair < differences.count else { return nil }
    return differences[subject.pair][measure].percentagePoints.value
  }

  /// Returns the same of one replication, by its place among them.
  func value(_ subject: BatchSubject, _ measure: Int, _ replication: Int) -> Double? {
    guard let first = averted[subject.strategy][measure][replication] else { return nil }
    guard let second = subject.second else { return first }
    return averted[second][measure][replication].map { first - $0 }
  }
}
