// SPDX-License-Identifier: GPL-3.0-or-later

/// How a pilot sets patrolled places and days against others.
public enum PilotDesign: String, CaseIterable, Hashable, Sendable, Codable {
  /// Streets patrolled all along against controls matched to them: WDD, one-sided.
  case parallel
  /// Each street on for a week and off for a week, in turn: days on against days off, without the first days off.
  case crossover
  /// Streets start one after the other: a Poisson regression with a rate for each street and each period.
  case steppedWedge = "stepped-wedge"
  /// Streets against themselves in the same weeks a year before: the e-test, one-sided.
  case beforeAfter = "before-after"

  /// The design in words.
  public var words: String {
    switch self {
    case .parallel: "parallel, with matched controls"
    case .crossover: "repeat crossover, 7 days on and 7 off"
    case .steppedWedge: "stepped wedge"
    case .beforeAfter: "before and after"
    }
  }
}

/// A pilot that could be run.
public struct PilotPlan: Hashable, Sendable, Codable {
  public let design: PilotDesign
  /// How many streets; at least 1.
  public let streets: Int
  /// How many weeks; at least 1.
  public let weeks: Int
  /// Visits to a street on a day on; at least 1.
  public let visitsPerDay: Int

  public init(design: PilotDesign, streets: Int, weeks: Int, visitsPerDay: Int) {
    self.design = design
    self.streets = streets
    self.weeks = weeks
    self.visitsPerDay = visitsPerDay
  }

  /// The weeks between two starts of a stepped wedge, in which no street is patrolled at first and all are at last; 0 where
  /// there are too few weeks.
  public var weeksPerStep: Int { weeks / (streets + 1) }

  /// The spells of days on of a street, from the first day of the pilot.
  ///
  /// - Parameters:
  ///   - street: The street, by its position.
  ///   - firstDayOn: The first day of its first whole spell in a crossover.
  public func daysOn(of street: Int, firstDayOn: Int) -> [Range<Int>] {
    let days = 7 * weeks
    switch design {
    case .parallel, .beforeAfter: return [0..<days]
    case .steppedWedge: return [min(days, 7 * weeksPerStep * (street + 1))..<days]
    case .crossover:
      let spell = PilotWorld.spellDays
      return stride(from: firstDayOn - 2 * spell, to: days, by: 2 * spell).compactMap { start in
        let range = max(0, start)..<max(0, min(days, start + spell))
        return range.isEmpty ? nil : range
      }
    }
  }

  /// Days of patrol, summed over streets.
  public var streetDaysOn: Double {
    switch design {
    case .parallel, .beforeAfter: Double(7 * weeks * streets)
    case .crossover: Double(7 * weeks * streets) / 2
    case .steppedWedge:
      (0..<streets).reduce(0.0) { $0 + Double(7 * (weeks - ($1 + 1) * weeksPerStep)) }
    }
  }
}

/// The level of a pilot's test and what it counts as an effect.
public struct PilotRules: Hashable, Sendable, Codable {
  /// The one-sided level of the test of a fall, between 0 and 1.
  ///
  /// Source of .10: the usual level of evaluations of hot-spots policing with few places, an assumption.
  public var level = 0.1
  /// Days after a spell on that a crossover leaves out; from 0 to 6.
  ///
  /// Two days: an assumption between trials that saw residual deterrence for three or four days and one that saw none.
  public var washoutDays = 2
  /// Whether crime has a season. A parallel pilot is then compared with the same weeks a year before; without a season with the whole year,
  /// in which there is less chance. Streets have more crime than their controls, so that a season does not cancel in differences of counts.
  public package(set) var hasSeason = false

  public init() {}
}
