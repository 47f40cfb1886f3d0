// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel

/// The tables of a study of pilots.
public enum PilotTable {
  static let columns = [
    Column("design", "parallel, crossover, stepped-wedge or before-after"),
    Column("streets", "Streets patrolled"),
    Column("weeks", "Weeks of the pilot", unit: "weeks"),
    Column("visits_per_day", "Visits to a street on a day on", unit: "visits"),
    Column("power", "Pilots that find a fall", unit: "share"),
    Column("power_lower", "The lower bound of its 95 % interval (Wilson)", unit: "share"),
    Column("power_upper", "The upper bound", unit: "share"),
    Column("false_alarms", "Pilots that find a fall where nobody patrols", unit: "share"),
    Column("false_alarms_lower", "The lower bound of its 95 % interval (Wilson)", unit: "share"),
    Column("false_alarms_upper", "The upper bound", unit: "share"),
    Column(
      "least_effect", "The least effect found with the power asked for; empty beyond the largest tried",
      unit: "%"),
    Column("truth", "What patrol truly averts on the streets and days on, mean", unit: "%"),
    Column("bias", "What the analysis finds less the truth, mean", unit: "percentage points"),
    Column("bias_lower", "The lower bound of its 95 % interval", unit: "percentage points"),
    Column("bias_upper", "The upper bound", unit: "percentage points"),
    Column("officer_hours", "Hours of officers on patrol, travel included", unit: "h"),
    Column("cost", "The same in money; an assumption", unit: "£"),
    Column("undefined_share", "Pilots whose analysis has no result", unit: "share"),
    Column("undefined", "Why it has none in the first of them"),
  ]

  /// Returns `pilot.csv`: a row for every plan.
  public static func csv(_ outcome: PilotOutcome) -> [UInt8] {
    var text = CSVText(header: columns)
    for result in outcome.results {
      text.add(result.plan.design.rawValue)
      for number in [result.plan.streets, result.plan.weeks, result.plan.visitsPerDay] { text.add(number) }
      for estimate in [result.power, result.falseAlarms] {
        for number in [estimate.value, estimate.lower, estimate.upper] { text.add(number, decimals: 4) }
      }
      text.add(result.leastEffectPercent, decimals: 1)
      for number in [result.truth.value, result.bias.value, result.bias.lower, result.bias.upper] {
        text.add(number, decimals: 2)
      }
      text.add(result.officerHours, decimals: 1)
      text.add(result.officerHours * outcome.poundsPerHour, decimals: 0)
      text.add(result.undefinedShare, decimals: 4)
      text.add(result.undefined ?? "")
      text.endRow()
    }
    return text.take()
  }

  static let streetColumns = [
    Column("order", "The order in which streets are taken, from 1"),
    Column("street", "The id of the street"),
    Column("name", "Its name"),
    Column("ward", "Its ward"),
    Column("latitude", "Of its centre, WGS 84", unit: "degrees"),
    Column("longitude", "Of its centre, WGS 84", unit: "degrees"),
    Column(
      "recorded_per_year", "Offences of the types that count recorded there in a year, expected",
      unit: "offences"),
    Column("control", "The id of the place matched to it"),
    Column("control_name", "Its name"),
    Column("control_recorded_per_year", "The same there", unit: "offences"),
  ]

  /// Returns `streets.csv`: the streets of a plan with their controls.
  static func streets(_ plan: PilotPlan, of study: PilotStudy) -> [UInt8] {
    var text = CSVText(header: streetColumns)
    let places = study.scenario.crime.places
    for (index, pair) in study.streets.pairs.prefix(plan.streets).enumerated() {
      let (street, control) = (places[pair.street], places[pair.control])
      text.add(index + 1)
      for word in [street.id, street.name, street.ward] { text.add(word) }
      text.add(street.centre.latitude)
      text.add(street.centre.longitude)
      text.add(study.streets.recordedPerYear[pair.street], decimals: 1)
      text.add(control.id)
      text.add(control.name)
      text.add(study.streets.recordedPerYear[pair.control], decimals: 1)
      text.endRow()
    }
    return text.take()
  }

  static let dayColumns = [
    Column("date", "The day"),
    Column("street", "The id of the street"),
    Column("on", "1 on days on, 0 on days off"),
    Column("visits", "Visits to make", unit: "visits"),
  ]

  /// Returns `days.csv`: which street is on on which day.
  ///
  /// - Parameter order: The streets in the order in which they start a spell, by position.
  static func days(_ plan: PilotPlan, order: [Int], of study: PilotStudy) -> [UInt8] {
    var text = CSVText(header: dayColumns)
    let places = study.scenario.crime.places
    let cycle = 2 * PilotWorld.spellDays
    let slot = order.enumerated().reduce(into: [Int](repeating: 0, count: plan.streets)) { $0[$1.1] = $1.0 }
    for day in 0..<7 * plan.weeks {
      let date = study.scenario.phases.campaignStart.adding(days: day).description
      for street in 0..<plan.streets {
        let first = (cycle - slot[street] * cycle / plan.streets) % cycle
        let isOn = plan.daysOn(of: slot[street], firstDayOn: first).contains { $0.contains(day) }
        text.add(date)
        text.add(places[study.streets.pairs[street].street].id)
        text.add(isOn ? 1 : 0)
        text.add(isOn ? plan.visitsPerDay : 0)
        text.endRow()
      }
    }
    return text.take()
  }
}
