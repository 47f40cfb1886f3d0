// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolModel

/// What one replication under one strategy came to, in the few numbers that a comparison needs.
///
/// Crime is counted in offences and harm in days (of the Cambridge Crime Harm Index), both over the campaign
/// unless a name says otherwise. What is "without" is the same replication without patrol.
public struct ReplicationSummary: Hashable, Sendable, Codable {
  /// The replication, from 1.
  public var replication: Int
  /// The label of the strategy.
  public var strategy: String
  /// Offences that happened.
  public var crime = AreaValues.zero
  /// Offences that happened without patrol.
  public var crimeWithout = AreaValues.zero
  /// Harm that happened, in days.
  public var harm = AreaValues.zero
  /// Harm that happened without patrol, in days.
  public var harmWithout = AreaValues.zero
  /// What the offences that the police got to know of cost them, in pounds, of types that have a price.
  public var policeCost = AreaValues.zero
  /// The same without patrol.
  public var policeCostWithout = AreaValues.zero
  /// Offences without patrol that the police got to know of and that have a price.
  public var costedWithout = AreaValues.zero
  /// The same of those that have none.
  public var uncostedWithout = AreaValues.zero
  /// By ward, in the order of the frame's wards; empty where nobody counted by ward.
  public var wards: [WardOutcome] = []
  /// Offences that happened after the campaign.
  public var crimeAfter = AreaValues.zero
  /// Offences that happened after the campaign without patrol.
  public var crimeAfterWithout = AreaValues.zero
  /// Offences recorded in the baseline weeks of the history.
  public var recordedBefore = AreaValues.zero
  /// Offences recorded in the weeks of the campaign.
  public var recordedDuring = AreaValues.zero
  /// What each evaluation method makes of recorded crime in the targets.
  public var methods: [MethodEstimate] = []
  public var fates = CampaignFates()
  public var dosage = DeliveredDosage()
  /// What became of calls for service; `nil` where the scenario has none.
  public var calls: AnsweredCalls?
  /// Stops, trust, surveys and tips; `nil` where the scenario has none of them.
  public var contact: ContactOutcome?
  /// Patrol after the campaign.
  public var dosageAfter = DeliveredDosage()

  public init(replication: Int, strategy: String) {
    self.replication = replication
    self.strategy = strategy
  }

  /// Returns offences or days of harm fewer than without patrol; negative if there were more.
  public func averted(_ outcome: Outcome, in area: Area) -> Double {
    without(outcome, in: area) - happened(outcome, in: area)
  }

  /// Returns what was averted in per cent of what happened without patrol; `nil` if that is nothing.
  public func avertedPercent(_ outcome: Outcome, in area: Area) -> Double? {
    let without = without(outcome, in: area)
    return without > 0 ? 100 * averted(outcome, in: area) / without : nil
  }

  /// Returns the crime or harm that happened.
  public func happened(_ outcome: Outcome, in area: Area) -> Double {
    outcome == .crime ? crime[area] : harm[area]
  }

  /// Returns the crime or harm that happened without patrol.
  public func without(_ outcome: Outcome, in area: Area) -> Double {
    outcome == .crime ? crimeWithout[area] : harmWithout[area]
  }

  /// Recorded crime as an evaluator would lay it out: targets, buffers and controls, before and during.
  public var recordedQuadrants: QuadrantCounts {
    func counts(_ area: Area) -> BeforeAfter {
      BeforeAfter(before: recordedBefore[area], after: recordedDuring[area])
    }
    return QuadrantCounts(target: counts(.targets), buffer: counts(.buffers), control: counts(.controls))
  }
}

/// What is counted: offences, or their harm.
public enum Outcome: String, CaseIterable, Hashable, Sendable, Codable {
  /// In offences.
  case crime
  /// In days of recommended sentence, the Cambridge Crime Harm Index.
  case harm
}

/// What became of potential offences in the campaign, at all places.
public struct CampaignFates: Hashable, Sendable, Codable {
  public var potential = 0
  /// Displaced or prevented.
  public var deterred = 0
  public var prevented = 0
  /// Displaced, and happened elsewhere or later.
  public var landed = 0
  /// Displaced, and deterred again where they went.
  public var stoppedThere = 0
  public var displacedBeyondEnd = 0
  public var diedWithParent = 0
  public var diedWithSeries = 0
  /// Of those prevented, the ones that presence alone would have prevented.
  public var preventedByPresence = 0
  /// Of those stopped where they went, the ones that presence alone would have stopped.
  public var stoppedByPresence = 0
  /// Of those that died with their series, the ones due after its last offender was arrested.
  public var diedWithEndedSeries = 0
  /// Deterred at places that are no target, for good or not: what patrol does beyond where it is sent.
  public var diffused = 0
  /// Displaced offences that landed in a buffer.
  public var landedInBuffers = 0
  /// Found by patrol and reported by nobody.
  public var discovered = 0
  public var arrests = 0

  public init() {}
}

/// What became of calls for service in the campaign.
public struct AnsweredCalls: Hashable, Sendable, Codable {
  /// By grade, the most urgent first.
  public var grades: [CallSums]
  public var total: CallSums
  /// What units of ordinary response had of it.
  public var response: UnitWorkload
  /// What units of the operation had of it.
  public var operation: UnitWorkload
  /// Visits that a call ended, or kept from beginning.
  public var preemptions: Int
  /// Shifts on which a unit of the operation or of response was taken away.
  public var abstractedShifts: Int

  init(_ calls: CallOutcome, dosage: Dosage) {
    grades = calls.grades
    total = calls.total
    response = calls.response
    operation = calls.operation
    preemptions = calls.preemptions
    abstractedShifts = calls.abstractedShifts + dosage.abstractedShifts
  }
}

/// Patrol as it was delivered in a phase.
public struct DeliveredDosage: Hashable, Sendable, Codable {
  public var officerHours = 0.0
  /// Arrivals at a place.
  public var visitsDelivered = 0
  public var visitsStarted = 0
  public var visitsCompleted = 0
  public var visitsCut = 0
  /// Visits of a force's record that a unit arrived at late.
  public var visitsLate = 0
  /// Visits of a force's record that no unit made.
  public var visitsMissed = 0
  /// Redirections of a unit, by `RedirectionCause` in the order of its cases.
  public var redirectionsByCause = RedirectionCause.allCases.map { _ in 0 }
  /// Of those, the ones that paid; see `RedirectionCause`.
  public var redirectionsPaidByCause = RedirectionCause.allCases.map { _ in 0 }
  /// Redirections of a unit before its task was done.
  public var redirections: Int { redirectionsByCause.reduce(0, +) }
  /// Of those, the ones that paid.
  public var redirectionsPaid: Int { redirectionsPaidByCause.reduce(0, +) }
  public var travelHours = 0.0
  public var visitHours = 0.0
  /// Hours that units spent on those whom they had arrested.
  public var processingHours = 0.0
  /// Arrivals at a place by tactic.
  public var visitsByTactic: [Int] = []

  public init() {}
}
