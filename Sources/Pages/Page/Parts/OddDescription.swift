// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel
import Questions

/// The elements of ODD, filled for an experiment.
enum OddDescription {
  static func items(_ source: ReportSource) -> [(String, String)] {
    let scenario = source.scenario
    let operation = scenario.operation
    return [
      (
        "1 Purpose and patterns",
        "To tell what hot-spot patrol averts, where it moves crime, and what an evaluation would see. The model is held to "
          + "published patterns: the concentration of crime, near repeats, the effect of visit length and its decay, displacement "
          + "and diffusion in trials."
      ),
      (
        "2 Entities, state variables and scales",
        "Places (\(scenario.crime.places.count)): rates by type, memory of patrol. Offences: time, place, type, fate. Units "
          + "(\(operation.units.count)): where they are, what they do, when their shift ends. Offenders of series. Wards: trust. Space "
          + "is points in degrees; time is continuous, in seconds, over \(scenario.phases.weekCount) weeks of civil time "
          + "(\(scenario.phases.timeZone))."
      ),
      (
        "3 Process overview and scheduling",
        "Events in order of time, then of sequence: offences come due; units start shifts, arrive, leave, rest; reports come in; "
          + "strategies are asked for the next task when a unit is free and when something happens; maps are refreshed on "
          + "the strategy's own clock."
      ),
      (
        "4 Design concepts",
        "Emergence: where and when crime falls follows from visits, not from a rule about effects. Adaptation and prediction: "
          + "strategies forecast from recorded crime. Sensing: a strategy sees recorded crime, tips, its units and the clock, never "
          + "the truth (but for `oracle`, which is marked). Interaction: units deter offences, which move to places nearby or to "
          + "later hours. Stochasticity: crime, its reporting, service times, drawn from named streams. Collectives: teams. "
          + "Observation: a recorder counts and never changes the run."
      ),
      (
        "5 Initialisation",
        "\(scenario.phases.historyWeeks) weeks of history before the campaign, shared by all strategies of a replication."
      ),
      (
        "6 Input data",
        "Rates, profiles and places of the scenario; calendar of holidays and terms; nothing is read during a run."
      ),
      (
        "7 Submodels",
        "Potential crime, near repeats and series; deterrence with presence, residual memory and diffusion; displacement; "
          + "travel; calls for service\(scenario.calls == nil ? " (off here)" : ""); stops and trust"
          + "\(scenario.trust == nil ? " (off here)" : ""); tips\(scenario.tips == nil ? " (off here)" : ""); reporting and "
          + "discovery. Each stands with its equation and source in the article `The model`."
      ),
    ]
  }
}
