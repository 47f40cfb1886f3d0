// SPDX-License-Identifier: GPL-3.0-or-later

/// How a visit is made, and what that changes in what the visit does.
///
/// Every number is set against visible foot patrol, for which the model's parameters stand.
public struct Tactic: Hashable, Sendable {
  /// A short name, unique in the scenario: `visible-foot`.
  public var id: String
  /// What people call it.
  public var name: String
  /// *e*, the factor on the deterrence of presence and of both memories; at least 0, visible foot patrol has 1.
  public var effect: Double
  /// Factor on a type's probability *d* of being discovered; at least 0, and *d* times it is capped at 1.
  public var discoveryFactor: Double
  /// Factor on the searches in 100 patrol hours; at least 0. Used where stops are simulated.
  public var searchFactor: Double
  /// Factor on the share of offences that are witnessed; at least 0, and the share times it is capped at 1.
  public var arrestFactor: Double
  /// How much an hour of visits changes the trust of their ward, in `-1...1`. Used where trust is simulated.
  public var trustPerHour: Double
  /// How a unit must get about to use it; `nil` for any way.
  public var mode: TravelMode?
  /// Where its numbers come from.
  public var source: String

  /// Creates a tactic that is visible foot patrol in all but what is given.
  public init(
    id: String, name: String, effect: Double = 1, discoveryFactor: Double = 1, searchFactor: Double = 1,
    arrestFactor: Double = 1, trustPerHour: Double = 0, mode: TravelMode? = nil, source: String = "assumption"
  ) {
    self.id = id
    self.name = name
    self.effect = effect
    self.discoveryFactor = discoveryFactor
    self.searchFactor = searchFactor
    self.arrestFactor = arrestFactor
    self.trustPerHour = trustPerHour
    self.mode = mode
    self.source = source
  }

  /// Whether a unit that gets about by a mode can use it.
  public func isOpen(to mode: TravelMode) -> Bool { self.mode == nil || self.mode == mode }
}
