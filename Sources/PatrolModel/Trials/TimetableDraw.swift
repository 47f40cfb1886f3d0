// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import RandomVariates

/// The days of a timetable as one replication draws them: which places are on, and when each visit is due.
///
/// It is made from the strategy's own stream, so that an evaluator who has the stream of the replication knows the
/// assignment as one who runs a trial does. Days are drawn in order, and counted from the first; each place has random numbers of its
/// own for each of them, named by its id.
public struct TimetableDraw: Sendable {
  /// A visit that is to be made.
  public struct Visit: Hashable, Sendable {
    /// Which place, by its position among the places of the timetable.
    public let position: Int
    /// When it is to begin, in minutes after the start of the hours of patrol.
    public let minute: Double
    /// How long it is to last, in minutes.
    public let lengthInMinutes: Double
  }

  public let timetable: Timetable
  /// The ids of the places.
  private let places: [StreamEntity]
  /// Days drawn so far.
  public private(set) var dayCount = 0
  /// Whether each place is on, by its position, on the day drawn last.
  public private(set) var isOn: [Bool]
  private let random: RandomStream

  /// How many places there are.
  public var placeCount: Int { places.count }

  /// Prepares the draw; ``drawDay()`` draws the first day.
  ///
  /// - Parameters:
  ///   - timetable: The timetable; no more places are on than there are.
  ///   - places: The ids of the places it is for, in their order.
  ///   - random: The strategy's stream.
  public init(_ timetable: Timetable, places: [String], random: RandomStream) {
    self.timetable = timetable
    self.places = places.map { StreamEntity($0) }
    self.random = random
    isOn = [Bool](repeating: true, count: places.count)
    if case .drawnOnce(let count) = timetable.rotation { drawPlaces(count) }
  }

  /// Draws the next day's assignment.
  ///
  /// - Complexity: O(places).
  public mutating func drawDay() {
    switch timetable.rotation {
    case .always, .drawnOnce: break
    case .drawnDaily(let count): drawPlaces(count)
    case .cycle(let onDays, let offDays):
      let cycle = onDays + offDays
      for place in 0..<placeCount {
        isOn[place] = (dayCount + place * cycle / placeCount) % cycle < onDays
      }
    }
    dayCount += 1
  }

  /// Draws the visits of the day drawn last, in the order of their moments.
  ///
  /// The hours of patrol are cut into as many equal spans as a place has visits; a visit begins uniformly in its span, so
  /// that it also ends in it, or with it where it is longer.
  ///
  /// - Complexity: O(*n* log *n*) in the visits of the day.
  public mutating func drawVisits() -> [Visit] {
    var visits: [Visit] = []
    for place in 0..<placeCount {
      let dose = isOn[place] ? timetable.on : timetable.off
      var moments = random.of(places[place].with(TimetableDraw.moments), part: UInt64(dayCount))
      let span = Double(timetable.lengthInMinutes) / Double(max(1, dose.visitsPerDay))
      for index in 0..<dose.visitsPerDay {
        let slack = max(0, span - dose.visitInMinutes)
        visits.append(
          Visit(
            position: place, minute: Double(index) * span + moments.uniform() * slack,
            lengthInMinutes: dose.visitInMinutes))
      }
    }
    return visits.sorted { ($0.minute, $0.position) < ($1.minute, $1.position) }
  }

  private static let moments = StreamEntity("moments of visits")

  /// Puts so many places on, each set of them with the same probability: those with the least of a random word each.
  private mutating func drawPlaces(_ count: Int) {
    let words = places.map { place in
      var random = random.of(place, part: UInt64(dayCount))
      return random.next()
    }
    for index in 0..<placeCount { isOn[index] = false }
    for place in words.indices.sorted(by: { words[$0] < words[$1] }).prefix(count) { isOn[place] = true }
  }
}

extension Scenario {
  /// Returns the draw of the timetable in one replication, as the strategy that follows it makes it.
  ///
  /// - Returns: `nil` where the operation has no timetable.
  public func timetableDraw(seed: UInt64, replication: Int) -> TimetableDraw? {
    guard let timetable = operation.timetable else { return nil }
    let random = RandomStream(
      seed: seed, replication: UInt64(replication), name: CampaignRun.strategyStream)
    return TimetableDraw(timetable, places: patrolledPlaces.map { crime.places[$0].id }, random: random)
  }

  /// The places that a team patrols, by index, ascending.
  public var patrolledPlaces: [Int] {
    let patrolled = Set(operation.teams.flatMap(\.places))
    return crime.places.indices.filter { patrolled.contains(crime.places[$0].id) }
  }
}
