// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// What units did at each hotspot on each day of a campaign, from the log of events.
struct CampaignDays {
  /// By day of the campaign, then hotspot.
  private(set) var visits: [[Int]]
  private(set) var searches: [[Int]]
  private(set) var arrests: [[Int]]
  private(set) var redirections: [[Int]]
  /// By week, then hotspot: minutes with a unit there.
  private(set) var presentMinutes: [[Double]]
  private let positions: [Int: Int]
  private let starts: [Double]

  init(_ runner: ReplicationRunner, hotspots: [Int], events: [LoggedEvent]) {
    let phases = runner.scenario.phases
    let days = phases.campaignDays
    starts = Array(runner.calendar.dayStartInSeconds[days.lowerBound...days.upperBound])
    positions = Dictionary(uniqueKeysWithValues: hotspots.enumerated().map { ($1, $0) })
    let none = [[Int]](repeating: [Int](repeating: 0, count: hotspots.count), count: days.count)
    (visits, searches, arrests, redirections) = (none, none, none, none)
    presentMinutes = [[Double]](
      repeating: [Double](repeating: 0, count: hotspots.count), count: phases.campaignWeeks)
    var present = [Int](repeating: 0, count: hotspots.count)
    var since = [Double](repeating: 0, count: hotspots.count)
    // Of units of the operation only; those of response come after them.
    let units = runner.scenario.operation.units.count
    for event in events {
      guard let place = event.place, let position = positions[place], event.unit.map({ $0 < units }) ?? true
      else {
        continue
      }
      switch event.kind {
      case .arrived:
        count(event, \.visits, position)
        if present[position] == 0 { since[position] = event.timeInSeconds }
        present[position] += 1
      case .left:
        present[position] = max(0, present[position] - 1)
        if present[position] == 0 { addPresence(since[position], event.timeInSeconds, position) }
      case .search: count(event, \.searches, position)
      case .arrest: count(event, \.arrests, position)
      case .redirected: count(event, \.redirections, position)
      default: break
      }
    }
  }

  /// Returns the day of a moment, by index; `nil` outside.
  static func day(of second: Double, _ starts: [Double]) -> Int? {
    guard let first = starts.first, let end = starts.last, second >= first, second < end else { return nil }
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= second { low = middle } else { high = middle }
    }
    return low
  }

  private mutating func count(
    _ event: LoggedEvent, _ table: WritableKeyPath<CampaignDays, [[Int]]>, _ position: Int
  ) {
    guard let day = CampaignDays.day(of: event.timeInSeconds, starts) else { return }
    self[keyPath: table][day][position] += 1
  }

  /// Adds the presence from one moment to another, cut at the ends of weeks.
  private mutating func addPresence(_ start: Double, _ end: Double, _ position: Int) {
    for week in presentMinutes.indices {
      let (from, to) = (max(start, starts[7 * week]), min(end, starts[7 * week + 7]))
      if to > from { presentMinutes[week][position] += (to - from) / 60 }
    }
  }

  /// Returns a sum over the days of a week.
  func sum(_ table: [[Int]], _ week: Int, _ position: Int) -> Int {
    (7 * week..<7 * week + 7).reduce(0) { $0 + table[$1][position] }
  }

  /// Returns the offences that patrol discovered, by week and hotspot.
  func discovered(_ book: [HappenedOffence], _ phases: Phases) -> [[Int]] {
    var counts = presentMinutes.map { $0.map { _ in 0 } }
    for offence in book where offence.isDiscovered {
      guard let second = offence.knownInSeconds, let day = CampaignDays.day(of: second, starts),
        let position = positions[Int(offence.place)]
      else { continue }
      counts[day / 7][position] += 1
    }
    return counts
  }
}
