// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis

/// Recorded crime by area and week, of one replication.
struct AreaWeeks: Sendable {
  /// Offences that became known, by area in the order of `Area`, then by week.
  let recorded: [[Int]]

  /// - Parameter frame: The frame of the replication, with its own targets where it chose them.
  init(_ sums: WeeklySums, frame: EvaluationFrame) {
    recorded = Area.allCases.map { area in
      let places = frame.places(in: area)
      return (0..<sums.weekCount).map { week in
        places.reduce(0) { $0 + sums.recorded[sums.index(week: week, place: $1)] }
      }
    }
  }
}

/// Recorded crime by area and week over replications.
public struct AreaWeekTallies: Hashable, Sendable {
  /// By area in the order of `Area`, then by week.
  public private(set) var recorded: [[Tally]]

  init(_ first: AreaWeeks) {
    recorded = first.recorded.map { $0.map { _ in Tally() } }
    add(first)
  }

  /// Adds a replication.
  mutating func add(_ weeks: AreaWeeks) {
    for area in recorded.indices {
      for week in recorded[area].indices { recorded[area][week].add(Double(weeks.recorded[area][week])) }
    }
  }

  /// Returns the weeks of an area.
  public subscript(area: Area) -> [Tally] {
    Area.allCases.firstIndex(of: area).map { recorded[$0] } ?? []
  }
}
