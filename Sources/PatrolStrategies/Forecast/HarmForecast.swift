// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// A forecast of recorded harm per place and hour, from the record alone.
///
/// Two exponentially forgetting averages of each type's offences — a long one for the level, a short one for what is going on now
/// (near repeats, series) — each over the places near by with a Gaussian kernel, times an hour-of-week profile:
///
///     rate(h, t) = Σₖ harmₖ·[(1 − wₖ)·longₖ(h) + wₖ·shortₖ(h)] · profile(area of h, hour of week)
///
/// That is a self-exciting process whose offences of type *k* bring about *wₖ* others near by, fading exponentially. Levels are drawn
/// a little towards the mean of the targets, which counts like seven days on record.
///
/// Source: Mohler et al., "Self-exciting point process modeling of crime", *Journal of the American Statistical Association* 106
/// (2011), 100–108; Bowers, Johnson and Pease, "Prospective hot-spotting", *British Journal of Criminology* 44 (2004), 641–658.
package struct HarmForecast: HarmRates {
  package let settings: ForecastSettings
  private let ground: ForecastGround
  private let profile: HourProfileForecast
  private let longWeights: [[(source: Int, weight: Double)]]
  private let shortWeights: [[(source: Int, weight: Double)]]
  /// Harm days an hour, by source, as of ``updated``; shares of the types included.
  private var long: [Double]
  private var short: [Double]
  private var updated: Double
  /// Expected harm days an hour, by target.
  private var levels: [Double]
  private var discoveries: DiscoveryRates
  /// How many entries of the record have been read.
  private var readCount = 0

  /// Makes a forecast from what was known when the campaign began.
  ///
  /// - Parameters:
  ///   - view: What the control room knows when the campaign begins; its history, and no other record, is fitted on.
  ///   - given: The numbers that are not to be fitted.
  package init(_ view: OperationView, given: GivenSettings = GivenSettings()) {
    let ground = ForecastGround(view)
    let now = view.plan.campaignStartInSeconds
    self.init(
      ground: ground,
      settings: HarmForecast.settings(ground, view.history, nowInSeconds: now, given: given),
      history: view.history, nowInSeconds: now)
    refresh(view)
  }

  /// Makes a forecast from records alone.
  ///
  /// - Parameters:
  ///   - history: What was known by then.
  ///   - now: When it is made, in seconds since the start of the run.
  package init(
    ground: ForecastGround, settings: ForecastSettings, history: ArraySlice<KnownOffence>,
    nowInSeconds now: Double
  ) {
    self.ground = ground
    self.settings = settings
    profile = HourProfileForecast(ground: ground, history: history, flatness: settings.flatness)
    longWeights = ground.weights(bandwidthInMetres: settings.bandwidthInMetres)
    shortWeights = ground.weights(bandwidthInMetres: settings.recentBandwidthInMetres)
    long = [Double](repeating: 0, count: ground.sources.count)
    short = long
    levels = [Double](repeating: 0, count: ground.targets.count)
    discoveries = DiscoveryRates(
      targetCount: ground.targets.count, memoryInDays: settings.horizonInDays, startInSeconds: now)
    updated = now
    read(history, now: now)
    setLevels()
  }

  /// Returns the numbers of a forecast: fitted on a history, but for those given.
  package static func settings(
    _ ground: ForecastGround, _ history: ArraySlice<KnownOffence>, nowInSeconds: Double, given: GivenSettings
  ) -> ForecastSettings {
    guard let fit = ForecastFit(ground: ground, history: history, nowInSeconds: nowInSeconds) else {
      return given.applied(to: .fallback(typeCount: ground.harms.count))
    }
    var settings = fit.settings(given: given)
    if given.flatness == nil {
      settings.flatness = HourProfileForecast.fittedFlatness(ground, history, nowInSeconds: nowInSeconds)
    }
    if given.followOn == nil { settings.followOns = FollowOnFit.followOns(ground, history) }
    return settings
  }

  /// Reads what has become known since the last refresh.
  package mutating func refresh(_ view: OperationView) {
    refresh(record: view.record, visits: view.visits, nowInSeconds: view.nowInSeconds)
  }

  /// Reads what has become known since the last refresh.
  ///
  /// - Parameters:
  ///   - record: All that has become known since the forecast was made, in that order.
  ///   - visits: All visits that have ended since, in that order.
  package mutating func refresh(record: [KnownOffence], visits: [PastVisit], nowInSeconds now: Double) {
    let longDecay = exp(-(now - updated) / (settings.horizonInDays * 86_400))
    let shortDecay = exp(-(now - updated) / (settings.recentInDays * 86_400))
    for source in long.indices {
      long[source] *= longDecay
      short[source] *= shortDecay
    }
    if settings.correction > 0 { discoveries.note(visits, ground, nowInSeconds: now) }
    read(record[readCount...], now: now)
    readCount = record.count
    updated = now
    setLevels()
  }

  /// Adds offences to both averages.
  private mutating func read(_ offences: ArraySlice<KnownOffence>, now: Double) {
    let longHours = settings.horizonInDays * 24
    let shortHours = settings.recentInDays * 24
    for offence in offences {
      guard let source = ground.sourceOfPlace[Int(offence.place)] else { continue }
      var harm = ground.harms[Int(offence.type)]
      if offence.isDiscovered, settings.correction > 0, let rank = ground.rankOfPlace[Int(offence.place)] {
        discoveries.find(harm, at: rank, second: offence.knownInSeconds)
        harm *= 1 - settings.correction
      }
      let hours = max(0, now - offence.timeInSeconds) / 3_600
      let weight = settings.recentWeights[Int(offence.type)]
      // An exponential kernel: each offence counts harm/horizon·exp(−age/horizon).
      long[source] += (1 - weight) * harm / longHours * exp(-hours / longHours)
      if weight > 0 { short[source] += weight * harm / shortHours * exp(-hours / shortHours) }
    }
  }

  /// Brings the level of each target up to date.
  ///
  /// Each average is divided by the weight that its kernel has within the time on record, so that a short
  /// history doesn't count as a quiet one.
  private mutating func setLevels() {
    let days = max(1e-3, updated / 86_400)
    let longMass = 1 - exp(-days / settings.horizonInDays)
    let shortMass = 1 - exp(-days / settings.recentInDays)
    for rank in levels.indices {
      levels[rank] =
        longWeights[rank].reduce(0) { $0 + $1.weight * long[$1.source] } / longMass
        + shortWeights[rank].reduce(0) { $0 + $1.weight * short[$1.source] } / shortMass
      if settings.correction > 0 { levels[rank] += settings.correction * discoveries.level(of: rank) }
    }
    let mean = levels.reduce(0, +) / Double(max(1, levels.count))
    let shared = ForecastFit.sharedDays / (days + ForecastFit.sharedDays)
    for rank in levels.indices { levels[rank] = (1 - shared) * levels[rank] + shared * mean }
  }

  /// Expected recorded harm at a place, in days of harm an hour, averaged over the week; 0 at one that no unit is sent to.
  package func level(at place: Int) -> Double { ground.rankOfPlace[place].map { levels[$0] } ?? 0 }

  package func rate(at place: Int, hour: Int) -> Double {
    guard let rank = ground.rankOfPlace[place] else { return 0 }
    return levels[rank]
      * profile.multiplier(area: ground.areaOfTarget[rank], hourOfWeek: Int(ground.hourOfWeek[hour]))
  }

  /// Days of harm that an offence of a type is expected to bring about at its place within a day.
  package func followOnHarm(ofType type: Int) -> Double { settings.followOns[type] * ground.harms[type] }
}
