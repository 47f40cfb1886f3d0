// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Calls for service in a scenario: where they come from, how long they take and who answers them.
///
/// There are calls during the campaign only. Defaults are assumptions.
public struct CallsForService: Hashable, Sendable {
  /// How many reported offences are calls for immediate attendance: one entry for each type of crime, in their order.
  public var crime: [CrimeCalls]
  /// Calls that are about no offence of the model.
  public var other: OtherDemand
  /// The name of the hour-of-week profile of other demand.
  public var otherProfile: String
  /// The share of other demand that is graded emergency, in `0...1`.
  public var emergencyShare: Double
  /// The share of other demand that is graded priority, in `0...1`; the rest is scheduled.
  public var priorityShare: Double
  public var serviceLaw: ServiceLaw
  /// The mean of the time on scene, in minutes; greater than 0.
  public var serviceMeanInMinutes: Double
  /// Its coefficient of variation; at least 0. The laws that have one of their own leave it unused.
  public var serviceVariation: Double
  /// The response time aimed at, in minutes; greater than 0. 15 is usual in towns, 20 in the country.
  public var targetInMinutes: Double
  public var dispatch: DispatchRule
  /// Who is to answer where, under the rule *preference*; the first entry that names a place or its ward holds.
  public var preferences: [DispatchPreference]
  /// How many calls can wait; at least 0. `nil` is any number.
  public var queueCapacity: Int?
  /// Units of ordinary response; they never deter.
  public var responseUnits: [ResponseUnit]

  /// - Parameter types: The types of crime, whose calls are those of ``CrimeCalls/assumed(ofType:)``.
  public init(types: [CrimeType]) {
    crime = types.map { CrimeCalls.assumed(ofType: $0.id) }
    other = .everywhere(perDay: 0)
    otherProfile = HourProfile.uniform.name
    (emergencyShare, priorityShare) = (0.2, 0.4)
    serviceLaw = .lognormal
    (serviceMeanInMinutes, serviceVariation) = (45, 0.6)
    targetInMinutes = 15
    dispatch = .closest
    preferences = []
    queueCapacity = nil
    responseUnits = []
  }

  /// The names of all units of response, each of an entry's by its number where the entry has several: `car`, or
  /// `car-1`, `car-2`.
  public var responseUnitNames: [String] {
    responseUnits.flatMap { unit in
      unit.count == 1 ? [unit.id] : (1...unit.count).map { "\(unit.id)-\($0)" }
    }
  }
}

/// How soon a call is to be answered; calls of a lower case wait for those of a higher.
public enum CallGrade: String, CaseIterable, Hashable, Sendable, Codable {
  case emergency, priority, scheduled

  /// 0 for the most urgent.
  public var rank: Int {
    switch self {
    case .emergency: 0
    case .priority: 1
    case .scheduled: 2
    }
  }
}

/// Which of the reported offences of a type are calls for immediate attendance.
public struct CrimeCalls: Hashable, Sendable {
  /// Their share of the reported offences, in `0...1`.
  public var immediateShare: Double
  public var grade: CallGrade

  public init(immediateShare: Double, grade: CallGrade) {
    self.immediateShare = immediateShare
    self.grade = grade
  }

  /// Returns the calls assumed of a type of data.police.uk; any other is taken as *other crime*.
  public static func assumed(ofType id: String) -> CrimeCalls {
    switch id {
    case "robbery", "possession-of-weapons": CrimeCalls(immediateShare: 0.8, grade: .emergency)
    case "violence-and-sexual-offences": CrimeCalls(immediateShare: 0.5, grade: .emergency)
    case "public-order": CrimeCalls(immediateShare: 0.6, grade: .priority)
    case "burglary", "anti-social-behaviour": CrimeCalls(immediateShare: 0.4, grade: .priority)
    case "criminal-damage-and-arson", "shoplifting": CrimeCalls(immediateShare: 0.2, grade: .priority)
    case "theft-from-the-person", "other-theft": CrimeCalls(immediateShare: 0.1, grade: .scheduled)
    case "vehicle-crime", "bicycle-theft": CrimeCalls(immediateShare: 0.1, grade: .scheduled)
    default: CrimeCalls(immediateShare: 0.3, grade: .priority)
    }
  }
}

/// How many calls a day are about no offence of the model.
public enum OtherDemand: Hashable, Sendable {
  /// In the whole area; a place's share is its share of all offences, or the same for all where there are none.
  case everywhere(perDay: Double)
  /// At each place, in their order.
  case byPlace([Double])
}

/// The law of the time on scene.
public enum ServiceLaw: String, CaseIterable, Hashable, Sendable {
  /// Its coefficient of variation is 1.
  case exponential
  case lognormal
  case gamma
  /// Always the mean.
  case deterministic
}

/// How a unit is chosen for a call.
public enum DispatchRule: String, CaseIterable, Hashable, Sendable {
  /// The available unit that is there first; of several a response unit, then the first in the scenario's order.
  case closest
  /// The first available unit on the list of the call's place; none but those on it.
  case preference
  /// The one that the strategy names.
  case strategy
}

/// The units that answer calls at some places, the first choice first.
public struct DispatchPreference: Hashable, Sendable {
  /// Ids of places.
  public var places: [String]
  /// Names of wards.
  public var wards: [String]
  /// Ids of entries of ``CallsForService/responseUnits`` and of units of the operation that are not ringfenced.
  public var units: [String]

  public init(places: [String] = [], wards: [String] = [], units: [String]) {
    self.places = places
    self.wards = wards
    self.units = units
  }
}

/// Units of ordinary response that are alike.
public struct ResponseUnit: Hashable, Sendable {
  /// A short name, unique among all units of the scenario.
  public var id: String
  /// How many there are; at least 1.
  public var count: Int
  /// Where they start a shift.
  public var base: Coordinate
  /// The id of a shift pattern of the operation.
  public var shift: String
  public var mode: TravelMode
  /// The share of shifts on which one is taken away for something else, in `0...1`.
  public var abstraction: Double

  public init(
    id: String, count: Int = 1, base: Coordinate, shift: String, mode: TravelMode = .car,
    abstraction: Double = 0
  ) {
    self.id = id
    self.count = count
    self.base = base
    self.shift = shift
    self.mode = mode
    self.abstraction = abstraction
  }
}
