// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Files
import PatrolModel
import Questions
import RandomVariates

/// The items of STRESS-DES, filled for an experiment.
enum StressDescription {
  static func items(_ source: ReportSource) -> [(String, String)] {
    let (scenario, data, manifest) = (source.scenario, source.data, source.manifest)
    return [
      (
        "1.1 Purpose",
        "To compare strategies for a few patrol units at crime hotspots, on the same simulated crime: "
          + "\(list(manifest.strategies)). \(oneLine(scenario.description))"
      ),
      (
        "1.2 Outputs",
        "Crime (offences) and harm (days of the Cambridge Crime Harm Index) averted against the same campaign without extra "
          + "patrol, in targets, rings round them, controls and everywhere; displacement and diffusion; dosage; costs; burdens by "
          + "ward; and the results of evaluation methods on recorded crime."
      ),
      (
        "1.3 Aims of experimentation",
        "Strategies are ranked by \(data.rankedBy.rawValue) averted in the targets, with paired differences, Holm's adjustment and "
          + "the bootstrap probability of being best."
      ),
      (
        "2.1 Base model: overview",
        "Three phases of \(scenario.phases.historyWeeks), \(scenario.phases.campaignWeeks) and \(scenario.phases.afterWeeks) weeks: "
          + "history, campaign from \(scenario.phases.campaignStart), after. Potential crime is drawn first. Patrol decides "
          + "the outcome of each offence: it happens, is prevented, or is displaced in place or time."
      ),
      (
        "2.2 Base model: logic",
        "Offences follow a non-homogeneous Poisson process by place, type, hour of the week, month and context, with "
          + "overdispersion, near repeats and series. Units go on shift, travel, visit, take a break, are redirected and answer "
          + "calls. A visit deters while it lasts. Residual deterrence continues after it and decays. Offences are reported or discovered "
          + "with delays. Strategies see recorded crime only."
      ),
      ("2.3 Scenario logic", strategies(source)),
      (
        "2.4 Algorithms",
        "Times of offences by \(PotentialCrimeStream.methodName), as a sorted stream beside an event queue (time, then sequence number); residual deterrence by place "
          + "in closed form between events. The documentation of each strategy has its rule."
      ),
      ("2.5 Components", components(scenario)),
      (
        "3.1 Data sources",
        scenario.sources.isEmpty
          ? "The scenario names none." : scenario.sources.map(oneLine).joined(separator: "; ")
      ),
      (
        "3.2 Input parameters",
        "The table below and scenario.yaml have all parameters with their values and sources (digest \(manifest.scenarioDigest))."
      ),
      ("3.3 Preprocessing", rates(scenario.crime)),
      ("3.4 Assumptions", data.assumptions.joined(separator: " ")),
      (
        "4.1 Initialisation",
        "Each replication starts with a history of \(scenario.phases.historyWeeks) weeks without the operation, which all its "
          + "strategies share. So near repeats, series and the police record are warmed up when the campaign starts."
      ),
      (
        "4.2 Run length",
        "\(scenario.phases.weekCount) weeks a replication; the campaign of \(scenario.phases.campaignWeeks) weeks is measured."
      ),
      ("4.3 Estimation approach", estimation(source)),
      ("5.1 Software", "PatrolSim \(manifest.patrolsim), in Swift, with the GNU Scientific Library."),
      (
        "5.2 Random sampling",
        "Counter-based generator \(RandomStream.generatorName); a stream for each purpose and entity, keyed by seed \(manifest.seed) "
          + "and replication: common random numbers for all strategies, and the same digits on any number of cores."
      ),
      (
        "5.3 Model execution",
        "Discrete events; replications run in parallel on threads. Results do not depend on their number."
      ),
      (
        "5.4 System",
        "manifest.json, in the folder of the report, has the machine, time and command line of this run."
      ),
      (
        "6.1 Code access",
        "PatrolSim is free software under the GNU General Public License, version 3 or later."
      ),
    ]
  }

  private static func strategies(_ source: ReportSource) -> String {
    "Every strategy has the same units, shifts and hours: \(list(source.manifest.strategies)). no-extra-patrol is the campaign "
      + "without the operation. The others are measured against it, replication by replication."
  }

  private static func components(_ scenario: Scenario) -> String {
    let operation = scenario.operation
    let calls =
      scenario.calls == nil
      ? "no calls for service are simulated" : "calls for service wait for units by grade"
    return
      "Entities: offences of \(scenario.crime.types.count) types at \(NumberText.count(scenario.crime.places.count, "place")). "
      + "Resources: \(NumberText.count(operation.units.count, "unit")) in \(NumberText.count(operation.teams.count, "team")) with "
      + "\(NumberText.count(operation.shifts.count, "shift pattern")). States of a unit: \(UnitView.Activity.names.joined(separator: ", ")). Visits of "
      + "\(DecimalText.trimmed(operation.visitInMinutes, decimals: 1)) min, breaks of "
      + "\(DecimalText.trimmed(operation.breakInMinutes, decimals: 1)) min. Queues: \(calls)."
  }

  private static func rates(_ crime: CrimePattern) -> String {
    let assumed = crime.places.count { $0.evidence == "assumption" }
    return assumed == crime.places.count
      ? "Rates are the scenario's own assumptions."
      : "Rates of \(crime.places.count - assumed) of \(crime.places.count) places were fitted to records by `patrolsim import`, "
        + "which cleans, locates and shrinks them. The header of the scenario file has the command."
  }

  private static func estimation(_ source: ReportSource) -> String {
    let count = source.manifest.replicationsDone
    let stopping = source.manifest.stopping.map { " \($0.sentence)" } ?? ""
    return
      "\(NumberText.count(count, "replication")), paired across strategies; Student's t intervals of means, Fieller and jackknife "
      + "intervals of ratios, all 95%.\(stopping)"
  }
}
