// SPDX-License-Identifier: GPL-3.0-or-later

extension DatabaseColumns {
  /// The columns of views, which name strategies and places in words.
  var views: [(name: String, columns: [Column])] {
    [
      ("averted", Self.run + Self.averted),
      ("effect_by_replication", Self.run + Self.effects),
      ("place_effect", Self.placeEffect),
      ("ward_summary", Self.wardSummary(wards)),
      ("ranking_named", Self.ranking),
      ("method_summary", Self.methods),
      ("weekly_named", ResultTables.weeklyColumns),
    ]
  }

  private static let run = [Column("replication", "The replication, from 1"), strategyName]
  private static let strategyName = Column("strategy", "The strategy")

  private static var averted: [Column] {
    ["targets", "everywhere"].flatMap { area in
      [
        Column("crime_averted_\(area)", "Offences averted, \(area)", unit: "offences"),
        Column("harm_averted_\(area)", "Harm averted, \(area)", unit: "days"),
      ]
    }
  }

  private static var effects: [Column] {
    ["targets", "everywhere"].flatMap { area in
      ["crime", "harm"].map {
        Column(
          "\($0)_percent_\(area)", "\($0.capitalized) averted of that without patrol, \(area)", unit: "%")
      }
    }
  }

  private static var placeEffect: [Column] {
    let kept = [
      "strategy", "place", "name", "role", "ward", "borough", "crime_without", "crime_averted",
      "harm_without", "harm_averted", "visits",
    ]
    return kept.compactMap { name in ResultTables.placeColumns.first { $0.name == name } }
  }

  private static func wardSummary(_ wards: [Column]) -> [Column] {
    let kept = [
      "crime_without", "crime_averted", "crime_averted_lower", "crime_averted_upper", "harm_averted",
      "harm_averted_share", "landed_here", "visits", "present_hours",
    ]
    return WardTable.keyColumns
      + [
        Column("places", "Places of the ward", type: .integer),
        Column("targets", "Of those, targets", type: .integer),
      ] + kept.compactMap { name in wards.first { $0.name == name } }
      + [Column("crime_averted_percent", "Averted crime of that without patrol, of means", unit: "%")]
  }

  private static var ranking: [Column] {
    let left = ["beyond_best_lower", "beyond_best_upper"]
    return ComparisonTables.rankingColumns.filter { !left.contains($0.name) }.map { column in
      column.name == "indistinguishable"
        ? Column(column.name, "1 where the difference to the best can't be told from 0 at 5 %, else 0")
        : column
    }
  }

  private static let methods = [
    strategyName, Column("method", "The evaluation method"),
    Column("campaigns", "Campaigns in which it has a result", type: .integer),
    Column("mean_fall_percent", "The fall of recorded crime that it claims, mean over them", unit: "%"),
    Column("mean_true_percent", "What patrol averted in the targets, mean over them", unit: "%"),
    Column("falls_found", "Campaigns with a fall significant at the two-sided 5 % level", unit: "share"),
  ]
}
