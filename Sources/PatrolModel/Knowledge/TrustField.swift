// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The trust of every ward, brought up to date only where it is asked for or changed.
///
///     T(t) = T₀ + (T(t₁) − T₀)·2^(−(t − t₁)/half-life)        t₁: the last change
///
/// A change that would lead out of `0...1` stops there.
struct TrustField {
  private let law: Trust
  private let isOn: Bool
  private let wardOfPlace: [Int]
  private let campaignEnd: Double
  private let halfLivesPerSecond: Double
  /// *T* − T₀ of each ward when it was last changed.
  private var deviations: [Double]
  /// When that was, in seconds.
  private var changed: [Double]
  /// Trust at the end of the campaign, once something has changed after it.
  private var atCampaignEnd: [Double] = []

  /// - Parameter law: `nil` where trust is off: it is then the usual mean for ever.
  init(_ law: Trust?, wards: WardIndex, campaignEnd: Double) {
    self.law = law ?? Trust()
    isOn = law != nil
    wardOfPlace = wards.wardOfPlace
    self.campaignEnd = campaignEnd
    halfLivesPerSecond = 1 / (self.law.halfLifeInWeeks * 604_800)
    deviations = [Double](repeating: 0, count: wards.wards.count)
    changed = deviations
  }

  /// Goes back to the mean everywhere.
  mutating func reset() {
    for ward in deviations.indices { (deviations[ward], changed[ward]) = (0, 0) }
    atCampaignEnd.removeAll(keepingCapacity: true)
  }

  /// Returns the trust *T* of a ward at a moment that is no earlier than its last change.
  func trust(inWard ward: Int, second time: Double) -> Double { law.mean + deviation(ward, time) }

  /// Returns *T*/T₀ where a place lies: what reporting and tips are multiplied by; exactly 1 at the mean.
  @inline(__always)
  func factor(at place: Int, second time: Double) -> Double {
    guard isOn else { return 1 }
    return (law.mean + deviation(wardOfPlace[place], time)) / law.mean
  }

  /// The greatest factor there can be, 1/T₀.
  var greatestFactor: Double { isOn ? 1 / law.mean : 1 }

  /// A search without a find took place.
  mutating func searchedInVain(at place: Int, second time: Double) {
    change(ward: wardOfPlace[place], by: -law.fruitlessSearchLoss, second: time)
  }

  /// A just contact took place.
  mutating func metJustly(at place: Int, second time: Double) {
    change(ward: wardOfPlace[place], by: law.justContactGain, second: time)
  }

  /// A unit was at a call for service within the time aimed at.
  mutating func respondedPromptly(at place: Int, second time: Double) {
    change(ward: wardOfPlace[place], by: law.promptResponseGain, second: time)
  }

  /// Changes the trust of a ward, whatever by; nothing where trust is off.
  mutating func change(ward: Int, by amount: Double, second time: Double) {
    guard isOn else { return }
    if time >= campaignEnd, atCampaignEnd.isEmpty {
      atCampaignEnd.append(contentsOf: deviations.indices.map { trust(inWard: $0, second: campaignEnd) })
    }
    deviations[ward] = min(1, max(0, trust(inWard: ward, second: time) + amount)) - law.mean
    changed[ward] = time
  }

  /// Returns the trust of every ward at the end of the campaign; empty where trust is off.
  func valuesAtCampaignEnd() -> [Double] {
    guard isOn else { return [] }
    if !atCampaignEnd.isEmpty { return atCampaignEnd }
    return deviations.indices.map { trust(inWard: $0, second: campaignEnd) }
  }

  /// Returns the trust of every ward at a moment after the last change; empty where trust is off.
  func values(second time: Double) -> [Double] {
    isOn ? deviations.indices.map { trust(inWard: $0, second: time) } : []
  }

  @inline(__always)
  private func deviation(_ ward: Int, _ time: Double) -> Double {
    guard deviations[ward] != 0 else { return 0 }
    return deviations[ward] * exp2((changed[ward] - time) * halfLivesPerSecond)
  }
}
