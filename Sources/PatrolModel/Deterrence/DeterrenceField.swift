// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// What every place remembers of patrol, and what it deters of the offences that are due there.
///
/// Each place has a fast memory *F* and a slow memory *S*. Both decay exponentially; both grow when a
/// stay grows from L₀ to L minutes:
///
///     F ← F + (1 − F)·min(1, g_F·e)·(r(L) − r(L₀)),   S likewise with g_S
///     q(t) = φ·a(t)·[1 − (1 − F)(1 − S)(1 − min(1, p₀·e)·present)]
///     a(t) = f + (1 − f)·exp(−(t − t₀)/τ_a)
///
/// Visits that overlap or follow within ten minutes are one stay, so splitting a visit gains nothing. *e* is the
/// effect of the strongest tactic that is there. When another becomes the strongest, the memories take what the stay
/// has grown by up to then: each minute of a stay counts with the strongest tactic of that minute, and a weaker tactic
/// in place of a stronger one never gains. *t₀* is the first moment of the current wave.
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
    /// The effect of the strongest tactic that is here.
    var effect = 0.0
    /// When the first of them came, in seconds.
    var presentSince = 0.0
    /// When presence was last taken into the memories, or began, in seconds.
    var countedTo = 0.0
    /// When the last unit left, in seconds.
    var left = -Double.infinity
    /// Minutes of presence in the current stay that the memories have had already.
    var stayMinutes = 0.0
  }

  public let parameters: Deterrence
  private let campaignStart: Double
  private let secondWaveStart: Double
  private let effects: [Double]
  private var places: [Place]
  /// Units that are at a place with a tactic; row-major by place and tactic.
  private var presentByTactic: [Int32]
  private let reach: [[Int32]]
  private let fastDecayInSeconds: Double
  private let slowDecayInSeconds: Double

  /// Creates the field of places that were never patrolled.
  ///
  /// - Parameters:
  ///   - parameters: How strongly patrol deters, and for how long.
  ///   - campaignStart: t₀, the first moment of the first wave, in seconds.
  ///   - secondWaveStart: t₀ of the second wave, in seconds; infinity where there is none.
  ///   - effects: The effect *e* of each tactic, by index; at least one, none below 0.
  ///   - geometry: Which places lie within three times the reach κ of each other.
  public init(
    parameters: Deterrence, campaignStart: Double, secondWaveStart: Double = .infinity,
    effects: [Double] = [1], geometry: PlaceGeometry
  ) {
    self.init(
      parameters: parameters, campaignStart: campaignStart, secondWaveStart: secondWaveStart,
      effects: effects, reach: DeterrenceField.reach(parameters: parameters, geometry: geometry))
  }

  init(
    parameters: Deterrence, campaignStart: Double, secondWaveStart: Double, effects: [Double],
    reach: [[Int32]]
  ) {
    self.parameters = parameters
    self.campaignStart = campaignStart
    self.secondWaveStart = secondWaveStart
    self.effects = effects
    self.reach = reach
    places = [Place](repeating: Place(), count: reach.count)
    presentByTactic = [Int32](repeating: 0, count: reach.count * effects.count)
    fastDecayInSeconds = parameters.fastDecayInHours * 3_600
    slowDecayInSeconds = parameters.slowDecayInDays * 86_400
  }

  /// Returns the places within three times the reach κ of each, nearest first.
  static func reach(parameters: Deterrence, geometry: PlaceGeometry) -> [[Int32]] {
    (0..<geometry.count).map {
      geometry.neighbours(of: $0, within: 3 * parameters.reachInMetres).map(\.place)
    }
  }

  /// Whether a unit is at a place.
  public func isPresent(at place: Int) -> Bool { places[place].present > 0 }

  /// Whether a unit was at a place at any time from a moment on until now.
  func wasPresent(at place: Int, since start: Double) -> Bool {
    places[place].present > 0 || places[place].left >= start
  }

  /// The probability *q* that an offence of a type that has no share of its own, due at a place now, is deterred.
  public func deterrenceProbability(at place: Int, second time: Double) -> Double {
    deterrenceProbability(at: place, second: time, deterrableShare: parameters.deterrableShare)
  }

  /// The probability *q* that an offence due at a place now is deterred.
  ///
  /// - Parameters:
  ///   - place: The place, by its index.
  ///   - time: Now, in seconds since the start of the run.
  ///   - deterrableShare: φ of its type, in `0...1`.
  /// - Returns: A probability, in `0...1`.
  /// - Complexity: O(1); two exponentials where the place was ever patrolled.
  public func deterrenceProbability(
    at place: Int, second time: Double, deterrableShare: Double
  ) -> Double {
    let state = places[place]
    guard state.present > 0 || state.fast > 0 || state.slow > 0 else { return 0 }
    let (fast, slow) = decayed(state, to: time)
    let presence = presenceEffect(state)
    return deterrableShare * habituation(at: time) * (1 - (1 - fast) * (1 - slow) * (1 - presence))
  }

  /// The part of *q* that presence alone has, φ·*a*(*t*)·min(1, *p*₀·*e*)·present: what it would be with both memories empty.
  func presenceProbability(at place: Int, second time: Double, deterrableShare: Double) -> Double {
    deterrableShare * habituation(at: time) * presenceEffect(places[place])
  }

  /// min(1, *p*₀·*e*) where a unit is present, and 0 where none is.
  private func presenceEffect(_ state: Place) -> Double {
    state.present > 0 ? min(1, parameters.presenceEffect * state.effect) : 0
  }

  /// Both memories of a place now.
  public func memories(at place: Int, second time: Double) -> (fast: Double, slow: Double) {
    decayed(places[place], to: time)
  }

  /// The greatest of the factors of the tactics that are at a place; 0 where no unit is.
  ///
  /// - Parameter factors: One for each tactic, none below 0.
  func greatest(of factors: [Double], at place: Int) -> Double {
    var greatest = 0.0
    for tactic in effects.indices where presentByTactic[place * effects.count + tactic] > 0 {
      greatest = max(greatest, factors[tactic])
    }
    return greatest
  }

  /// A unit comes to a place, with a tactic by its index.
  public mutating func arrive(at place: Int, second time: Double, tactic: Int = 0) {
    if places[place].present == 0 {
      if time - places[place].left > DeterrenceField.stayGapInSeconds { places[place].stayMinutes = 0 }
      places[place].presentSince = time
      places[place].countedTo = time
      places[place].effect = effects[tactic]
    } else if effects[tactic] > places[place].effect {
      countPresence(at: place, second: time)
      places[place].effect = effects[tactic]
    }
    places[place].present += 1
    presentByTactic[place * effects.count + tactic] += 1
  }

  /// A unit leaves a place; if it is the last, the memories take what the stay has grown by.
  ///
  /// - Parameters:
  ///   - place: The place, by its index.
  ///   - time: Now, in seconds since the start of the run.
  ///   - tactic: The tactic with which it came, by its index.
  /// - Returns: The minutes of presence since the first unit came, or 0 while others stay.
  @discardableResult
  public mutating func leave(_ place: Int, second time: Double, tactic: Int = 0) -> Double {
    precondition(
      presentByTactic[place * effects.count + tactic] > 0, "No unit is at place \(place) with this tactic")
    places[place].present -= 1
    presentByTactic[place * effects.count + tactic] -= 1
    guard places[place].present == 0 else {
      let strongest = greatest(of: effects, at: place)
      if strongest < places[place].effect {
        countPresence(at: place, second: time)
        places[place].effect = strongest
      }
      return 0
    }
    countPresence(at: place, second: time)
    places[place].left = time
    return (time - places[place].presentSince) / 60
  }

  /// The memories of a place, and of those round it, take what the stay has grown by since that was last done.
  private mutating func countPresence(at place: Int, second time: Double) {
    let before = places[place].stayMinutes
    let minutes = (time - places[place].countedTo) / 60
    places[place].stayMinutes = before + minutes
    places[place].countedTo = time
    let growth = VisitCurve.effect(ofMinutes: before + minutes) - VisitCurve.effect(ofMinutes: before)
    let effect = places[place].effect
    strengthen(place, by: growth, effect: effect, at: time)
    if parameters.diffusion > 0 {
      for index in reach[place].indices {
        strengthen(Int(reach[place][index]), by: parameters.diffusion * growth, effect: effect, at: time)
      }
    }
  }

  /// What a visit by one unit is worth at a place where no other is, at a moment at which it is over or would begin.
  ///
  /// - Parameters:
  ///   - place: The place, by its index.
  ///   - time: Now, in seconds since the start of the run.
  ///   - minutes: How long the visit lasts, in minutes.
  ///   - isOver: Whether it ends now; else it begins now, or goes on from now.
  ///   - isHere: Whether the unit is there now.
  ///   - tactic: How it is made, by its index.
  /// - Returns: `nil` where another unit is there, beside which it is worth nothing.
  func worth(
    ofVisitTo place: Int, second time: Double, minutes: Double, isOver: Bool, isHere: Bool, tactic: Int
  )
    -> VisitWorth?
  {
    let state = places[place]
    guard state.present == (isHere ? 1 : 0) else { return nil }
    let stay: Double
    if state.present > 0 {
      stay = state.stayMinutes + (time - state.countedTo) / 60
    } else {
      stay = time - state.left <= DeterrenceField.stayGapInSeconds ? state.stayMinutes : 0
    }
    let start = isOver ? max(0, stay - minutes) : stay
    return VisitWorth(
      parameters, effect: effects[tactic], memories: decayed(state, to: time), from: start,
      to: start + minutes)
  }

  private mutating func strengthen(_ place: Int, by growth: Double, effect: Double, at time: Double) {
    var (fast, slow) = decayed(places[place], to: time)
    fast += (1 - fast) * min(1, parameters.fastGain * effect) * growth
    slow += (1 - slow) * min(1, parameters.slowGain * effect) * growth
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
  func habituation(at time: Double) -> Double {
    let floor = parameters.habituationFloor
    guard floor < 1 else { return 1 }
    let start = time < secondWaveStart ? campaignStart : secondWaveStart
    let weeks = (time - start) / (7 * 86_400)
    return floor + (1 - floor) * exp(-weeks / parameters.habituationInWeeks)
  }
}
