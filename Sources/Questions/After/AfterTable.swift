// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// The results of an after study, one estimate a row.
enum AfterTable {
  /// One estimate.
  struct Row {
    let strategy: String
    var share: AfterShare?
    let measure: String
    var day: Int?
    let unit: String
    let estimate: Estimate
  }

  static let table = Table<Row>(
    "after", "One estimate a row: the effect after the campaign.",
    key: ["strategy", "share", "measure", "day"],
    [
      .strategy { $0.strategy },
      Column(
        "share", "The share of units that continues to patrol; empty where it does not apply", in: .share
      ) {
        $0.share?.share
      },
      Column("units", "Number of these units", in: .from(0)) { $0.share?.units },
      Column("measure", "The quantity estimated") { $0.measure },
      Column("day", "The day after the campaign, from 1; empty for all days", in: .from(1)) { $0.day },
      Column("unit", "The unit of the estimate") { $0.unit },
    ] + Column.estimates { $0.estimate })

  static func rows(_ result: AfterStudyResult) -> [Row] {
    result.strategies.flatMap { strategy in
      let name = strategy.strategy
      let gone =
        strategy.goneFromDay.map { Estimate(exactly: Double($0)) }
        ?? Estimate(
          undefined: result.replicationCount > 1
            ? "it is distinguishable from 0 until the last day" : "one replication has no intervals")
      return [
        Row(
          strategy: name, measure: "crime averted in the campaign", unit: "%",
          estimate: strategy.campaignPercent),
        Row(
          strategy: name, measure: "half-life of the effect", unit: "days", estimate: strategy.halfLifeInDays),
        Row(strategy: name, measure: "first day without an effect", unit: "day", estimate: gone),
      ] + strategy.shares.flatMap { rows(name, $0) }
    }
  }

  private static func rows(_ strategy: String, _ share: AfterShare) -> [Row] {
    let figures = [
      ("crime averted after the campaign", "%", share.crimePercent),
      ("harm averted after the campaign", "%", share.harmPercent),
      ("effect of the campaign kept", "%", share.keptPercent),
      ("officer hours", "h", share.officerHours),
      ("cost of the operation", "£", share.pounds),
    ]
    return figures.map { Row(strategy: strategy, share: share, measure: $0.0, unit: $0.1, estimate: $0.2) }
      + share.days.enumerated().map {
        Row(
          strategy: strategy, share: share, measure: "crime averted", day: $0.offset + 1, unit: "%",
          estimate: $0.element)
      }
  }
}
