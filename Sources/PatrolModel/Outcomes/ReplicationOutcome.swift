// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What one replication under one strategy came to.
public struct ReplicationOutcome: Sendable {
  /// The replication, from 1.
  public let replication: Int
  /// The label of the strategy.
  public let strategy: String
  /// Campaign and after phase under this strategy; the history phase is shared and in
  /// ``HistoryOutcome``.
  public var fates: FateTable
  /// Weeks of the campaign and after it; week 0 is the first of the campaign.
  public var weekly: WeeklyTable
  /// What was delivered in the campaign.
  public var dosage: Dosage
  /// What became of calls for service; `nil` where the scenario has none.
  public var calls: CallOutcome?
  /// Stops, trust, surveys and tips; `nil` where the scenario has none of them.
  public var contact: ContactOutcome?
  /// What was delivered after it, by a second wave and by units that patrol on.
  public var dosageAfter: Dosage
  /// What happened, offence by offence, if it was asked for.
  public var book: [HappenedOffence]
  /// What units did, if it was asked for.
  public var events: [LoggedEvent]
  /// Offences to be recorded in a week that are truly to be expected at its start, by week of the campaign and place, if it
  /// was asked for; see ``TrueRates``.
  public var expectedRecords: [[Double]] = []
  /// Crime and presence by hour of the week, over the campaign.
  public var hours = HourOfWeekTable(places: [])

  public init(
    replication: Int, strategy: String, fates: FateTable, weekly: WeeklyTable, dosage: Dosage,
    dosageAfter: Dosage = Dosage(), calls: CallOutcome? = nil, contact: ContactOutcome? = nil,
    book: [HappenedOffence] = [],
    events: [LoggedEvent] = []
  ) {
    self.replication = replication
    self.strategy = strategy
    self.fates = fates
    self.weekly = weekly
    self.dosage = dosage
    self.calls = calls
    self.contact = contact
    self.dosageAfter = dosageAfter
    self.book = book
    self.events = events
  }
}

/// The history that all strategies of a replication share.
public struct HistoryOutcome: Sendable {
  /// The replication, from 1.
  public let replication: Int
  /// Only its history phase is filled.
  public var fates: FateTable
  /// Weeks of the history; week 0 is its first.
  public var weekly: WeeklyTable
  /// What happened, offence by offence, if it was asked for.
  public var book: [HappenedOffence]
  /// The targets of this replication, where they are chosen in each.
  public var chosen: ChosenTargets?

  public init(
    replication: Int, fates: FateTable, weekly: WeeklyTable, book: [HappenedOffence] = [],
    chosen: ChosenTargets? = nil
  ) {
    self.replication = replication
    self.fates = fates
    self.weekly = weekly
    self.book = book
    self.chosen = chosen
  }
}

/// Counts by week, place and type.
public struct WeeklyTable: Hashable, Sendable {
  public let weekCount: Int
  public let placeCount: Int
  public let typeCount: Int
  /// Offences that happened, row-major by week, place, type.
  public var happened: [Int32]
  /// Offences that the police recorded, in the week in which they became known.
  public var recorded: [Int32]

  public init(weekCount: Int, placeCount: Int, typeCount: Int) {
    let none = [Int32](repeating: 0, count: weekCount * placeCount * typeCount)
    self.init(
      weekCount: weekCount, placeCount: placeCount, typeCount: typeCount, happened: none, recorded: none)
  }

  init(weekCount: Int, placeCount: Int, typeCount: Int, happened: [Int32], recorded: [Int32]) {
    self.weekCount = weekCount
    self.placeCount = placeCount
    self.typeCount = typeCount
    self.happened = happened
    self.recorded = recorded
  }

  /// The place of a week, place and type in ``happened`` and ``recorded``.
  public func index(week: Int, place: Int, type: Int) -> Int {
    (week * placeCount + place) * typeCount + type
  }
}

/// How much patrol was planned and how much was delivered in a phase, in all, by place and by tactic.
///
/// A shift belongs to the phase in which it starts. Its hours are those of travel, visits, breaks, standing by and
/// processing of arrests, without a rest.
public struct Dosage: Hashable, Sendable {
  /// Hours that officers were on duty: units × hours × officers.
  public var officerHours: Double = 0
  /// Visits that a unit set out for.
  public var visitsStarted: Int = 0
  /// Visits that lasted as long as planned.
  public var visitsCompleted: Int = 0
  /// Visits cut short or never reached, by re-tasking, a break or the end of the shift.
  public var visitsCut: Int = 0
  /// Visits of a force's record that a unit arrived at more than a minute late.
  public var visitsLate: Int = 0
  /// Visits of a force's record that no unit arrived at before they were to end.
  public var visitsMissed: Int = 0
  /// Redirections of a unit before its task was done, by ``RedirectionCause`` in the order of its cases.
  public var redirectionsByCause = [Int](repeating: 0, count: RedirectionCause.allCases.count)
  /// Of those, the ones that paid; see ``RedirectionCause``.
  public var redirectionsPaidByCause = [Int](repeating: 0, count: RedirectionCause.allCases.count)
  /// Redirections of a unit before its task was done.
  public var redirections: Int { redirectionsByCause.reduce(0, +) }
  /// Shifts on which a unit was taken away.
  public var abstractedShifts: Int = 0
  /// Hours that units spent travelling.
  public var travelHours: Double = 0
  /// Hours that units spent at places.
  public var visitHours: Double = 0
  /// Hours that units were on their break.
  public var breakHours: Double = 0
  /// Hours that units stood by without a task.
  public var standByHours: Double = 0
  /// Hours that units spent on those whom they had arrested.
  public var processingHours: Double = 0
  /// Arrivals by place.
  public var visitsByPlace: [Int] = []
  /// Minutes with at least one unit present, by place.
  public var presentMinutesByPlace: [Double] = []
  /// Arrivals by tactic.
  public var visitsByTactic: [Int] = []
  /// Hours that units spent at places, by tactic.
  public var visitHoursByTactic: [Double] = []

  public init() {}

  init(placeCount: Int, tacticCount: Int) {
    visitsByPlace = [Int](repeating: 0, count: placeCount)
    presentMinutesByPlace = [Double](repeating: 0, count: placeCount)
    visitsByTactic = [Int](repeating: 0, count: tacticCount)
    visitHoursByTactic = [Double](repeating: 0, count: tacticCount)
  }
}

/// An offence that happened.
public struct HappenedOffence: Hashable, Sendable {
  /// Its identity, the same under every strategy.
  public var id: UInt64
  /// Seconds since the start of the run.
  public var timeInSeconds: Double
  public var place: Int32
  public var type: Int32
  /// Where within its place, by its index in the list of the place's micro-places; -1 where at none of them.
  public var microPlace: Int32
  /// Seconds since the start of the run at which it became known; `nil` if it never did.
  public var knownInSeconds: Double?
  /// Whether patrol discovered it and nobody reported it.
  public var isDiscovered: Bool

  public init(
    id: UInt64, timeInSeconds: Double, place: Int32, type: Int32, microPlace: Int32 = -1,
    knownInSeconds: Double?, isDiscovered: Bool = false
  ) {
    self.id = id
    self.timeInSeconds = timeInSeconds
    self.place = place
    self.type = type
    self.microPlace = microPlace
    self.knownInSeconds = knownInSeconds
    self.isDiscovered = isDiscovered
  }
}

/// Something that a unit did or that happened to it, for an event log.
public struct LoggedEvent: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case shiftStarted = "shift started"
    case shiftEnded = "shift ended"
    case setOut = "set out"
    case arrived
    case left
    case redirected
    case breakStarted = "break started"
    case breakEnded = "break ended"
    case processingStarted = "processing started"
    case processingEnded = "processing ended"
    case offenceHappened = "offence happened"
    case offenceDeterred = "offence deterred"
    case offenceKnown = "offence known"
    case arrest
    case callReceived = "call received"
    case callLost = "call lost"
    case unitAssigned = "unit assigned"
    case arrivedAtCall = "arrived at call"
    case callCleared = "call cleared"
    case handoverStarted = "handover started"
    case search
    case tip
  }
  /// Seconds since the start of the run.
  public var timeInSeconds: Double
  public var kind: Kind
  /// The unit, by its index in the scenario: units of the operation first, then those of response.
  public var unit: Int?
  /// The place, by its index in the scenario.
  public var place: Int?
  /// The type of crime, by its index in the scenario.
  public var type: Int?
  /// The micro-place, by its index in the place's list; `nil` for none.
  public var microPlace: Int?
  /// Why, where there is a reason to give.
  public var reason: TaskingReason?
}
