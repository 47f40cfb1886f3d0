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
        "To estimate the effect of hot-spot patrol, its displacement of crime, and the result of an evaluation. The model is checked "
          + "against published patterns: the concentration of crime, near repeats, the effect of visit length and its decay, displacement "
          + "and diffusion in trials."
      ),
      (
        "2 Entities, state variables and scales",
        "Places (\(scenario.crime.places.count)): rates by type, residual deterrence. Offences: time, place, type, fate. Units "
          + "(\(operation.units.count)): location, activity, end of shift. Offenders of series. Wards: trust. Space "
          + "is points in degrees; time is continuous, in seconds, over \(scenario.phases.weekCount) weeks of civil time "
          + "(\(scenario.phases.timeZone))."
      ),
      (
        "3 Process overview and scheduling",
        "Events are in order of time, then of sequence. Offences come due; units start shifts, arrive, leave and rest; reports "
          + "arrive. A strategy is asked for the next task when a unit is free and when something happens. It refreshes its forecast at "
          + "its own times."
      ),
      (
        "4 Design concepts",
        "Emergence: the time and place of a fall in crime follow from visits, not from a rule about effects. Adaptation and prediction: "
          + "strategies forecast from recorded crime. Sensing: a strategy sees recorded crime, tips, its units and the clock, never "
          + "the true crime rates (except `oracle`, which is marked). Interaction: units deter offences, which move to places nearby or to "
          + "later hours. Stochasticity: crime, its reporting and service times are drawn from named streams. Collectives: teams. "
          + "Observation: a recorder counts and never changes the run."
      ),
      (
        "5 Initialisation",
        "\(scenario.phases.historyWeeks) weeks of history before the campaign, shared by all strategies of a replication."
      ),
      (
        "6 Input data",
        "Rates, profiles and places of the scenario; calendar of holidays and terms. Nothing is read during a run."
      ),
      (
        "7 Submodels",
        "Potential crime, near repeats and series; deterrence by presence, residual deterrence and diffusion; displacement; "
          + "travel; calls for service\(scenario.calls == nil ? " (off here)" : ""); stops and trust"
          + "\(scenario.trust == nil ? " (off here)" : ""); tips\(scenario.tips == nil ? " (off here)" : ""); reporting and "
          + "discovery. The article `The model` has the equation and source of each."
      ),
    ]
  }
}
