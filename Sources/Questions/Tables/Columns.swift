// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

extension Reference {
  /// The strategies of results.
  static let strategy = Reference(table: "strategy", resource: "replications", field: "strategy")
  /// The places of the scenario.
  static let place = Reference(table: "place", resource: "places", field: "place")
  /// Another place, by its id wherever it stands.
  static let otherPlace = Reference(table: nil, resource: "places", field: "place")
}

/// What the weeks before the campaign are called where rows name a strategy.
package let historyName = "history"

/// Columns that many tables have.
extension Column {
  package static func replication(_ value: @escaping @Sendable (Row) -> Int) -> Column {
    Column("replication", "The replication, from 1", in: .from(1), value)
  }

  static func strategy(
    _ name: String = "strategy", _ meaning: String = "The strategy",
    _ value: @escaping @Sendable (Row) -> String
  ) -> Column {
    Column(name, meaning, reference: .strategy, value)
  }

  /// The strategy of tables that go back before the campaign.
  static func strategyOrHistory(_ value: @escaping @Sendable (Row) -> String?) -> Column {
    Column(
      "strategy", "The strategy; \"\(historyName)\" for the weeks before the campaign, which all share",
      reference: .strategy, absent: historyName
    ) { value($0) ?? historyName }
  }

  static func place(_ value: @escaping @Sendable (Row) -> String) -> Column {
    Column("place", "The id of the place", reference: .place, value)
  }

  static func type(_ value: @escaping @Sendable (Row) -> String) -> Column {
    Column("type", "The id of the type of crime", value)
  }

  package static func phase(_ phases: [Phase], _ value: @escaping @Sendable (Row) -> Phase) -> Column {
    let names = phases.map(\.rawValue)
    return Column("phase", choice(of: names), choices: names) { value($0).rawValue }
  }

  package static func outcome(
    _ meaning: String = "crime or harm", _ value: @escaping @Sendable (Row) -> Outcome
  )
    -> Column
  {
    Column("outcome", meaning, choices: Outcome.allCases.map(\.rawValue)) { value($0).rawValue }
  }

  /// Targets or everywhere.
  package static func comparedArea(_ value: @escaping @Sendable (Row) -> Area) -> Column {
    let names = Comparison.areas.map(\.rawValue)
    return Column("area", choice(of: names), choices: names) { value($0).rawValue }
  }

  /// Reason for no estimate.
  package static func undefined(
    _ meaning: String = "Reason for no estimate", _ value: @escaping @Sendable (Row) -> String?
  ) -> Column {
    Column("undefined", meaning, value)
  }

  /// An estimate and the bounds of its interval.
  ///
  /// - Parameters:
  ///   - interval: What the interval is: "95% interval (Wilson)".
  ///   - error: Whether its standard error follows.
  package static func estimate(
    _ name: String, _ meaning: String, unit: String = "", in bounds: Bounds? = nil, decimals: Int = 6,
    interval: String = "95% interval", error: Bool = false, _ value: @escaping @Sendable (Row) -> Estimate?
  ) -> [Column] {
    func column(_ suffix: String, _ meaning: String, _ part: @escaping @Sendable (Estimate) -> Double?)
      -> Column
    {
      Column(name + suffix, meaning, unit: unit, in: bounds, decimals: decimals) { value($0).flatMap(part) }
    }
    let errors = Column(
      "\(name)_standard_error", "Its Monte Carlo standard error",
      unit: unit == "%" ? "percentage points" : unit,
      in: .from(0), decimals: decimals
    ) {
      value($0)?.standardError
    }
    return [
      column("", meaning) { $0.value }, column("_lower", "The lower bound of its \(interval)") { $0.lower },
      column("_upper", "The upper bound") { $0.upper },
    ] + (error ? [errors] : [])
  }

  /// The estimate of a table with one estimate a row, whose unit stands in a column of its own.
  static func estimates(
    _ meaning: String = "The estimate; empty where it is undefined",
    _ value: @escaping @Sendable (Row) -> Estimate
  ) -> [Column] {
    [
      Column("estimate", meaning) { value($0).value },
      Column("lower", "The lower bound of its 95% interval") { value($0).lower },
      Column("upper", "The upper bound") { value($0).upper },
      Column("standard_error", "Its Monte Carlo standard error", in: .from(0)) { value($0).standardError },
      .undefined { value($0).undefined },
    ]
  }

  /// Returns what a column of these texts means: "crime or harm".
  private static func choice(of names: [String]) -> String {
    names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}
