// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions

/// What a study looks at in every cell: crime or harm averted, in the targets or everywhere, in per cent of what happened
/// without patrol.
public struct BatchMeasure: Hashable, Sendable {
  public let outcome: Outcome
  public let area: Area

  /// In the order of results: harm in the targets first.
  public static let all = [Outcome.harm, .crime].flatMap { outcome in
    [Area.targets, .everywhere].map { BatchMeasure(outcome: outcome, area: $0) }
  }

  /// `harm_averted_targets`.
  var name: String { "\(outcome.rawValue)_averted_\(area.rawValue)" }

  /// Returns where its numbers stand among the columns of a replication; `nil` where they are not.
  func columns(in names: [String]) -> (happened: Int, without: Int)? {
    guard let happened = names.firstIndex(of: "\(outcome.rawValue)_\(area.rawValue)"),
      let without = names.firstIndex(of: "\(outcome.rawValue)_without_\(area.rawValue)")
    else { return nil }
    return (happened, without)
  }
}
