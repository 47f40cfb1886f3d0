// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// Expected harm of which a share follows intelligence — tips and 48-hour packs — and the rest the counts of the record.
///
/// Both are shares of one sum, the harm *H* that the forecast expects at all targets together:
///
///     level(h) = (1 − w)·forecast(h) + w·H·score(h) / Σ score
///     score(h) = Σ reports of the pack, harm + Σ tips, offences a tip stands for · harm · exp(−age/memory)
///
/// so that with w = ½ intelligence weighs as much as counts, however little of it there is. An offence scores a day at least, so
/// that disorder without a harm weight counts. Where nothing scores, counts decide alone. Hours of the week are those of the
/// forecast.
struct IntelligenceRates: HarmRates {
  private var base: HarmForecast
  let weight: Double
  let memoryInSeconds: Double
  /// How many offences of its type a tip stands for: one, an assumption.
  static let offencesPerTip = 1.0

  /// The places that any team patrols, in order.
  let targets: [Int]
  /// Days by place, as of the last refresh.
  private(set) var scores: [Double]
  /// How many tips the scores hold.
  private var tipsRead = 0
  /// H / Σ score, an hour.
  private var scale = 0.0

  /// - Parameters:
  ///   - weight: *w*, in `0...1`.
  ///   - memoryInDays: How long a tip counts, as the mean of its weight; greater than 0.
  init(base: HarmForecast, weight: Double, memoryInDays: Double, view: OperationView) {
    self.base = base
    self.weight = weight
    memoryInSeconds = memoryInDays * 86_400
    targets = Set(view.plan.teamPlaces.joined()).sorted()
    scores = [Double](repeating: 0, count: view.plan.places.count)
    readIntelligence(view)
  }

  mutating func refresh(_ view: OperationView) {
    base.refresh(view)
    readIntelligence(view)
  }

  /// Takes in a tip that has just come, before the next refresh.
  mutating func note(_ tip: Tip, _ view: OperationView) {
    guard tipsRead < view.tips.count else { return }
    tipsRead = view.tips.count
    guard targets.contains(tip.place) else { return }
    scores[tip.place] += IntelligenceRates.harm(ofType: tip.type, view) * IntelligenceRates.offencesPerTip
    setScale()
  }

  func rate(at place: Int, hour: Int) -> Double {
    let level = base.level(at: place)
    let rate = base.rate(at: place, hour: hour)
    // Intelligence says where and what, but not at which hour.
    let profile = level > 0 ? rate / level : 1
    return (1 - share) * rate + weight * scale * scores[place] * profile
  }

  func level(at place: Int) -> Double {
    (1 - share) * base.level(at: place) + weight * scale * scores[place]
  }

  /// The weight, or nothing where there is no intelligence.
  private var share: Double { scale > 0 ? weight : 0 }

  private mutating func readIntelligence(_ view: OperationView) {
    for place in targets { scores[place] = 0 }
    for place in targets {
      for report in view.pack(for: place)?.reports ?? [] {
        scores[place] += IntelligenceRates.harm(ofType: Int(report.type), view)
      }
    }
    for tip in view.tips.reversed() {
      let age = view.nowInSeconds - tip.knownInSeconds
      // What is left after five memories is less than a hundredth.
      guard age <= 5 * memoryInSeconds else { break }
      guard targets.contains(tip.place) else { continue }
      scores[tip.place] +=
        IntelligenceRates.harm(ofType: tip.type, view) * IntelligenceRates.offencesPerTip
        * exp(-age / memoryInSeconds)
    }
    tipsRead = view.tips.count
    setScale()
  }

  private mutating func setScale() {
    let score = targets.reduce(0) { $0 + scores[$1] }
    let expected = targets.reduce(0) { $0 + base.level(at: $1) }
    scale = score > 0 ? expected / score : 0
  }

  private static func harm(ofType type: Int, _ view: OperationView) -> Double {
    max(1, view.plan.types[type].harmInDays)
  }
}
