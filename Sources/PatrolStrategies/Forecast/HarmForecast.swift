// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// A forecast of recorded harm per place and hour, from the record alone.
///
/// Two exponentially forgetting averages — a long one for the level, a short one for what is going on
/// now (series, near repeats) — times an hour-of-week profile of the team's area:
///
///     rate(h, t) = [(1 − w)·long(h) + w·short(h)] · profile(team of h, hour of week)
///
/// The profile counts recorded harm by hour of week, all targets of a team together, smoothed over the
/// neighbouring hours and shrunk halfway to flat, since three years hold few offences in each hour.
struct HarmForecast: HarmRates {
  let horizonInSeconds: Double
  let recentInSeconds: Double
  let recentWeight: Double

  /// Harm days an hour, by place, as of ``updated``.
  private var long: [Double]
  private var short: [Double]
  private var updated: Double
  private var profiles: [[Double]]
  private let hourOfWeek: [UInt8]
  private var teamOfPlace: [Int?]
  /// How many entries of the record have been read.
  private var readCount = 0

  init(horizonInDays: Double, recentInDays: Double, recentWeight: Double, view: OperationView) {
    horizonInSeconds = horizonInDays * 86_400
    recentInSeconds = recentInDays * 86_400
    self.recentWeight = recentWeight
    long = [Double](repeating: 0, count: view.plan.places.count)
    short = long
    updated = 0
    hourOfWeek = view.calendar.hourOfWeek
    profiles = [[Double]](repeating: [Double](repeating: 1, count: 168), count: view.plan.teamPlaces.count)
    teamOfPlace = [Int?](repeating: nil, count: view.plan.places.count)
    for (team, places) in view.plan.teamPlaces.enumerated() {
      for place in places { teamOfPlace[place] = team }
    }
    fitProfiles(view)
    read(view.history, view)
    updated = view.nowInSeconds
    refresh(view)
  }

  /// Reads what has become known since the last refresh.
  mutating func refresh(_ view: OperationView) {
    let now = view.nowInSeconds
    let longDecay = exp(-(now - updated) / horizonInSeconds)
    let shortDecay = exp(-(now - updated) / recentInSeconds)
    for place in long.indices {
      long[place] *= longDecay
      short[place] *= shortDecay
    }
    read(view.record[readCount...], view)
    readCount = view.record.count
    updated = now
  }

  /// Adds offences to both averages.
  private mutating func read(_ offences: ArraySlice<KnownOffence>, _ view: OperationView) {
    let now = view.nowInSeconds
    for offence in offences {
      let harm = view.plan.types[Int(offence.type)].harmInDays
      let age = max(0, now - offence.timeInSeconds)
      // An exponential kernel: each offence counts harm/horizon·exp(−age/horizon).
      long[Int(offence.place)] += harm / (horizonInSeconds / 3_600) * exp(-age / horizonInSeconds)
      short[Int(offence.place)] += harm / (recentInSeconds / 3_600) * exp(-age / recentInSeconds)
    }
  }

  /// Expected recorded harm at a place, in days of harm an hour, averaged over the week.
  ///
  /// Each average is divided by the weight that its kernel has within the time on record, so that a short
  /// history doesn't count as a quiet one.
  func level(at place: Int) -> Double {
    let longWeight = 1 - exp(-updated / horizonInSeconds)
    let shortWeight = 1 - exp(-updated / recentInSeconds)
    return (1 - recentWeight) * long[place] / longWeight + recentWeight * short[place] / shortWeight
  }

  /// Expected recorded harm at a place in an hour of the run, in days of harm an hour.
  func rate(at place: Int, hour: Int) -> Double {
    let profile = teamOfPlace[place].map { profiles[$0][Int(hourOfWeek[hour])] } ?? 1
    return level(at: place) * profile
  }

  /// Fits the hour-of-week profile of each team's area to the history.
  private mutating func fitProfiles(_ view: OperationView) {
    var counts = [[Double]](repeating: [Double](repeating: 0, count: 168), count: profiles.count)
    for offence in view.history {
      guard let team = teamOfPlace[Int(offence.place)] else { continue }
      let hour = Int(view.calendar.hourOfWeek[view.calendar.hourIndex(atSecond: offence.timeInSeconds)])
      counts[team][hour] += view.plan.types[Int(offence.type)].harmInDays
    }
    for team in profiles.indices {
      let total = counts[team].reduce(0, +)
      guard total > 0 else { continue }
      for hour in 0..<168 {
        let smoothed =
          (counts[team][(hour + 167) % 168] + counts[team][hour] + counts[team][(hour + 1) % 168]) / 3
        profiles[team][hour] = 0.5 + 0.5 * smoothed * 168 / total
      }
    }
  }
}
