// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What every strategy keeps, whatever it decides; see ``StrategyLaws``.
public enum StrategyLaw: String, CaseIterable, Hashable, Sendable {
  case place, minutes, tactic, onShift, oneTask, call, shifts, headway, decisionTime, repeats, workers, order
  case onePlace, manyPlaces, noCrime, noUnits

  /// The law in a sentence.
  public var title: String {
    switch self {
    case .place: "sends a unit only to places that it may be sent to"
    case .minutes: "tasks last for minutes that are finite and greater than 0"
    case .tactic: "visits by tactics that the unit can use"
    case .onShift: "gives orders only to units that are on shift and can be moved"
    case .oneTask: "gives a unit at most one order at a time"
    case .call: "sends to a call a unit that there is, or none"
    case .shifts: "moves shifts by finite minutes, one number for each unit or none at all"
    case .headway: "lets time move on: no unit asks again and again at the same moment"
    case .decisionTime: "decides in time"
    case .repeats: "decides the same for the same seed"
    case .workers:
      "decides the same on any number of workers, and carries nothing over to another replication"
    case .order: "decides the same however places, types and teams are listed"
    case .onePlace: "works with one place"
    case .manyPlaces: "works with 500 places"
    case .noCrime: "works without any crime"
    case .noUnits: "works when every unit is taken away"
    }
  }
}

/// The first time that a law was broken.
public struct LawBreach: Hashable, Sendable {
  /// When, by the clock on the wall: `2024-03-04T10:00:00`; `nil` where it was at no moment of a run.
  public var time: String?
  /// The id of the unit that it was about, if it was about one.
  public var unit: String?
  /// What was answered, and what is wrong with it.
  public var what: String

  public init(time: String? = nil, unit: String? = nil, what: String) {
    self.time = time
    self.unit = unit
    self.what = what
  }
}

extension LawBreach: CustomStringConvertible {
  public var description: String {
    [time.map { "at \($0)" }, unit.map { "unit \($0)" }, what].compactMap { $0 }.joined(separator: ", ")
  }
}

/// Whether a strategy keeps a law.
public struct LawFinding: Hashable, Sendable {
  public enum Verdict: Hashable, Sendable {
    /// Kept in all that was run; what was counted on the way, or nothing.
    case kept(note: String)
    case broken(LawBreach)
    /// It can't be said, and why.
    case open(reason: String)
  }
  public var law: StrategyLaw
  public var verdict: Verdict

  /// Whether the law was broken.
  public var isBroken: Bool { if case .broken = verdict { true } else { false } }
}
