// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a unit was redirected, in a word.
///
/// A redirection *paid* if it prevented more harm a minute than the task that it broke off would have: expected harm, at the
/// true rates and with the true memories of deterrence, which no control room knows. What it prevented is counted from
/// the order to the end of the visit, travel included and with the length that the visit really had; a unit that never
/// arrives has prevented nothing. What it left is the rest of its visit, or the visit that it was on its way to with the rest of the way;
/// standing by prevents nothing. A visit beside another unit counts for nothing, whatever its tactic.
public enum RedirectionCause: Int, CaseIterable, Hashable, Sendable, Codable {
  case liveIncident, tip, gap, clearedUnit, other

  /// The cause that a reason names.
  public init(_ reason: TaskingReason) {
    switch reason {
    case .liveIncident: self = .liveIncident
    case .tip: self = .tip
    case .gap: self = .gap
    case .cleared: self = .clearedUnit
    case .tactic, .stated: self = .other
    }
  }
}

/// A redirection that is not over.
struct OpenRedirection: Hashable {
  let cause: RedirectionCause
  /// When it was ordered, in seconds since the start of the run.
  let orderedInSeconds: Double
  /// What the task that it broke off would have prevented, in days of harm a minute.
  let leftPerMinute: Double
  /// How its place was when the unit arrived; `nil` before, and where another unit was there.
  var arrival: Arrival?

  struct Arrival: Hashable {
    let rates: DeterrableHarmRates
    /// What the place remembered of patrol.
    let memory: PlaceMemory
  }
}

/// The harm to be expected at a place that patrol can deter at all, in days an hour.
struct DeterrableHarmRates: Hashable {
  /// In the hour in hand.
  let now: Double
  /// The mean over the week.
  let week: Double
}
