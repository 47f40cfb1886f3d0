// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel
import PatrolStrategies

/// Pilots of many sizes and designs on the streets of a scenario: which of them could show anything.
public struct PilotStudy: Sendable {
  /// Weeks simulated before the pilot: a year for comparison, and some before it for series and near repeats to get going.
  static let historyWeeks = 58
  /// The length of a visit, in minutes; Koper 1995.
  static let visitInMinutes = 15.0
  /// What is allowed for the way to a visit when units are counted, in minutes; an assumption.
  static let travelAllowance = 10.0
  /// The effects at which power is looked at for the least one that is found, in per cent.
  public static let effects = [5.0, 10, 15, 20, 25, 30, 40, 50, 60, 80]
  /// The most weeks, those of the year before.
  public static let weekRange = 1...52
  public static let streetRange = 1...100
  public static let visitRange = 1...24
  /// Sizes looked at unless others are named; as far as the scenario has streets.
  public static let usualStreets = [3, 4, 5, 8, 10, 20]
  public static let usualWeeks = [8, 12, 26, 52]
  public static let usualVisits = [1, 2, 4]

  /// What is asked of a study.
  public struct Options: Hashable, Sendable {
    /// Numbers of streets; `nil` for ``usualStreets``.
    public var streets: [Int]?
    public var weeks = PilotStudy.usualWeeks
    public var visitsPerDay = PilotStudy.usualVisits
    public var designs = PilotDesign.allCases
    public var rules = PilotRules()
    /// The power asked for, between 0 and 1.
    public var power = 0.8
    /// The most officer hours; `nil` for any.
    public var budgetInHours: Double?
    /// A true effect to look at in place of the deterrence in force, in per cent, between 0 and 100; `nil` for none.
    public var effectPercent: Double?
    /// The ids of the types that count; empty for all that the public reports.
    public var counts: [String] = []
    public var replications = 400
    public var seed: UInt64?
    public var jobs = Experiment.processorCount
    public var costPerHour = CostPerHour()

    public init() {}
  }

  public let scenario: Scenario
  public let options: Options
  public let streets: PilotStreets
  /// The types that count, by index.
  public let types: [Int]
  /// In the order of designs, streets, weeks and visits.
  public let plans: [PilotPlan]
  public var seed: UInt64 { options.seed ?? scenario.seed }
  /// The numbers of streets that are looked at.
  public var streetCounts: [Int] { Array(Set(plans.map(\.streets))).sorted() }
  /// Whether any plan is a crossover.
  var hasCrossover: Bool { options.designs.contains(.crossover) }
  /// The most weeks that are looked at.
  var longest: Int { options.weeks.max() ?? 1 }

  /// Prepares a study.
  ///
  /// - Throws: Everything that is wrong with the options, and a scenario without two places to compare.
  public init(_ scenario: Scenario, options: Options = Options()) throws(InvalidPilot) {
    var problems = options.problems
    let known = scenario.crime.types.map(\.id)
    problems += options.counts.filter { !known.contains($0) }.map { .unknownType($0, known: known) }
    let types = scenario.crime.types.indices.filter { index in
      options.counts.isEmpty
        ? scenario.crime.types[index].discoveryProbability == 0 : options.counts.contains(known[index])
    }
    let asked = options.streets?.max() ?? PilotStudy.usualStreets.max() ?? 1
    let streets = PilotStreets(scenario, types: types, count: min(asked, PilotStudy.streetRange.upperBound))
    // What follows from a number or a type that is wrong is no mistake of its own.
    let canTell = PilotStudy.streetRange.contains(asked) && !types.isEmpty
    if canTell, streets.pairs.isEmpty { problems.append(.noStreets(scenario.name)) }
    let most = streets.pairs.count
    if canTell, let wanted = options.streets, let largest = wanted.max(), largest > most, most > 0 {
      problems.append(.tooFewStreets(wanted: largest, most: most))
    }
    guard problems.isEmpty else { throw InvalidPilot(problems: problems) }
    let usual = PilotStudy.usualStreets.filter { $0 <= most }
    let counts = options.streets ?? (usual.isEmpty ? [most] : usual)
    self.scenario = scenario
    var options = options
    options.rules.hasSeason = types.contains {
      scenario.crime.types[$0].monthProfile != MonthProfile.uniform.name
    }
    self.options = options
    self.streets = streets
    self.types = types
    var plans: [PilotPlan] = []
    for design in PilotDesign.allCases where options.designs.contains(design) {
      for count in counts.sorted() {
        for weeks in options.weeks.sorted() {
          for visits in options.visitsPerDay.sorted() {
            plans.append(PilotPlan(design: design, streets: count, weeks: weeks, visitsPerDay: visits))
          }
        }
      }
    }
    self.plans = plans
  }
}

extension PilotStudy.Options {
  /// What is wrong with the numbers.
  fileprivate var problems: [InvalidPilot.Problem] {
    func outside(_ name: String, _ values: [Int], _ range: ClosedRange<Int>) -> [InvalidPilot.Problem] {
      let wrong: [InvalidPilot.Problem] = values.filter { !range.contains($0) }
        .map {
          .outOfRange(name: name, value: "\($0)", rule: "from \(range.lowerBound) to \(range.upperBound)")
        }
      let repeated = values.indices.contains { values[..<$0].contains(values[$0]) }
      return (values.isEmpty ? [.nothing(name)] : wrong) + (repeated ? [.repeated(name)] : [])
    }
    var problems = outside("the number of weeks", weeks, PilotStudy.weekRange)
    problems += outside("the number of visits a day", visitsPerDay, PilotStudy.visitRange)
    if let streets { problems += outside("the number of streets", streets, PilotStudy.streetRange) }
    if designs.isEmpty { problems.append(.nothing("the designs")) }
    func share(_ name: String, _ value: Double) {
      if !(value > 0 && value < 1) {
        problems.append(.outOfRange(name: name, value: "\(value)", rule: "between 0 and 1"))
      }
    }
    share("the power", power)
    // At one half a coin would do as well as the test.
    if !(rules.level > 0 && rules.level < 0.5) {
      problems.append(
        .outOfRange(name: "the level", value: "\(rules.level)", rule: "between 0 and 0.5"))
    }
    if let effectPercent, !(effectPercent > 0 && effectPercent < 100) {
      problems.append(
        .outOfRange(name: "the effect", value: "\(effectPercent)%", rule: "between 0 and 100%"))
    }
    if let budgetInHours, !(budgetInHours > 0 && budgetInHours.isFinite) {
      problems.append(.outOfRange(name: "the budget", value: "\(budgetInHours)", rule: "greater than 0"))
    }
    if replications < 10 {
      problems.append(
        .outOfRange(name: "the number of replications", value: "\(replications)", rule: "at least 10"))
    }
    if jobs < 1 {
      problems.append(.outOfRange(name: "the number of jobs", value: "\(jobs)", rule: "at least 1"))
    }
    if !(0...6).contains(rules.washoutDays) {
      problems.append(
        .outOfRange(name: "the days of wash-out", value: "\(rules.washoutDays)", rule: "from 0 to 6"))
    }
    if !(costPerHour.pounds > 0 && costPerHour.pounds.isFinite) {
      problems.append(
        .outOfRange(name: "the cost of an hour", value: "\(costPerHour.pounds)", rule: "greater than 0"))
    }
    return problems
  }
}
