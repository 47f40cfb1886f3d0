// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What units did at a place in a week.
struct UnitWeek: Hashable, Sendable {
  /// Arrivals of units on a visit.
  var visits = 0
  /// Minutes of these visits, counted in the week of arrival; two units at a time count twice.
  var minutes = 0.0
  var searches = 0
  /// Searches that ended in an arrest.
  var hits = 0
  var arrests = 0
  /// Units redirected to it.
  var redirections = 0
  /// Calls for service from it.
  var calls = 0
  var callsAttended = 0
  /// The sum of the response times of those, in minutes.
  var responseMinutes = 0.0
}

extension ForceRecord {
  /// Counts what units did, by week of the campaign and place.
  ///
  /// A call is taken to be attended by the first unit that comes to a call at its place; which of two calls there it
  /// is does not change their mean response time.
  func unitWeeks() -> [[UnitWeek]] {
    let none = [UnitWeek](repeating: UnitWeek(), count: scenario.crime.places.count)
    var weeks = [[UnitWeek]](repeating: none, count: scenario.phases.campaignWeeks)
    var arrivals: [Int: Double] = [:]
    var open = [[Double]](repeating: [], count: none.count)
    var lastSearch: (time: Double, unit: Int?, place: Int)?
    for event in events {
      guard let place = event.place else { continue }
      let time = event.timeInSeconds
      func add(at moment: Double, _ change: (inout UnitWeek) -> Void) {
        let week = calendar.day(atSecond: moment) / 7 - scenario.phases.historyWeeks
        if weeks.indices.contains(week) { change(&weeks[week][place]) }
      }
      switch event.kind {
      case .arrived:
        add(at: time) { $0.visits += 1 }
        if let unit = event.unit { arrivals[unit] = time }
      case .left:
        guard let unit = event.unit, let arrived = arrivals.removeValue(forKey: unit) else { continue }
        add(at: arrived) { $0.minutes += (time - arrived) / 60 }
      case .search:
        add(at: time) { $0.searches += 1 }
        lastSearch = (time, event.unit, place)
      case .arrest:
        add(at: time) { $0.arrests += 1 }
        // A search and its arrest are logged at the same moment.
        if let search = lastSearch, event.unit != nil, search == (time, event.unit, place) {
          add(at: time) { $0.hits += 1 }
        }
        lastSearch = nil
      case .redirected: add(at: time) { $0.redirections += 1 }
      case .callReceived:
        add(at: time) { $0.calls += 1 }
        open[place].append(time)
      case .callLost: _ = open[place].popLast()
      case .arrivedAtCall:
        guard !open[place].isEmpty else { continue }
        let received = open[place].removeFirst()
        add(at: received) {
          $0.callsAttended += 1
          $0.responseMinutes += (time - received) / 60
        }
      default: continue
      }
    }
    return weeks
  }
}
