// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// A fall that was reported for a campaign against the same months of the year before, to be examined.
///
/// Nothing here moves the simulation; what was reported is only set beside what is simulated.
public struct Claim: Hashable, Sendable {
  /// What is said to have fallen, and where, in a few words.
  public var what: String
  /// The kind of the targets that it speaks of; `nil` for any.
  public var kind: PlaceKind?
  /// The corridor of the targets that it speaks of; `nil` for any.
  public var corridor: String?
  /// The ids of the types of crime that count; all of them where empty.
  public var counts: [String]
  /// The fall reported, in per cent; negative for a rise.
  public var fallPercent: Double
  /// What the scenario has in the place of what was reported, a sentence; empty where it has the same.
  public var standsIn: String

  public init(
    what: String, kind: PlaceKind? = nil, corridor: String? = nil, counts: [String] = [],
    fallPercent: Double, standsIn: String = ""
  ) {
    self.what = what
    self.kind = kind
    self.corridor = corridor
    self.counts = counts
    self.fallPercent = fallPercent
    self.standsIn = standsIn
  }

  /// Whether a place, where it is a target, is one that the claim speaks of.
  public func concerns(_ place: Place) -> Bool {
    (kind == nil || place.kind == kind) && (corridor == nil || place.corridor == corridor)
  }

  /// Returns the indices of the types that count.
  public func types(among all: [CrimeType]) -> [Int] {
    all.indices.filter { counts.isEmpty || counts.contains(all[$0].id) }
  }
}
