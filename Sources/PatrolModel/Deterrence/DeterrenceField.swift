// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// What every place remembers of patrol, and what it deters of the offences that are due there.
///
///     q(t) = φ·a(t)·[1 − (1 − F)(1 − S)(1 − min(1, p₀·tactic)·present)]
///     a(t) = f + (1 − f)·exp(−(t − t₀)/τ_a)
///
/// How F and S move is said, and done, in `PlaceMemory`. *tactic* is the effect of the strongest tactic that is there; any number of
/// units count as that one. **Diffusion**: F and S of a place are the greater of its own and η times the greatest within three
/// times the reach κ, each by itself. *t₀* is the first moment of the current wave.
public struct DeterrenceField: Sendable {
  private struct Place {
    var memory = PlaceMemory()
    /// When the memory was last brought up to date, in seconds.
    var updated = 0.0
    /// Units that are here.
    var present: Int32 = 0
    /// When the first of them came, in seconds.
    var presentSince = 0.0
    /// When the last unit left, in seconds.
    var left = -Double.infinity
  }

  public let parameters: Deterrence
  private let campaignStart: Double
  private let secondWaveStart: Double
  private let effects: [Double]
  private var places: [Place]
  /// Units that are at a place with a tactic; row-major by place and tactic.
  private var presentByTactic: [Int32]
  private let reach: [[Int32]]
  let law: DeterrenceLaw

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
    law = DeterrenceLaw(parameters.effect)
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
  /// - Complexity: O(1) with two or three exponentials, times one more than the places within reach that were ever patrolled.
  public func deterrenceProbability(
    at place: Int, second time: Double, deterrableShare: Double
  ) -> Double {
    let (fast, slow) = memories(at: place, second: time)
    let presence = places[place].memory.presenceEffect(law)
    guard fast > 0 || slow > 0 || presence > 0 else { return 0 }
    return deterrableShare * habituation(at: time)
      * DeterrenceLaw.share(fast: fast, slow: slow, presence: presence)
  }

  /// The part of *q* that presence alone has, φ·*a*(*t*)·min(1, *p*₀·*e*)·present: what it would be with both memories empty.
  func presenceProbability(at place: Int, second time: Double, deterrableShare: Double) -> Double {
    deterrableShare * habituation(at: time) * places[place].memory.presenceEffect(law)
  }

  /// F and S of a place now, diffusion included.
  public func memories(at place: Int, second time: Double) -> (fast: Double, slow: Double) {
    var (fast, slow) = levels(of: places[place], second: time)
    guard parameters.diffusion > 0 else { return (fast, slow) }
    for neighbour in reach[place] {
      let state = places[Int(neighbour)]
      guard !state.memory.isEmpty else { continue }
      let (before, beforeSlow) = state.memory.levels
      // Where nobody is a memory only fades, so that most need not be brought up to date.
      if !state.memory.isPresent, parameters.diffusion * before <= fast,
        parameters.diffusion * beforeSlow <= slow
      {
        continue
      }
      let levels = levels(of: state, second: time)
      fast = max(fast, parameters.diffusion * levels.fast)
      slow = max(slow, parameters.diffusion * levels.slow)
    }
    return (fast, slow)
  }

  private func levels(of state: Place, second time: Double) -> (fast: Double, slow: Double) {
    state.memory.isEmpty
      ? (0, 0) : state.memory.advanced(byMinutes: (time - state.updated) / 60, law).levels
  }

  /// What a place itself remembers now, without diffusion, if no unit is there but perhaps one.
  ///
  /// - Parameter isHere: Whether that one is there.
  /// - Returns: `nil` where another unit is there. What a stronger tactic would add beside it is not counted, nor is diffusion.
  func memory(at place: Int, second time: Double, isHere: Bool) -> PlaceMemory? {
    let state = places[place]
    guard state.present == (isHere ? 1 : 0) else { return nil }
    return state.memory.advanced(byMinutes: (time - state.updated) / 60, law)
  }

  /// What it is worth that a unit is at a place for some minutes, with a tactic by its index.
  func worth(ofMinutes minutes: Double, tactic: Int, from memory: PlaceMemory) -> VisitWorth {
    law.worth(ofMinutes: minutes, tactic: effects[tactic], from: memory)
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
    if places[place].present == 0 { places[place].presentSince = time }
    places[place].present += 1
    presentByTactic[place * effects.count + tactic] += 1
    notePresence(at: place, second: time)
  }

  /// A unit leaves a place.
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
    notePresence(at: place, second: time)
    guard places[place].present == 0 else { return 0 }
    places[place].left = time
    return (time - places[place].presentSince) / 60
  }

  /// Brings a memory up to the moment at which somebody came or went.
  private mutating func notePresence(at place: Int, second time: Double) {
    let strongest = places[place].present > 0 ? greatest(of: effects, at: place) : nil
    if !places[place].memory.isEmpty {
      places[place].memory.advance(byMinutes: (time - places[place].updated) / 60, law)
    }
    places[place].memory.setPresence(strongest, law)
    places[place].updated = time
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
