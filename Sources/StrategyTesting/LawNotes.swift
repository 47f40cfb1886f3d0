// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

/// What a witness wrote down of the decisions of a strategy.
// Unchecked: one thread writes it, and it is read when that thread is done.
final class LawNotes: @unchecked Sendable {
  /// A decision, in a form that can be compared.
  struct Decision: Hashable {
    let second: Double
    let unit: Int
    let answer: String
  }

  /// The decisions of the replication that ran last.
  var decisions: [Decision] = []
  /// The first breach of each law.
  var breaches: [StrategyLaw: LawBreach] = [:]
  var decisionCount = 0
  var totalSeconds = 0.0
  var slowestSeconds = 0.0
  var slowest = ""
  /// Visits that could not begin before the shift ends; the run refuses them, which is no breach.
  var refused = 0
  /// The first decision in which a strategy that sees the same in another order differs.
  var orderDifference: LawBreach?
  /// Whether a strategy with other random numbers decided differently.
  var drawsNumbers = false

  /// Takes note of a breach, unless the law was broken before.
  func breach(
    _ law: StrategyLaw, _ view: OperationView, unit: Int? = nil, _ what: String
  ) {
    guard breaches[law] == nil else { return }
    breaches[law] = LawNotes.breach(view, unit: unit, what)
  }

  static func breach(_ view: OperationView, unit: Int?, _ what: String) -> LawBreach {
    let units = view.plan.operation.units
    return LawBreach(
      time: view.calendar.clockTime(atSecond: view.nowInSeconds),
      unit: unit.flatMap { units.indices.contains($0) ? units[$0].id : nil }, what: what)
  }
}
