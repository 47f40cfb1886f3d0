// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel

/// Lays books of offences out by street or control and day.
struct DayBooks {
  private let pairCount: Int
  private let isCounted: [Bool]
  private let calendar: CivilCalendar
  /// The first day of the year before the pilot, counted from the start of the run, and how many days the pilot has.
  private let firstDay: Int
  private let pilotDays: Int

  /// - Parameter runner: A runner of the study's streets: its places are streets, then controls, in their order, then buffers.
  init(_ runner: ReplicationRunner, study: PilotStudy) {
    pairCount = study.streets.pairs.count
    let types = Set(study.types)
    isCounted = study.scenario.crime.types.indices.map(types.contains)
    calendar = runner.calendar
    let campaign = runner.scenario.phases.campaignDays
    firstDay = campaign.lowerBound - PilotWorld.daysBefore
    pilotDays = campaign.count
  }

  /// Returns counts of the year before the pilot, or of the pilot.
  func days(
    _ book: [HappenedOffence], before: Bool = false, _ counts: (HappenedOffence) -> Bool
  ) -> (streets: DaySums, controls: DaySums) {
    let first = before ? 0 : PilotWorld.daysBefore
    let length = before ? PilotWorld.daysBefore : pilotDays
    var table = [[Int32]](repeating: [Int32](repeating: 0, count: length), count: 2 * pairCount)
    for offence in book where Int(offence.place) < 2 * pairCount && isCounted[Int(offence.type)] {
      let day = calendar.day(atSecond: offence.timeInSeconds) - firstDay - first
      if counts(offence), day >= 0, day < length { table[Int(offence.place)][day] += 1 }
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
  /// - Parameter uniform: Returns the number of an offence with an identity.
  func thinnable(_ book: [HappenedOffence], uniform: (UInt64) -> Double) -> [Thinnable] {
    book.compactMap { offence in
      let day = calendar.day(atSecond: offence.timeInSeconds) - firstDay - PilotWorld.daysBefore
      guard Int(offence.place) < pairCount, isCounted[Int(offence.type)], offence.knownInSeconds != nil,
        (0..<pilotDays).contains(day)
      else { return nil }
      return Thinnable(street: Int(offence.place), day: day, uniform: uniform(offence.id))
    }
  }

  /// Returns counts of streets over the pilot, where each offence of a treated day is kept with a probability.
  func streets(_ offences: [Thinnable], keeping share: Double, _ isTreated: (Int, Int) -> Bool) -> DaySums {
    var table = [[Int32]](repeating: [Int32](repeating: 0, count: pilotDays), count: pairCount)
    for offence in offences where offence.uniform < share || !isTreated(offence.street, offence.day) {
      table[offence.street][offence.day] += 1
    }
    return DaySums(table)
  }
}
