// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// One question to the simulation: which streets, which crime, which operation, which strategies.
///
/// Reading a file checks it (`ScenarioFiles`); a scenario built in code is trusted.
public struct Scenario: Hashable, Sendable {
  public var name: String
  /// A sentence or two for the reader of a report.
  public var description: String
  /// Where its numbers come from, a line each, with their licence.
  public var sources: [String]
  /// The seed used unless the command line gives another.
  public var seed: UInt64
  public var phases: Phases
  public var crime: CrimePattern
  public var deterrence: Deterrence
  /// What the force believes that patrol does, by which its planners plan; ``deterrence`` is what is true.
  public var beliefs: PatrolEffect = .believed
  public var knowledge: Knowledge
  /// How people trust the police; `nil` where it never changes anything.
  public var trust: Trust?
  /// Searches and arrests at stops; `nil` for none.
  public var stops: Stops?
  /// What people tell the police; `nil` for nothing.
  public var tips: Tips?
  /// Surveys of those who reported an offence; `nil` for none.
  public var surveys: Surveys?
  /// Whether strategies can ask for a pack of what is known about a place.
  public var makesPacks: Bool
  /// How visits can be made; those of ``Tactic/standard``, changed or not, and then a scenario's own.
  public var tactics: [Tactic]
  public var operation: Operation
  /// Calls for service; `nil` for none.
  public var calls: CallsForService?
  /// How targets are chosen in each replication; `nil` where places have their roles from the scenario.
  public var choice: TargetChoice?
  /// The strategies to compare; the first is what the others are measured against.
  public var strategies: [StrategyConfiguration]
  /// The published trial that it repeats, if it does.
  public var trial: Trial?
  /// What was reported for the campaign that it is modelled on, to be examined.
  public var claims: [Claim]

  public init(
    name: String, description: String = "", sources: [String] = [], seed: UInt64 = 1, phases: Phases,
    crime: CrimePattern, deterrence: Deterrence = Deterrence(), knowledge: Knowledge = Knowledge(),
    trust: Trust? = nil, stops: Stops? = nil, tips: Tips? = nil, surveys: Surveys? = nil,
    makesPacks: Bool = false, tactics: [Tactic] = Tactic.standard, operation: Operation,
    calls: CallsForService? = nil, strategies: [StrategyConfiguration] = StrategyConfiguration.standard,
    trial: Trial? = nil, claims: [Claim] = []
  ) {
    self.name = name
    self.description = description
    self.sources = sources
    self.seed = seed
    self.phases = phases
    self.crime = crime
    self.deterrence = deterrence
    self.knowledge = knowledge
    self.trust = trust
    self.stops = stops
    self.tips = tips
    self.surveys = surveys
    self.makesPacks = makesPacks
    self.tactics = tactics
    self.operation = operation
    self.calls = calls
    self.strategies = strategies
    self.trial = trial
    self.claims = claims
  }
}

/// The three phases of a run: history without the operation, the campaign, and what comes after.
public struct Phases: Hashable, Sendable {
  /// The name of the civil time zone, as in the time-zone database.
  public var timeZone: String
  /// The first day of the campaign, from local midnight.
  public var campaignStart: CivilDate
  /// Weeks simulated before the campaign; at least 1.
  public var historyWeeks: Int
  /// Weeks of the campaign; at least 1.
  public var campaignWeeks: Int
  /// Weeks simulated after it, without patrol but for a second wave and ``Operation/after``; at least 0.
  public var afterWeeks: Int
  /// When patrol comes back within the weeks after the campaign; `nil` for never.
  public var secondWave: SecondWave?

  public init(
    timeZone: String = "Europe/London", campaignStart: CivilDate, historyWeeks: Int = 156,
    campaignWeeks: Int = 12, afterWeeks: Int = 4, secondWave: SecondWave? = nil
  ) {
    self.timeZone = timeZone
    self.campaignStart = campaignStart
    self.historyWeeks = historyWeeks
    self.campaignWeeks = campaignWeeks
    self.afterWeeks = afterWeeks
    self.secondWave = secondWave
  }

  /// The first day of the history.
  public var historyStart: CivilDate { campaignStart.adding(days: -7 * historyWeeks) }
  /// The whole run, in weeks.
  public var weekCount: Int { historyWeeks + campaignWeeks + afterWeeks }
  /// The civil time of the whole run; `nil` where there is no such time zone.
  package var calendar: CivilCalendar? {
    CivilCalendar(timeZone: timeZone, start: historyStart, dayCount: 7 * weekCount)
  }
}

/// A phase of a run.
public enum Phase: String, CaseIterable, Hashable, Sendable {
  case history, campaign, after
}

/// A strategy with its parameters, as a scenario or a command line names it.
public struct StrategyConfiguration: Hashable, Sendable {
  /// The name in the catalogue: `data-led`.
  public var name: String
  /// Parameters that differ from the strategy's defaults, in the catalogue's own units.
  public var parameters: [String: Double]
  /// The program that decides, for the strategy that asks one; else `nil`.
  public var program: ProgramCommand?

  public init(_ name: String, parameters: [String: Double] = [:], program: ProgramCommand? = nil) {
    self.name = name
    self.parameters = parameters
    self.program = program
  }

  /// The strategies compared unless a scenario names others.
  public static let standard = [
    "no-extra-patrol", "random", "fixed-rota", "data-led", "dynamic-re-task",
  ].map { StrategyConfiguration($0) }
}
