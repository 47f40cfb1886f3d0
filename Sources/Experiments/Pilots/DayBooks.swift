// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel
import RandomVariates

/// Lays books of offences out by street or control and day.
struct DayBooks {
  private let pairCount: Int
  private let isCounted: [Bool]
  /// The first moment of each day of the year before the pilot and of the pilot, and the end of it.
  private let starts: [Double]

  /// - Parameter runner: A runner of the study's streets: its places are streets, then controls, in their order, then buffers.
  init(_ runner: ReplicationRunner, study: PilotStudy) {
    pairCount = study.streets.pairs.count
    let types = Set(study.types)
    isCounted = study.scenario.crime.types.indices.map(types.contains)
    let first = runner.scenario.phases.campaignDays.lowerBound
    starts = Array(runner.calendar.dayStartInSeconds[(first - PilotWorld.daysBefore)...])
  }

  /// The day of a moment, counted from the first day of the year before; `nil` outside.
  private func day(of second: Double) -> Int? {
    guard let start = starts.first, second >= start else { return nil }
    // Days are 23 to 25 hours long, so a guess is at most one off.
    var day = min(Int((second - start) / 86_400), starts.count - 1)
    while day > 0, starts[day] > second { day -= 1 }
    while day + 1 < starts.count, starts[day + 1] <= second { day += 1 }
    return day
  }

  /// Returns counts of the year before the pilot, or of the pilot.
  func days(
    _ book: [HappenedOffence], before: Bool = false, _ counts: (HappenedOffence) -> Bool
  ) -> (streets: DaySums, controls: DaySums) {
    let first = before ? 0 : PilotWorld.daysBefore
    let length = before ? PilotWorld.daysBefore : starts.count - 1 - PilotWorld.daysBefore
    var table = [[Int32]](repeating: [Int32](repeating: 0, count: length), count: 2 * pairCount)
    for offence in book where Int(offence.place) < 2 * pairCount && isCounted[Int(offence.type)] {
      guard counts(offence), let day = day(of: offence.timeInSeconds), day >= first, day < first + length
      else {
        continue
      }
      table[Int(offence.place)][day - first] += 1
    }
    return (DaySums(Array(table[..<pairCount])), DaySums(Array(table[pairCount...])))
  }

  /// A recorded offence of a street in the pilot, with the number that decides whether an effect prevents it.
  struct Thinnable {
    let street: Int
    let day: Int
    let uniform: Double
  }

  /// Returns the recorded offences of streets in the pilot.
  ///
  /// - Parameter random: Gives each offence of the book a number, counted or not.
  func thinnable(_ book: [HappenedOffence], random: inout RandomStream) -> [Thinnable] {
    let length = starts.count - 1 - PilotWorld.daysBefore
    return book.compactMap { offence in
      let uniform = random.uniform()
      guard Int(offence.place) < pairCount, isCounted[Int(offence.type)], offence.knownInSeconds != nil,
        let day = day(of: offence.timeInSeconds)
      else { return nil }
      let pilotDay = day - PilotWorld.daysBefore
      return (0..<length).contains(pilotDay)
        ? Thinnable(street: Int(offence.place), day: pilotDay, uniform: uniform) : nil
    }
  }

  /// Returns counts of streets over the pilot, where each offence of a treated day is kept with a probability.
  func streets(_ offences: [Thinnable], keeping share: Double, _ isTreated: (Int, Int) -> Bool) -> DaySums {
    let length = starts.count - 1 - PilotWorld.daysBefore
    var table = [[Int32]](repeating: [Int32](repeating: 0, count: length), count: pairCount)
    for offence in offences where offence.uniform < share || !isTreated(offence.street, offence.day) {
      table[offence.street][offence.day] += 1
    }
    return DaySums(table)
  }
}
