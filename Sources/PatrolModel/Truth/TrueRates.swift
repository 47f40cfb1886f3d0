// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// The rates of crime as they truly are now, for those who may know them: the oracle, and the measure of what
/// redirections were worth.
///
///     λ(h, k, t) = b·H·M·C·G · [1 + Σ (multiplier − 1)·(share of offenders at large)] + near repeats to be expected
///
/// The sum goes over the series under way at the place that raise the type. Near repeats are those of offences that
/// have happened, θ·ω·e^(−ω·age) each, shared out by `NearRepeatSpread`. All of it is known now: there is no
/// offence to come in it, no series that has not begun, and no block but the current one.
///
/// It is a window that the run keeps up to date; it is not a value.
// Unchecked: a run and its strategy, which are on one thread, are the only ones to use it.
public final class TrueRates: @unchecked Sendable {
  private let tables: RunTables
  private let placeCount: Int
  /// The types with near repeats, and where each type stands among them; -1 for none.
  private let rankOfType: [Int]
  private let nearRepeatDecayInSeconds: Double
  /// The harm of each type that has any, in days, and its φ.
  private var weights: [Weight] = []

  /// *b·G* by type, then place, in offences an hour.
  private var levels: [Double] = []
  private var series = SeriesUnderWay()
  /// The share of each series' offenders who are at large.
  private var atLarge: [Double] = []
  /// The series under way at the place that is asked about: its kind, and what it adds in backgrounds.
  private var active: [(kind: Int, uplift: Double)] = []
  /// Near repeats expected an hour, by place, then rank of the type, as of ``expectedSince``.
  private var expected: [Double]
  private var expectedSince: [Double]
  /// Whether near repeats are kept up everywhere, and not only where a unit may be sent.
  private var needsAll = true
  /// The mean of *H·M·C* over a week, by type, then place.
  private var weekFactors: [Double] = []
  private var week = -1

  init(tables: RunTables) {
    self.tables = tables
    placeCount = tables.scenario.crime.places.count
    var ranks = 0
    rankOfType = tables.scenario.crime.types.map { type in
      guard type.nearRepeats > 0 else { return -1 }
      ranks += 1
      return ranks - 1
    }
    nearRepeatDecayInSeconds = tables.scenario.crime.nearRepeat.meanLagInDays * 86_400
    expected = [Double](repeating: 0, count: placeCount * ranks)
    expectedSince = expected
  }

  // MARK: What is true

  /// Returns the harm to be expected at a place in an hour, as far as it is known now, in days of harm an hour.
  ///
  /// - Parameters:
  ///   - place: The place, by its index.
  ///   - hour: This hour or one soon after, counted from the start of the run: `CivilCalendar.hourIndex(atSecond:)`.
  ///   - now: The clock, in seconds since the start of the run. No series that begins later is in it.
  /// - Complexity: O(types × series ever at the place).
  public func harmRate(at place: Int, inHour hour: Int, second now: Double) -> Double {
    harmRate(at: place, inHour: hour, second: now) { $0.harmInDays }
  }

  /// Returns the harm to be expected at a place over the week from now, in days of harm an hour, if what goes on now went on.
  public func meanHarmRate(at place: Int, second time: Double) -> Double {
    meanRate(at: place, second: time) { $0.harmInDays }
  }

  /// Returns the offences to be recorded that are to be expected at a place over the week from now, an hour, if what goes
  /// on now went on and trust is as usual.
  public func meanRecordedRate(at place: Int, second time: Double) -> Double {
    enterWeek(atSecond: time)
    enter(place, second: time)
    return tables.scenario.crime.types.indices.reduce(0) { sum, type in
      sum + tables.scenario.crime.types[type].recordedShare
        * rate(of: type, at: place, second: time) { weekFactors[type * placeCount + place] }
    }
  }

  /// Returns the part of the harm to be expected that patrol can deter at all, Σ φₖ·harmₖ·λₖ.
  func deterrableHarmRates(at place: Int, second time: Double) -> DeterrableHarmRates {
    let now = harmRate(at: place, inHour: tables.calendar.hourIndex(atSecond: time), second: time) {
      $0.harmInDays * $0.deterrableShare
    }
    return DeterrableHarmRates(
      now: now, week: meanRate(at: place, second: time) { $0.harmInDays * $0.deterrableShare })
  }

  private typealias Weight = (type: Int, harmInDays: Double, deterrableShare: Double)

  private func harmRate(
    at place: Int, inHour hour: Int, second now: Double, weight: (Weight) -> Double
  ) -> Double {
    let hour = min(hour, tables.calendar.hourOfWeek.count - 1)
    enter(place, second: now)
    return weights.reduce(0) { sum, one in
      sum + weight(one)
        * rate(of: one.type, at: place, second: now) {
          tables.crime.timeFactor(type: one.type, place: place, hour: hour)
        }
    }
  }

  private func meanRate(at place: Int, second time: Double, weight: (Weight) -> Double) -> Double {
    enterWeek(atSecond: time)
    enter(place, second: time)
    return weights.reduce(0) { sum, one in
      sum + weight(one)
        * rate(of: one.type, at: place, second: time) { weekFactors[one.type * placeCount + place] }
    }
  }

  /// Offences of a type an hour.
  private func rate(
    of type: Int, at place: Int, second time: Double, timeFactor: () -> Double
  ) -> Double {
    var uplift = 1.0
    for one in active where tables.crime.raises(kind: one.kind, type: type) { uplift += one.uplift }
    return levels[type * placeCount + place] * uplift * timeFactor()
      + nearRepeats(of: type, at: place, second: time)
  }

  /// Takes note of the series under way at a place, which the rates of its types then hold.
  private func enter(_ place: Int, second time: Double) {
    active.removeAll(keepingCapacity: true)
    for index in series.indices(at: place) where series.hasBegun(index, second: time) {
      let kind = series.kind(of: index)
      active.append((kind, (tables.scenario.crime.seriesKinds[kind].multiplier - 1) * atLarge[index]))
    }
  }

  private func nearRepeats(of type: Int, at place: Int, second time: Double) -> Double {
    guard let cell = cell(place, type) else { return 0 }
    assert(
      needsAll || tables.mayBePatrolled[place], "Only rates of places where units may be sent are kept up")
    return expected[cell] * exp(-max(0, time - expectedSince[cell]) / nearRepeatDecayInSeconds)
  }

  private func cell(_ place: Int, _ type: Int) -> Int? {
    let rank = rankOfType[type]
    return rank < 0 ? nil : place * (expected.count / placeCount) + rank
  }

  private func enterWeek(atSecond time: Double) {
    let now = min(tables.calendar.hourIndex(atSecond: time), tables.calendar.hourOfWeek.count - 1)
    guard now / 168 != week else { return }
    week = now / 168
    let last = min(now / 168 * 168 + 168, tables.calendar.hourOfWeek.count)
    weekFactors = tables.crime.meanTimeFactors(hours: now / 168 * 168..<last)
  }

  // MARK: How the run keeps it

  /// Goes back to a start without any offence, with the series of a replication.
  ///
  /// - Parameter needsAll: Whether rates may be asked for of places where no unit may be sent. Of a country these are
  ///   nearly all, and keeping them up would take a good part of the run.
  func reset(series all: [CrimeSeries], deterrableShares: [Double], needsAll: Bool) {
    self.needsAll = needsAll
    series.meet(all, placeCount: placeCount)
    atLarge = all.map { _ in 1 }
    for index in expected.indices { (expected[index], expectedSince[index]) = (0, 0) }
    weights = tables.scenario.crime.types.enumerated().compactMap { index, type in
      type.harmInDays > 0 ? (index, type.harmInDays, deterrableShares[index]) : nil
    }
    week = -1
  }

  /// Takes over what a history has left to be expected.
  func goOn(from history: TrueRates) {
    expected = history.expected
    expectedSince = history.expectedSince
  }

  /// Enters a block with its background.
  func enter(levels: [Double]) { self.levels = levels }

  /// Lets go of what it shares with others.
  func release() {
    levels = []
    series.release()
  }

  /// An offence happened.
  @inline(__always)
  func happened(_ offence: PotentialOffence) {
    if rankOfType[Int(offence.type)] >= 0 { expectNearRepeats(of: offence) }
  }

  private func expectNearRepeats(of offence: PotentialOffence) {
    let type = Int(offence.type)
    let time = offence.timeInSeconds
    let first = tables.crime.pattern.types[type].nearRepeats / (nearRepeatDecayInSeconds / 3_600)
    let targets =
      needsAll ? tables.nearRepeatSpread[Int(offence.place)] : tables.patrolledSpread[Int(offence.place)]
    for target in targets {
      guard let cell = cell(Int(target.place), type) else { continue }
      expected[cell] = nearRepeats(of: type, at: Int(target.place), second: time) + target.share * first
      expectedSince[cell] = time
    }
  }

  /// Some of a series' offenders were arrested.
  func arrested(ofSeries index: Int, atLargeShare: Double) { atLarge[index] = atLargeShare }
}
