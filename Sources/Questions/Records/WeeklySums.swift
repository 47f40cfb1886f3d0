// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Crime by week and place, summed over types, and over replications where several were added.
public struct WeeklySums: Hashable, Sendable {
  public let weekCount: Int
  public let placeCount: Int
  /// Offences that happened, row-major by week and place.
  public private(set) var happened: [Int]
  /// Offences recorded, by the week in which they became known.
  public private(set) var recorded: [Int]
  /// Harm that happened, in days.
  public private(set) var harm: [Double]

  /// No week and no place.
  static let empty = WeeklySums(WeeklyTable(weekCount: 0, placeCount: 0, typeCount: 0), harmInDays: [])

  /// Sums a table up.
  package init(_ table: WeeklyTable, harmInDays: [Double]) {
    weekCount = table.weekCount
    placeCount = table.placeCount
    let cells = weekCount * placeCount
    happened = [Int](repeating: 0, count: cells)
    recorded = happened
    harm = [Double](repeating: 0, count: cells)
    for cell in 0..<cells {
      for type in 0..<table.typeCount {
        let index = cell * table.typeCount + type
        happened[cell] += Int(table.happened[index])
        recorded[cell] += Int(table.recorded[index])
        harm[cell] += Double(table.happened[index]) * harmInDays[type]
      }
    }
  }

  /// Adds the sums of another replication.
  mutating func add(_ other: WeeklySums) {
    for cell in happened.indices {
      happened[cell] += other.happened[cell]
      recorded[cell] += other.recorded[cell]
      harm[cell] += other.harm[cell]
    }
  }

  /// Returns the position of a week and a place.
  public func index(week: Int, place: Int) -> Int { week * placeCount + place }

  /// Returns what was recorded at a place in some weeks.
  func recorded(place: Int, weeks: Range<Int>) -> Int {
    weeks.reduce(0) { $0 + recorded[index(week: $1, place: place)] }
  }
}
