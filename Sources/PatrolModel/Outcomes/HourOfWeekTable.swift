// SPDX-License-Identifier: GPL-3.0-or-later

/// Crime and presence by hour of the week over the campaign, at the places that patrol may be sent to and at all together.
///
/// Hours are civil: Monday 00:00 is hour 0.
public struct HourOfWeekTable: Hashable, Sendable {
  /// Hours of a week.
  public static let hourCount = 168

  /// The indices of the places that have a row of their own, ascending: targets and candidates. One more row, the
  /// last, is of all places together.
  public let places: [Int]
  /// Offences that happened, row-major by row and hour.
  public var happened: [Double]
  /// Minutes with at least one unit present, likewise; in the last row summed over places.
  public var presentMinutes: [Double]

  /// How many rows there are.
  public var rowCount: Int { places.count + 1 }

  /// Creates a table of nothing.
  public init(places: [Int]) {
    self.init(places: places, happened: nil, presentMinutes: nil)
  }

  init(places: [Int], happened: [Double]?, presentMinutes: [Double]?) {
    self.places = places
    let nothing = [Double](repeating: 0, count: (places.count + 1) * HourOfWeekTable.hourCount)
    self.happened = happened ?? nothing
    self.presentMinutes = presentMinutes ?? nothing
  }

  /// Adds the counts of another replication.
  ///
  /// - Precondition: It is of the same places.
  public mutating func add(_ other: HourOfWeekTable) {
    precondition(other.places == places, "Tables of the same places are added")
    for cell in happened.indices {
      happened[cell] += other.happened[cell]
      presentMinutes[cell] += other.presentMinutes[cell]
    }
  }
}

/// Counters of an ``HourOfWeekTable`` that one run after the other uses.
// Unchecked in release builds, like all unsafe buffers: rows come from a table of places, hours from the calendar.
final class HourOfWeekCounts {
  private let places: [Int]
  /// The first cell of each place's row; of those without one, of the last row.
  private let rows: [Int]
  private let all: Int
  private let happened: UnsafeMutableBufferPointer<Double>
  private let presentMinutes: UnsafeMutableBufferPointer<Double>

  /// - Parameters:
  ///   - places: The places that have a row of their own, ascending.
  ///   - placeCount: How many places there are.
  init(places: [Int], placeCount: Int) {
    self.places = places
    all = places.count * HourOfWeekTable.hourCount
    var rows = [Int](repeating: all, count: placeCount)
    for (row, place) in places.enumerated() { rows[place] = row * HourOfWeekTable.hourCount }
    self.rows = rows
    let count = (places.count + 1) * HourOfWeekTable.hourCount
    happened = .allocate(capacity: count)
    presentMinutes = .allocate(capacity: count)
    clear()
  }

  deinit {
    happened.deallocate()
    presentMinutes.deallocate()
  }

  func clear() {
    happened.initialize(repeating: 0)
    presentMinutes.initialize(repeating: 0)
  }

  /// Counts an offence that happened.
  @inline(__always)
  func countHappened(place: Int, hour: Int) {
    let row = rows[place]
    happened[all + hour] += 1
    if row < all { happened[row + hour] += 1 }
  }

  /// Counts minutes of presence within one hour.
  func countPresence(place: Int, hour: Int, minutes: Double) {
    let row = rows[place]
    presentMinutes[all + hour] += minutes
    if row < all { presentMinutes[row + hour] += minutes }
  }

  /// What was counted so far, copied.
  var table: HourOfWeekTable {
    HourOfWeekTable(places: places, happened: Array(happened), presentMinutes: Array(presentMinutes))
  }
}
