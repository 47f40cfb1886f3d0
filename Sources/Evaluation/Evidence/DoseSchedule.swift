// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import RandomVariates

/// What patrol some places of a trial got, hour by hour, for the expected effect in closed form.
///
/// A stretch of the trial's own timetable is drawn once, with fixed random numbers: places, days on and off, moments of visits. It stands
/// for the whole trial, since neither the number of places nor their rates move an expected ratio.
public struct DoseSchedule: Sendable {
  /// What happens at a place in turn.
  struct Step: Sendable {
    /// The hour in which it begins, from the first day's midnight on.
    let hour: Int
    /// Whole hours in which nobody is there; 0 for a piece of an hour.
    let wholeHours: Int
    /// The length of a piece.
    let minutes: Double
    /// Whether police are there.
    let isPresent: Bool
    /// Whether they have just come.
    let isArrival: Bool
  }

  /// A place that is drawn.
  struct Place: Sendable {
    let steps: [Step]
    /// Crime that is due a minute, in any unit, by hour: what a finding is about, and what it is set against.
    let first: [Double]
    let second: [Double]
  }

  /// Most days that are drawn, from the first of a trial. A first visit brings memories near their usual level, so that more days add little.
  static let dayLimit = 42
  /// Most places that are drawn; of a trial of places one for each arm.
  static let placeLimit = 4

  let places: [Place]
  /// All crime that is due, in any unit: what a finding is about, and what it is set against.
  private let due: (first: Double, second: Double)

  /// Lays out the dose of a trial.
  ///
  /// - Parameters:
  ///   - scenario: A trial as a scenario.
  ///   - comparison: What is compared: places or days.
  /// - Returns: `nil` where the scenario has no timetable, or the comparison is of neither.
  public init?(_ scenario: Scenario, comparison: TrialComparison) {
    guard let timetable = scenario.operation.timetable else { return nil }
    let weights = DoseSchedule.weights(scenario)
    let days = min(DoseSchedule.dayLimit, 7 * scenario.phases.campaignWeeks)
    switch comparison {
    case .treatedWithControl where timetable.isParallel:
      places = [timetable.on, timetable.off].enumerated().flatMap { group, dose in
        var arm = timetable
        (arm.on, arm.off, arm.rotation) = (dose, dose, .always)
        return DoseSchedule.draw(arm, days: days, weights: weights, placeCount: 1) { _, _ in group }
      }
    case .onWithOff where timetable.isCrossover:
      places = DoseSchedule.draw(
        timetable, days: days, weights: weights, placeCount: scenario.patrolledPlaces.count
      ) { hasVisits, isOn in hasVisits ? (isOn ? 0 : 1) : nil }
    default: return nil
    }
    due = (
      places.reduce(0) { $0 + 60 * $1.first.reduce(0, +) },
      places.reduce(0) { $0 + 60 * $1.second.reduce(0, +) }
    )
    // A rotation so rare that no drawn day is on, or types that never occur: there is no ratio.
    guard due.first > 0, due.second > 0 else { return nil }
  }

  /// Crime that counts, by hour of the week.
  private static func weights(_ scenario: Scenario) -> [Double] {
    let crime = scenario.crime
    let counted = scenario.trial?.counts ?? []
    var weights = [Double](repeating: 0, count: 168)
    for (index, type) in crime.types.enumerated() where counted.isEmpty || counted.contains(type.id) {
      let rate = crime.places.reduce(0) { $0 + $1.ratesPerYear[index] }
      let profile = crime.hourProfiles.first { $0.name == type.hourProfile } ?? .uniform
      for hour in weights.indices { weights[hour] += rate * profile.multipliers[hour] }
    }
    return weights
  }

  private static func draw(
    _ timetable: Timetable, days: Int, weights: [Double], placeCount: Int, group: (Bool, Bool) -> Int?
  ) -> [Place] {
    var draw = TimetableDraw(
      timetable, places: (0..<placeCount).map { "p\($0)" },
      random: RandomStream(seed: 1, replication: 1, name: "dose of a trial"))
    let count = min(placeCount, placeLimit)
    var visits = [[Range<Double>]](repeating: [], count: count)
    var groups = [[Int?]](repeating: [], count: count)
    for day in 0..<days {
      draw.drawDay()
      // Day 0 is a Monday.
      let hasVisits = timetable.days.contains(day % 7)
      for place in 0..<count {
        groups[place].append(group(hasVisits, draw.isOn[place]))
      }
      guard hasVisits else { continue }
      for visit in draw.drawVisits() where visit.position < count {
        let start = Double(day * 1_440 + timetable.startMinute) + visit.minute
        visits[visit.position].append(start..<start + visit.lengthInMinutes)
      }
    }
    let hours = 0..<24 * days
    return (0..<count).map { place in
      func weight(of group: Int) -> [Double] {
        hours.map { groups[place][$0 / 24] == group ? weights[$0 % 168] : 0 }
      }
      return Place(
        steps: steps(visits[place], hours: hours.count), first: weight(of: 0), second: weight(of: 1))
    }
  }

  /// Cuts the time of a place at every arrival, departure and hour.
  private static func steps(_ visits: [Range<Double>], hours: Int) -> [Step] {
    let end = Double(hours * 60)
    var steps: [Step] = []
    func add(_ range: Range<Double>, isPresent: Bool) {
      var start = range.lowerBound
      var isArrival = isPresent
      while start < min(range.upperBound, end) {
        let hour = Int(start / 60)
        let whole = isPresent ? 0 : Int(range.upperBound / 60) - hour
        if start == Double(hour) * 60, whole > 0 {
          steps.append(
            Step(hour: hour, wholeHours: whole, minutes: 0, isPresent: false, isArrival: false))
          start = Double(hour + whole) * 60
        } else {
          let stop = min(range.upperBound, Double(hour + 1) * 60)
          steps.append(
            Step(
              hour: hour, wholeHours: 0, minutes: stop - start, isPresent: isPresent, isArrival: isArrival))
          start = stop
        }
        isArrival = false
      }
    }
    var now = 0.0
    for visit in visits {
      // Where visits overlap, the next begins when the one before ends: one unit makes them in turn.
      let start = max(now, visit.lowerBound)
      if start > now { add(now..<min(start, end), isPresent: false) }
      if visit.upperBound > start { add(start..<min(visit.upperBound, end), isPresent: true) }
      now = min(end, max(now, visit.upperBound))
    }
    if now < end { add(now..<end, isPresent: false) }
    return steps
  }

  /// Returns the share of crime that could be deterred which is: of what the finding is about, and of what it is set against.
  ///
  /// - Complexity: O(visits + hours).
  package func deterred(under law: DeterrenceLaw) -> (first: Double, second: Double) {
    var (first, second) = (0.0, 0.0)
    let hour = law.fading(overMinutes: 60)
    for place in places {
      var memory = PlaceMemory()
      for step in place.steps {
        if step.isArrival {
          memory.setPresence(nil, law)
          memory.setPresence(1, law)
        } else if !step.isPresent {
          memory.setPresence(nil, law)
          if memory.levels == (0, 0) { continue }
        }
        if step.wholeHours > 0 {
          for index in step.hour..<step.hour + step.wholeHours {
            let minutes = memory.fade(hour)
            first += place.first[index] * minutes
            second += place.second[index] * minutes
          }
        } else {
          let minutes = law.deterred(overMinutes: step.minutes, &memory)
          first += place.first[step.hour] * minutes
          second += place.second[step.hour] * minutes
        }
      }
    }
    return (first / due.first, second / due.second)
  }
}
