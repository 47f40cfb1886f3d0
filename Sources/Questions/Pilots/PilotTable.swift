// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel
import Tables

/// The tables of a study of pilots.
enum PilotTable {
  /// What a plan came to.
  struct Row {
    let result: PilotResult
    let poundsPerHour: Double
  }

  static let table = Table<Row>(
    "pilot", "One plan a row.", key: ["design", "streets", "weeks", "visits_per_day"], columns)

  private static var columns: [Column<Row>] {
    let plan: [Column<Row>] = [
      Column("design", "parallel, crossover, stepped-wedge or before-after") {
        $0.result.plan.design.rawValue
      },
      Column("streets", "Streets patrolled") { $0.result.plan.streets },
      Column("weeks", "Weeks of the pilot", unit: "weeks") { $0.result.plan.weeks },
      Column("visits_per_day", "Visits to a street on a day on", unit: "visits") {
        $0.result.plan.visitsPerDay
      },
    ]
    let shares =
      Column<Row>.share("power", "Pilots that detect a fall", decimals: 4) { $0.result.power }
      + Column.share("false_alarms", "Pilots that detect a fall without patrol", decimals: 4) {
        $0.result.falseAlarms
      }
    let effects: [Column<Row>] = [
      Column(
        "least_effect",
        "The smallest effect detected with the required power; empty beyond the largest tried",
        unit: "%", decimals: 1
      ) { $0.result.leastEffectPercent },
      Column(
        "truth", "The true effect on the streets on days on, mean", unit: "%", decimals: 2
      ) { $0.result.truth.value },
    ]
    let bias = Column<Row>.estimate(
      "bias", "Estimate minus true effect, mean", unit: "percentage points", decimals: 2
    ) { $0.result.bias }
    return plan + shares + effects + bias + [
      Column("officer_hours", "Hours of officers on patrol, travel included", unit: "h", decimals: 1) {
        $0.result.officerHours
      },
      Column("cost", "Their cost, an assumption", unit: "£", decimals: 0) {
        $0.result.officerHours * $0.poundsPerHour
      },
      Column(
        "undefined_share", "Pilots whose analysis has no result", unit: "share", in: .share, decimals: 4
      ) { $0.result.undefinedShare },
      .undefined("Reason for no result in the first of them") { $0.result.undefined },
    ]
  }

  static func rows(_ outcome: PilotOutcome) -> [Row] {
    outcome.results.map { Row(result: $0, poundsPerHour: outcome.poundsPerHour) }
  }
}

// MARK: - What a force takes along

extension PilotTable {
  /// A street with its control.
  struct Street {
    /// From 1.
    let order: Int
    let street: Place
    let control: Place
    let recordedPerYear: Double
    let controlRecordedPerYear: Double
  }

  static let streets = Table<Street>(
    "streets", "One street of the plan a row, with the place matched to it.", key: ["street"],
    [
      Column("order", "The order of streets, from 1", in: .from(1)) { $0.order },
      Column("street", "The id of the street") { $0.street.id },
      Column("name", "Its name") { $0.street.name },
      Column("ward", "Its ward", mayBeBlank: true) { $0.street.ward },
      Column("latitude", "Of its centre, WGS 84", unit: "degrees", in: .within(-90...90)) {
        $0.street.centre.latitude
      },
      Column("longitude", "Of its centre, WGS 84", unit: "degrees", in: .within(-180...180)) {
        $0.street.centre.longitude
      },
      Column(
        "recorded_per_year", "Expected recorded offences a year, of the types that count",
        unit: "offences", in: .from(0), decimals: 1
      ) { $0.recordedPerYear },
      Column("control", "The id of its matched control") { $0.control.id },
      Column("control_name", "Its name") { $0.control.name },
      Column(
        "control_recorded_per_year", "The same at the control", unit: "offences", in: .from(0), decimals: 1
      ) {
        $0.controlRecordedPerYear
      },
    ])

  /// Returns the streets of a plan with their controls.
  static func streets(_ plan: PilotPlan, of study: PilotStudy) -> [Street] {
    let (places, recorded) = (study.scenario.crime.places, study.streets.recordedPerYear)
    let pairs = study.streets.pairs.prefix(plan.streets)
    return pairs.enumerated().map { index, pair in
      Street(
        order: index + 1, street: places[pair.street], control: places[pair.control],
        recordedPerYear: recorded[pair.street], controlRecordedPerYear: recorded[pair.control])
    }
  }

  /// A street on a day.
  struct Day {
    let date: String
    let street: String
    let isOn: Bool
    let visits: Int
  }

  static let days = Table<Day>(
    "days", "One day and street of the plan a row.", key: ["date", "street"],
    [
      Column("date", "The day", type: .date) { $0.date },
      Column("street", "The id of the street") { $0.street },
      Column("on", "1 on days on, 0 on days off") { $0.isOn ? 1 : 0 },
      Column("visits", "Visits to make", unit: "visits", in: .from(0)) { $0.visits },
    ])

  /// Returns which street is on on which day.
  ///
  /// - Parameter order: The streets in the order in which they start a spell, by position.
  static func days(_ plan: PilotPlan, order: [Int], of study: PilotStudy) -> [Day] {
    let places = study.scenario.crime.places
    let cycle = 2 * PilotWorld.spellDays
    let slot = order.enumerated().reduce(into: [Int](repeating: 0, count: plan.streets)) { $0[$1.1] = $1.0 }
    return (0..<7 * plan.weeks).flatMap { day in
      let date = study.scenario.phases.campaignStart.adding(days: day).description
      return (0..<plan.streets).map { street in
        let first = (cycle - slot[street] * cycle / plan.streets) % cycle
        let isOn = plan.daysOn(of: slot[street], firstDayOn: first).contains { $0.contains(day) }
        return Day(
          date: date, street: places[study.streets.pairs[street].street].id, isOn: isOn,
          visits: isOn ? plan.visitsPerDay : 0)
      }
    }
  }
}
