// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// What every place remembers of patrol, and what it deters of the offences that are due there.
///
/// Each place has a fast memory *F* and a slow memory *S*. Both decay exponentially; both grow when a
/// stay grows from L₀ to L minutes:
///
///     F ← F + (1 − F)·g_F·(r(L) − r(L₀)),   S likewise with g_S
///     q(t) = φ·a(t)·[1 − (1 − F)(1 − S)(1 − p₀·present)]
///     a(t) = f + (1 − f)·exp(−(t − t₀)/τ_a)
///
/// Visits that overlap or follow within ten minutes are one stay, so splitting a visit gains nothing.
/// Every visit is visible foot patrol: the tactic's effect *e* of the model is 1.
public struct DeterrenceField: Sendable {
  /// Two visits with a gap of no more than this are one stay, in seconds.
  static let stayGapInSeconds = 600.0

  private struct Place {
    var fast = 0.0
    var slow = 0.0
    /// When both memories were last brought up to date, in seconds.
    var updated = 0.0
    /// Units that are here.
    var present: Int32 = 0
    /// When the first of them came, in seconds.
    var presentSince = 0.0
    /// When the last unit left, in seconds.
    var left = -Double.infinity
    /// Minutes of presence in the current stay that the memories have had already.
    var stayMinutes = 0.0
  }

  public let parameters: Deterrence
  private let campaignStart: Double
  private var places: [Place]
  private let reach: [[Int32]]
  private let fastDecayInSeconds: Double
  private let slowDecayInSeconds: Double

  /// Creates the field of places that were never patrolled.
  ///
  /// - Parameters:
  ///   - parameters: How strongly patrol deters, and for how long.
  ///   - campaignStart: t₀, the first moment of the wave, in seconds.
  ///   - geometry: Which places lie within three times the reach κ of each other.
  public init(parameters: Deterrence, campaignStart: Double, geometry: PlaceGeometry) {
    self.init(
      parameters: parameters, campaignStart: campaignStart,
      reach: DeterrenceField.reach(parameters: parameters, geometry: geometry))
  }

  init(parameters: Deterrence, campaignStart: Double, reach: [[Int32]]) {
    self.parameters = parameters
    self.campaignStart = campaignStart
    self.reach = reach
    places = [Place](repeating: Place(), count: reach.count)
    fastDecayInSeconds = parameters.fastDecayInHours * 3_600
    slowDecayInSeconds = parameters.slowDecayInDays * 86_400
  }

  /// Returns the places within three times the reach κ of each, nearest first.
  static func reach(parameters: Deterrence, geometry: PlaceGeometry) -> [[Int32]] {
    geometry.positions.indices.map {
      geometry.neighbours(of: $0, within: 3 * parameters.reachInMetres).map(\.place)
    }
  }

  /// Whether a unit is at a place.
  public func isPresent(at place: Int) -> Bool { places[place].present > 0 }

  /// Whether a unit was at a place at any time from a moment on until now.
  func wasPresent(at place: Int, since start: Double) -> Bool {
    places[place].present > 0 || places[place].left >= start
  }

  /// The probability *q* that an offence due at a place now is deterred.
  ///
  /// - Complexity: O(1); two exponentials where the place was ever patrolled.
  public func deterrenceProbability(at place: Int, second time: Double) -> Double {
    let state = places[place]
    guard state.present > 0 || state.fast > 0 || state.slow > 0 else { return 0 }
    let (fast, slow) = decayed(state, to: time)
    let presence = state.present > 0 ? parameters.presenceEffect : 0
    return parameters.deterrableShare * habituation(at: time)
      * (1 - (1 - fast) * (1 - slow) * (1 - presence))
  }

  /// Both memories of a place now.
  public func memories(at place: Int, second time: Double) -> (fast: Double, slow: Double) {
    decayed(places[place], to: time)
  }

  /// A unit comes to a place.
  public mutating func arrive(at place: Int, second time: Double) {
    if places[place].present == 0 {
      if time - places[place].left > DeterrenceField.stayGapInSeconds { places[place].stayMinutes = 0 }
      places[place].presentSince = time
    }
    places[place].present += 1
  }

  /// A unit leaves a place; if it is the last, the memories take what the stay has grown by.
  ///
  /// - Returns: The minutes of presence since the first unit came, or 0 while others stay.
  @discardableResult
  public mutating func leave(_ place: Int, second time: Double) -> Double {
    precondition(places[place].present > 0, "No unit is at place \(place)")
    places[place].present -= 1
    guard places[place].present == 0 else { return 0 }
    let minutes = (time - places[place].presentSince) / 60
    let before = places[place].stayMinutes
    places[place].stayMinutes = before + minutes
    places[place].left = time
    let growth = VisitCurve.effect(ofMinutes: before + minutes) - VisitCurve.effect(ofMinutes: before)
    strengthen(place, by: growth, at: time)
    if parameters.diffusion > 0 {
      for index in reach[place].indices {
        strengthen(Int(reach[place][index]), by: parameters.diffusion * growth, at: time)
      }
    }
    return minutes
  }

  private mutating func strengthen(_ place: Int, by growth: Double, at time: Double) {
    var (fast, slow) = decayed(places[place], to: time)
    fast += (1 - fast) * parameters.fastGain * growth
    slow += (1 - slow) * parameters.slowGain * growth
    places[place].fast = fast
    places[place].slow = slow
    places[place].updated = time
  }

  private func decayed(_ state: Place, to time: Double) -> (fast: Double, slow: Double) {
    let elapsed = time - state.updated
    return (
      state.fast * exp(-elapsed / fastDecayInSeconds),
      state.slow * exp(-elapsed / slowDecayInSeconds)
    )
  }

  /// *a(t)*, the share of the effect that habituation leaves.
  private func habituation(at time: Double) -> Double {
    let floor = parameters.habituationFloor
    guard floor < 1 else { return 1 }
    let weeks = (time - campaignStart) / (7 * 86_400)
    return floor + (1 - floor) * exp(-weeks / parameters.habituationInWeeks)
  }
}
