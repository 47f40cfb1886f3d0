// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

/// The report of a dose–response study for a terminal of 80 columns.
public struct DoseReport {
  let dose: DoseStudy
  let result: DoseResult
  let style: TextStyle

  private var response: DoseResponse { result.response }
  private var study: Study { dose.study }

  public init(_ dose: DoseStudy, result: DoseResult, style: TextStyle = .plain) {
    self.dose = dose
    self.result = result
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  ///
  /// - Parameters:
  ///   - folder: Where the results are; left out where they were not stored.
  ///   - durationInSeconds: How long it took, if known.
  public func text(folder: String? = nil, durationInSeconds: Double? = nil) -> String {
    let sections =
      [introduction(durationInSeconds), alarms, overview] + response.curves.map(curve)
      + [notes, assumptions, folder.map { ["Results: \($0)"] } ?? []]
    return style.text(sections)
  }

  private func introduction(_ durationInSeconds: Double?) -> [String] {
    let scenario = study.experiment.scenario
    let time = durationInSeconds.map { " in \(NumberText.duration(seconds: $0))" } ?? ""
    let intervals =
      result.replications.count > 1
      ? "Intervals are 95%, shown as ± or in brackets." : "One replication has no intervals."
    let units = scenario.operation.units.count
    return [style.heading("\(oneLine(scenario.name)): dose–response")]
      + wrapped(
        "\(NumberText.count(result.replications.count, "replication"))\(time), seed \(study.experiment.seed), "
          + "preset \(scenario.deterrence.preset.rawValue). Campaign of "
          + "\(NumberText.count(scenario.phases.campaignWeeks, "week")) from \(scenario.phases.campaignStart), "
          + "\(NumberText.count(study.experiment.frame.targetCount, "target")). The scenario has "
          + "\(NumberText.count(units, "unit")). \(intervals)")
  }

  /// What must not be overlooked: an interrupted run, unequal officer hours, targets that nobody visits.
  private var alarms: [String] {
    var alarms: [String] = []
    if !result.isComplete {
      alarms.append(interrupted(after: result.replications.count, of: result.requestedCount))
    }
    for level in response.levels {
      for difference in level.officerHours.differences {
        alarms.append(
          "ERROR: with \(level.units) units, officer hours differ, so the comparison is not fair. In replication "
            + "\(difference.replication) \(difference.strategy) had "
            + "\(NumberText.number(difference.officerHours, decimals: 1)) h and \(difference.first) "
            + "\(NumberText.number(difference.officerHoursOfFirst, decimals: 1)) h.")
      }
      if !level.teamsWithoutUnits.isEmpty { alarms.append(unpatrolled(level)) }
    }
    return alarms.flatMap { wrapped($0) }.map(style.alarm)
  }

  /// Says which targets get no visit because their team has no unit.
  private func unpatrolled(_ level: DoseLevel) -> String {
    let scenario = study.experiment.scenario
    let teams = scenario.operation.teams.filter { level.teamsWithoutUnits.contains($0.id) }
    let have = NumberText.count(level.units, "unit")
    let names = teams.map { oneLine($0.id) }.joined(separator: ", ")
    let none = "With \(have) \(teams.count == 1 ? "the team \(names) has" : "the teams \(names) have") none"
    guard scenario.choice == nil else { return "\(none). The targets chosen for them get no visit." }
    let targets = teams.flatMap { team in
      team.places.map { id in scenario.crime.places.first { $0.id == id }?.name ?? id }
    }
    return "\(none). There are no visits to \(targets.map(oneLine).joined(separator: ", "))."
  }

  /// The harm, or crime, that each strategy averts with each number of units.
  private var overview: [String] {
    let outcome = response.outcome
    // Six columns of numbers fit beside a label.
    let chunks = stride(from: 0, to: response.levels.count, by: 6).map { start in
      start..<min(start + 6, response.levels.count)
    }
    let tables = chunks.map { chunk -> [String] in
      var table = TextTable(header: [
        ["Strategy"] + chunk.map { NumberText.count(response.levels[$0].units, "unit") }
      ])
      for curve in response.curves {
        table.add(
          [curve.strategy]
            + chunk.map { level in
              curve.points[level].effect(on: outcome, in: .targets)?.percent.value.map {
                NumberText.number($0, decimals: 1) + "%"
              } ?? "–"
            })
      }
      return table.lines(style: style)
    }
    return [style.heading("\(outcome.rawValue.capitalized) averted in the targets, by number of units")]
      + tables.joined()
  }

  /// One strategy: what each number of units averts, what one more unit adds, and what that costs.
  private func curve(_ curve: DoseCurve) -> [String] {
    var whole = TextTable(header: [
      ["Units", "Harm averted", "Crime averted", "Visits per", "Officer hours"],
      ["", "", "", "target and day", ""],
    ])
    var margins = TextTable(header: [["One more unit averts", "Harm, days", "Offences", "Harm, points"]])
    var costs = TextTable(header: [["£ a crime averted", "All units", "Further units"]])
    for point in curve.points {
      let step = "from \(point.margin.fromUnits) to \(point.units)"
      whole.add([
        "\(point.units)", percent(point, .harm), percent(point, .crime),
        (point.visitsPerTargetAndDay.value.map { NumberText.number($0, decimals: 1) } ?? "–"),
        (point.officerHours.value.map { NumberText.number($0) } ?? "–") + " h",
      ])
      margins.add([step, gain(point, .harm), gain(point, .crime), points(point)])
      costs.add([step, NumberText.money(point.poundsPerCrime), NumberText.money(point.margin.poundsPerCrime)])
    }
    return [style.heading(curve.strategy)] + whole.lines(style: style) + margins.lines(style: style)
      + costs.lines(style: style)
      + ([saturation(curve)] + curve.points.flatMap(undefined)).flatMap {
        wrapped($0, first: "  ", rest: "  ")
      }
  }

  private func percent(_ point: DosePoint, _ outcome: Outcome) -> String {
    point.effect(on: outcome, in: .targets).map { NumberText.estimate($0.percent, unit: "%") } ?? "–"
  }

  private func gain(_ point: DosePoint, _ outcome: Outcome) -> String {
    guard let gain = point.margin.gain(on: outcome, in: .targets)?.perUnit else { return "–" }
    // Of thousands no one reads tenths.
    return NumberText.estimate(gain, decimals: abs(gain.value ?? 0) < 1_000 ? 1 : 0)
  }

  private func points(_ point: DosePoint) -> String {
    point.margin.gain(on: .harm, in: .targets).map {
      NumberText.estimate($0.pointsPerUnit, decimals: 2, isSigned: true)
    } ?? "–"
  }

  private func undefined(_ point: DosePoint) -> [String] {
    let all = point.poundsPerCrime.undefined.map {
      "£ a crime with \(NumberText.count(point.units, "unit")): \($0)."
    }
    let margin = point.margin.poundsPerCrime.undefined.map {
      "£ a further crime from \(point.margin.fromUnits) to \(point.units) units: \($0)."
    }
    return [all, margin].compactMap { $0 }
  }

  private func saturation(_ curve: DoseCurve) -> String {
    let saturation = curve.saturation
    guard curve.points.count > 1, let most = curve.points.last?.units else {
      return "Saturation can't be found from one number of units."
    }
    guard let units = saturation.units, let reason = saturation.reason else {
      return "Not saturated at \(NumberText.count(most, "unit"))."
    }
    let words = response.outcome.rawValue
    let first = curve.points[0].units
    let why =
      switch reason {
      case .littleGain:
        "a further unit averts less than \(NumberText.number(100 * Saturation.share))% of the \(words) that "
          + (first == 1 ? "the first averts" : "each of the first \(first) averts")
      case .indistinguishableFromZero:
        "the \(words) that a further unit averts is statistically indistinguishable from 0 over "
          + NumberText.count(result.replications.count, "replication")
      }
    let isLeast = units == first ? " or fewer, as no smaller number was run" : ""
    return "Saturated at \(NumberText.count(units, "unit"))\(isLeast): beyond that, \(why)."
  }

  private var notes: [String] {
    [style.heading("How to read this")]
      + wrapped(
        "Averted: in the targets, as % of crime or harm without patrol. One more unit averts: effect in the targets over the "
          + "campaign, for each unit of the step. £: cost of a crime averted everywhere, displacement included.",
        first: "  • ", rest: "    ")
      + dose.rules.flatMap { wrapped($0, first: "  • ", rest: "    ") }
      + (result.isFair && response.curves.count > 1
        ? wrapped(
          "For each number of units, officer hours are equal for all strategies in every replication (checked).",
          first: "  • ", rest: "    ") : [])
  }

  private var assumptions: [String] {
    [style.heading("Assumptions")]
      + study.assumptions.flatMap { wrapped($0, first: "  • ", rest: "    ") }
  }
}
