// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import RandomVariates

/// The calls of one replication that are about no offence, one after the other; the same under every strategy.
///
/// All places and grades are one superposed Poisson process, whose rate is constant within each hour: unit
/// exponential gaps are laid along the cumulative rate. A call has its place, grade and service time from slots and a
/// stream of its own number.
///
/// Source: Çınlar, *Introduction to Stochastic Processes*, Prentice-Hall, 1975, ch. 4, theorem 7 (inversion);
/// Kingman, *Poisson Processes*, Oxford, 1993, §§2.2 and 5.1 (superposition and marking).
struct OtherCalls {
  private var seed: UInt64 = 0
  private var replication: UInt64 = 0
  private var gaps: RandomStream
  /// The hour in which the last call was, and when that was, both in hours since the start of the run.
  private var hour = 0
  private var time = 0.0
  /// The number of the next call, from 0.
  private var number: UInt64 = 0

  private static let gapStream: StreamName = "other calls"
  private static let markStream: StreamName = "other call"
  private static let serviceStream: StreamName = "other call service"

  init() { gaps = RandomStream(seed: 0, replication: 0, name: OtherCalls.gapStream) }

  /// Goes back to the start of the campaign.
  mutating func begin(seed: UInt64, replication: UInt64, campaignStart: Double) {
    self.seed = seed
    self.replication = replication
    gaps = RandomStream(seed: seed, replication: replication, name: OtherCalls.gapStream)
    time = campaignStart / 3_600
    hour = Int(time)
    number = 0
  }

  /// Moves on to the next call.
  ///
  /// - Returns: When it comes, in seconds since the start of the run; `nil` if that is no longer in the campaign.
  mutating func advance(_ tables: CallTables) -> Double? {
    var left = gaps.exponential(mean: 1)
    while hour < tables.endHour {
      let rate = tables.otherPerHour[Int(tables.hourOfWeek[hour])]
      let rest = (Double(hour + 1) - time) * rate
      if left < rest {
        time += left / rate
        return time * 3_600
      }
      left -= rest
      hour += 1
      time = Double(hour)
    }
    return nil
  }

  /// Returns the call that has come.
  mutating func take(at second: Double, _ tables: CallTables) -> TimedCall {
    let marks = UniformSlots(
      seed: seed, replication: replication, name: OtherCalls.markStream, entity: number
    ).uniforms(ofBlock: 0)
    var service = RandomStream(
      seed: seed, replication: replication, name: OtherCalls.serviceStream, entity: number)
    number += 1
    let call = CallForService(
      receivedInSeconds: second, place: tables.otherPlaces.draw(marks[0]), grade: tables.grade(marks[1]))
    return TimedCall(call: call, serviceInSeconds: tables.service.draw(&service))
  }
}
