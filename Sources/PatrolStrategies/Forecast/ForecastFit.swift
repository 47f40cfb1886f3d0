// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// Fits the numbers of a forecast on a history: those with the best predictive score on its later weeks.
///
/// Each of the later weeks is forecast from the weeks before it and scored with the counts that followed, by the Poisson log score
/// of each target and type, weighed by the harm of the type:
///
///     Σ harm(k)·[n·log λ − λ]
///
/// One number after the other is set to the best of its candidates, twice over. Nothing of a campaign is ever read: the fit
/// sees the history only.
///
/// Source: Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", *Journal of the American
/// Statistical Association* 102 (2007), 359–378, for the score. The candidates are assumptions.
struct ForecastFit {
  static let horizonsInDays: [Double] = [91, 182, 365, 730]
  static let recentInDays: [Double] = [7, 14, 28, 56]
  static let bandwidthsInMetres: [Double] = [0, 100, 200]
  static let recentWeights: [Double] = [0, 0.1, 0.25, 0.5]
  static let flatnesses: [Double] = [0, 0.1, 0.25, 0.5, 0.75, 1]
  /// Weeks that are forecast and scored, at most; and the least history that is fitted on.
  static let scoredWeeks = 13
  static let leastWeeks = 12
  /// The days for which the mean of the targets counts in the level of each.
  static let sharedDays = 7.0

  let ground: ForecastGround
  private let weekCount: Int
  private let firstScored: Int
  /// Offences by week, source and type.
  private let counts: [Double]
  private var typeCount: Int { ground.harms.count }

  /// - Returns: `nil` where the history is too short.
  init?(ground: ForecastGround, history: ArraySlice<KnownOffence>, nowInSeconds: Double) {
    self.ground = ground
    let weekCount = Int(nowInSeconds / (7 * 86_400))
    guard weekCount >= ForecastFit.leastWeeks, !history.isEmpty, !ground.targets.isEmpty else { return nil }
    self.weekCount = weekCount
    firstScored = weekCount - min(ForecastFit.scoredWeeks, weekCount / 3)
    // Whole weeks up to now: what is left over lies at the start.
    let start = nowInSeconds - Double(weekCount) * 7 * 86_400
    let sourceCount = ground.sources.count
    let typeCount = ground.harms.count
    var counts = [Double](repeating: 0, count: weekCount * sourceCount * typeCount)
    for offence in history {
      guard let source = ground.sourceOfPlace[Int(offence.place)] else { continue }
      let week = Int((offence.timeInSeconds - start) / (7 * 86_400))
      guard offence.timeInSeconds >= start, week < weekCount else { continue }
      counts[(week * sourceCount + source) * typeCount + Int(offence.type)] += 1
    }
    self.counts = counts
  }

  /// Forecasts of a week's offences: a value for each scored week, target and type, with types last.
  typealias Forecasts = [Double]

  /// Returns what an exponentially forgetting average of the weeks before each scored one says of it.
  func forecasts(horizonInDays horizon: Double, bandwidthInMetres bandwidth: Double) -> Forecasts {
    let weights = ground.weights(bandwidthInMetres: bandwidth)
    let decay = exp(-7 / horizon)
    let width = ground.sources.count * typeCount
    var sums = [Double](repeating: 0, count: width)
    var mass = 0.0
    var result: Forecasts = []
    result.reserveCapacity((weekCount - firstScored) * ground.targets.count * typeCount)
    for week in 0..<weekCount {
      if week >= firstScored {
        for list in weights {
          for type in 0..<typeCount {
            result.append(list.reduce(0) { $0 + $1.weight * sums[$1.source * typeCount + type] } / mass)
          }
        }
      }
      for index in 0..<width { sums[index] = sums[index] * decay + counts[week * width + index] }
      mass = mass * decay + 1
    }
    return result
  }

  /// Returns the mean of the targets by scored week and type.
  private func means(_ forecasts: Forecasts) -> [Double] {
    let targetCount = ground.targets.count
    let weeks = weekCount - firstScored
    var means = [Double](repeating: 0, count: weeks * typeCount)
    for week in 0..<weeks {
      for target in 0..<targetCount {
        for type in 0..<typeCount {
          means[week * typeCount + type] +=
            forecasts[(week * targetCount + target) * typeCount + type] / Double(targetCount)
        }
      }
    }
    return means
  }

  /// Returns the offences that were observed, laid out as forecasts.
  private func observed() -> [Double] {
    (firstScored..<weekCount).flatMap { week in
      ground.targets.flatMap { target -> ArraySlice<Double> in
        let source = ground.sourceOfPlace[target] ?? 0
        let start = (week * ground.sources.count + source) * typeCount
        return counts[start..<start + typeCount]
      }
    }
  }

  /// Returns settings fitted on the history, with those given left as they are.
  func settings(given: GivenSettings) -> ForecastSettings {
    var settings = given.applied(to: .fallback(typeCount: typeCount))
    let observed = observed()
    var cache: [SIMD2<Double>: Forecasts] = [:]
    func cached(_ days: Double, _ metres: Double) -> Forecasts {
      let key = SIMD2(days, metres)
      if let known = cache[key] { return known }
      let made = forecasts(horizonInDays: days, bandwidthInMetres: metres)
      cache[key] = made
      return made
    }
    func rate(_ settings: ForecastSettings) -> Double {
      let long = cached(settings.horizonInDays, settings.bandwidthInMetres)
      let short = cached(settings.recentInDays, settings.recentBandwidthInMetres)
      return score(long, short, observed, weights: settings.recentWeights)
    }
    var best = rate(settings)
    func choose(_ path: WritableKeyPath<ForecastSettings, Double>, _ candidates: [Double]) {
      for candidate in candidates where candidate != settings[keyPath: path] {
        var other = settings
        other[keyPath: path] = candidate
        let value = rate(other)
        if value > best { (settings, best) = (other, value) }
      }
    }
    for _ in 0..<2 {
      if given.recentWeight == nil {
        settings.recentWeights = recentWeights(
          cached(settings.horizonInDays, settings.bandwidthInMetres),
          cached(settings.recentInDays, settings.recentBandwidthInMetres), observed)
        best = rate(settings)
      }
      if given.horizonInDays == nil { choose(\.horizonInDays, ForecastFit.horizonsInDays) }
      if given.bandwidthInMetres == nil { choose(\.bandwidthInMetres, ForecastFit.bandwidthsInMetres) }
      if given.recentInDays == nil { choose(\.recentInDays, ForecastFit.recentInDays) }
      if given.recentBandwidthInMetres == nil {
        choose(\.recentBandwidthInMetres, ForecastFit.bandwidthsInMetres)
      }
    }
    return settings
  }

  /// The best share of the short average for each type.
  private func recentWeights(_ long: Forecasts, _ short: Forecasts, _ observed: [Double]) -> [Double] {
    var best = [Double](repeating: -.infinity, count: typeCount)
    var chosen = [Double](repeating: 0, count: typeCount)
    for weight in ForecastFit.recentWeights {
      let scores = scores(long, short, observed, weights: [Double](repeating: weight, count: typeCount))
      for type in 0..<typeCount where scores[type] > best[type] {
        (best[type], chosen[type]) = (scores[type], weight)
      }
    }
    return chosen
  }

  private func score(
    _ long: Forecasts, _ short: Forecasts, _ observed: [Double], weights: [Double]
  ) -> Double {
    zip(scores(long, short, observed, weights: weights), ground.harms).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Poisson log scores by type, without the terms that no forecast changes.
  private func scores(
    _ long: Forecasts, _ short: Forecasts, _ observed: [Double], weights: [Double]
  ) -> [Double] {
    let (longMeans, shortMeans) = (means(long), means(short))
    let targetCount = ground.targets.count
    var scores = [Double](repeating: 0, count: typeCount)
    for week in 0..<weekCount - firstScored {
      let days = 7 * Double(firstScored + week)
      let shared = ForecastFit.sharedDays / (days + ForecastFit.sharedDays)
      for target in 0..<targetCount {
        let start = (week * targetCount + target) * typeCount
        for type in 0..<typeCount {
          let weight = weights[type]
          let own = (1 - weight) * long[start + type] + weight * short[start + type]
          let mean =
            (1 - weight) * longMeans[week * typeCount + type] + weight * shortMeans[week * typeCount + type]
          let rate = max(1e-9, (1 - shared) * own + shared * mean)
          let count = observed[start + type]
          scores[type] += (count > 0 ? count * log(rate) : 0) - rate
        }
      }
    }
    return scores
  }
}
