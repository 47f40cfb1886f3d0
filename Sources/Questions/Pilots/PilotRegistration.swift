// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import ScenarioFiles
import Tables

/// What a force writes down before a pilot starts, so that nobody can choose afterwards what to count.
struct PilotRegistration {
  private let study: PilotStudy
  private let outcome: PilotOutcome
  private let plan: PilotPlan
  private let order: [Int]

  init(_ study: PilotStudy, _ outcome: PilotOutcome, plan: PilotPlan, order: [Int]) {
    self.study = study
    self.outcome = outcome
    self.plan = plan
    self.order = order
  }

  /// The text, in Markdown.
  var text: String {
    let result = outcome.results.first { $0.plan == plan }
    let places = study.scenario.crime.places
    let streets = study.streets.pairs.prefix(plan.streets)
    let start = study.scenario.phases.campaignStart
    let types =
      study.types.map { markdown(study.scenario.crime.types[$0].id) }.joined(separator: ", ")
    var lines = [
      "# Pre-registration: patrol pilot on \(plan.streets) streets, \(plan.weeks) weeks", "",
      "Made by PatrolSim \(PatrolSimVersion.current) from the scenario \"\(markdown(study.scenario.name))\" "
        + "(digest \(ScenarioFile.digest(of: study.scenario).prefix(16))), seed \(outcome.seed). Complete the text in [brackets]. Date and sign it before "
        + "the first day. Deposit it where it can't be changed.", "",
      "## Hypothesis", "",
      "Recorded crime on the streets below is lower while they are patrolled than it would be otherwise (one-sided).",
      "",
      "## Outcome", "",
      "Offences recorded as happening on these streets, by date of the offence, of the types: \(types). Records are taken "
        + "[28] days after the last day, to include late reports. This is the only primary outcome.", "",
      "## Design", "",
      "\(design). First day \(start), last day \(start.adding(days: 7 * plan.weeks - 1)). On a day on, each street gets "
        + "\(plan.visitsPerDay) visit\(plan.visitsPerDay == 1 ? "" : "s") of \(Int(PilotStudy.visitInMinutes)) minutes at times that vary from day to day. "
        + "`days.csv` lists every street and day.", "",
      "## Streets", "", "| street | recorded a year | control | recorded a year |", "|---|---|---|---|",
    ]
    for pair in streets {
      let (street, control) = (places[pair.street], places[pair.control])
      lines.append(
        "| \(markdown(street.name)) | \(number(study.streets.recordedPerYear[pair.street])) | \(markdown(control.name)) | "
          + "\(number(study.streets.recordedPerYear[pair.control])) |")
    }
    lines += ["", "## Randomisation", "", randomisation, "", "## Size", ""]
    if let result {
      let power = result.power.value.map { percent($0) } ?? "unknown"
      let least =
        result.leastEffectPercent.map { "\(number($0))%" } ?? "beyond \(Int(PilotStudy.effects.last ?? 0))%"
      lines.append(
        "From \(outcome.replications) simulated pilots on these streets: power \(power) for a true fall of "
          + "\(result.truth.value.map { number($0) } ?? "an unknown number of")%, false alarms "
          + "\(result.falseAlarms.value.map { percent($0) } ?? "unknown"), smallest effect detected with power \(percent(outcome.power)): "
          + "\(least). About \(number(result.officerHours)) officer hours.")
      if !result.suffices(power: outcome.power, level: outcome.rules.level) {
        lines.append(
          "**This is below the required power of \(percent(outcome.power)). A pilot that finds nothing will not "
            + "show that patrol has no effect.**")
      }
    }
    lines += [
      "", "## Analysis", "", analysis, "",
      "One test, one-sided, at a level of \(percent(outcome.rules.level)). The estimate is reported with its interval, significant or not.",
      "", "## Stopping", "",
      "The pilot runs to its last day. Nobody looks at outcomes before then. It ends early only for [operational reasons, to be named].",
      "", "## What will be reported", "",
      "Visits planned and delivered, by street; the result of the test, significant or not; the counts of all streets and "
        + "controls; crime in the ring round each street; any departure from this text, with its reason.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private var design: String {
    switch plan.design {
    case .parallel:
      "Parallel: the streets are patrolled every day, the controls matched to them get ordinary policing"
    case .crossover:
      "Repeat crossover: each street is on for \(PilotWorld.spellDays) days and off for \(PilotWorld.spellDays), alternately"
    case .steppedWedge:
      "Stepped wedge: nobody is patrolled in the first \(plan.weeksPerStep) weeks, then one more street every \(plan.weeksPerStep) weeks"
    case .beforeAfter:
      "Before and after: the streets are patrolled every day; there is no comparison in the same weeks"
    }
  }

  private var randomisation: String {
    let places = study.scenario.crime.places
    let names = order.map { markdown(places[study.streets.pairs[$0].street].name) }.joined(separator: ", ")
    switch plan.design {
    case .parallel, .beforeAfter:
      return
        "None. The streets are those with most recorded crime, so regression to the mean is expected. If possible, draw by lot which "
        + "street of each pair is patrolled."
    case .crossover, .steppedWedge:
      return "The order in which streets start is drawn from seed \(outcome.seed): \(names)."
    }
  }

  private var analysis: String {
    switch plan.design {
    case .parallel:
      "Weighted displacement difference (Wheeler and Ratcliffe 2018) of streets and controls, against "
        + (outcome.rules.hasSeason
          ? "the same weeks a year before" : "the 52 weeks before weighted by \(plan.weeks)/52")
        + "; its error is that of Poisson counts."
    case .crossover:
      "Log of the ratio of offences a day on days on and days off, the first \(outcome.rules.washoutDays) days off left out, with errors clustered "
        + "by street and cycle, and Student's t with cycles − 1 degrees of freedom."
    case .steppedWedge:
      "Poisson regression with a rate for each street, a rate for each period of \(plan.weeksPerStep) weeks and for the year before, "
        + "and one effect of patrol; errors scaled by Pearson's χ², Student's t."
    case .beforeAfter:
      "The e-test (Krishnamoorthy and Thomson 2004) of offences in the pilot against the same weeks a year before. It does not separate patrol "
        + "from other changes or from regression to the mean."
    }
  }

  private func number(_ value: Double) -> String { DecimalText.fixed(value, decimals: 0) }
  private func percent(_ share: Double) -> String { "\(DecimalText.trimmed(100 * share, decimals: 1))%" }
}
