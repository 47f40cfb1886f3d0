// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import RandomVariates

/// The calls of one replication that are about no offence, one after the other; the same under every strategy.
///
/// Each place is a Poisson process of its own, whose rate is constant within each hour: unit exponential gaps are laid along the
/// integral of its rate, week by week of the campaign, from a stream that is named by the place and the week. A call has its grade and
/// service time from slots and a stream of its own.
///
/// Source: Çınlar, *Introduction to Stochastic Processes*, Prentice-Hall, 1975, ch. 4, theorem 7 (inversion).
struct OtherCalls {
  private struct Call {
    let second: Double
    let place: Int
    /// What names its random numbers: a word from the stream of its place.
    let id: UInt64
  }

  private var seed: UInt64 = 0
  private var replication: UInt64 = 0
  /// The calls of the week drawn last, in order of time.
  private var calls: [Call] = []
  /// The next of them.
  private var next = 0
  /// The first week of the campaign that is not drawn yet.
  private var week = 0

  private static let callStream: StreamName = "other calls"
  private static let gradeStream: StreamName = "other call"
  private static let serviceStream: StreamName = "other call service"

  /// Goes back to the start of the campaign.
  mutating func begin(seed: UInt64, replication: UInt64) {
    (self.seed, self.replication) = (seed, replication)
    calls.removeAll(keepingCapacity: true)
    (next, week) = (0, 0)
  }

  /// Moves on to the next call.
  ///
  /// - Returns: When it comes, in seconds since the start of the run; `nil` if that is no longer in the campaign.
  mutating func advance(_ tables: CallTables, places: [UInt64]) -> Double? {
    while next == calls.count {
      guard week < tables.otherWeeks.count else { return nil }
      draw(tables.otherWeeks[week], rates: tables.otherPerHour, places: places)
      week += 1
    }
    return calls[next].second
  }

  /// Draws the calls of a week.
  private mutating func draw(_ week: DemandWeek, rates: [Double], places: [UInt64]) {
    calls.removeAll(keepingCapacity: true)
    next = 0
    for place in rates.indices where rates[place] > 0 {
      var random = RandomStream(
        seed: seed, replication: replication, name: OtherCalls.callStream, entity: places[place],
        part: UInt64(bitPattern: Int64(week.firstDay)))
      var level = random.exponential(mean: 1) / rates[place]
      while level < week.total {
        calls.append(Call(second: week.second(atLevel: level), place: place, id: random.next()))
        level += random.exponential(mean: 1) / rates[place]
      }
    }
    calls.sort { ($0.second, $0.id) < ($1.second, $1.id) }
  }

  /// Returns the call that has come.
  mutating func take(_ tables: CallTables) -> TimedCall {
    let due = calls[next]
    next += 1
    let grade = UniformSlots(
      seed: seed, replication: replication, name: OtherCalls.gradeStream, entity: due.id)
    var service = RandomStream(
      seed: seed, replication: replication, name: OtherCalls.serviceStream, entity: due.id)
    let call = CallForService(
      receivedInSeconds: due.second, place: due.place, grade: tables.grade(grade.uniform(0)))
    return TimedCall(call: call, serviceInSeconds: tables.service.draw(&service))
  }
}

/// How the hours of a week of the campaign count for other demand: the integral of its hour-of-week profile.
struct DemandWeek {
  /// Its first day, in days since 1 January 1970.
  let firstDay: Int
  private let startInSeconds: Double
  /// The integral up to each hour and to the end of the last.
  private let sums: [Double]

  /// - Parameters:
  ///   - firstDay: Its first day, counted from the start of the run.
  ///   - multipliers: The profile.
  init(_ calendar: CivilCalendar, firstDay day: Int, multipliers: [Double]) {
    firstDay = calendar.start.dayNumber + day
    startInSeconds = calendar.dayStartInSeconds[day]
    let hours =
      Int(calendar.dayStartInSeconds[day] / 3_600)..<Int(calendar.dayStartInSeconds[day + 7] / 3_600)
    sums = hours.reduce(into: [0]) { sums, hour in
      sums.append(sums[sums.count - 1] + multipliers[Int(calendar.hourOfWeek[hour])])
    }
  }

  /// The integral over the week.
  var total: Double { sums[sums.count - 1] }

  /// Returns the moment up to which the integral comes to a level in `0..<total`, in seconds since the start of the run.
  func second(atLevel level: Double) -> Double {
    // The last hour that begins at the level or below it; one with a rate of 0 begins where the next does.
    var (low, high) = (0, sums.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if sums[middle] <= level { low = middle } else { high = middle }
    }
    let rate = sums[low + 1] - sums[low]
    let share = rate > 0 ? min(1, (level - sums[low]) / rate) : 1
    return startInSeconds + ((Double(low) + share) * 3_600).onTimeGrid
  }
}
