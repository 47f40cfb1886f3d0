// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// What a result leans on that no record of crime can show, in sentences for the reader of a report.
///
/// The strongest leans come first: whether patrol deters at all, then where deterred crime goes, then how crime
/// gets into the books, then where the rates and hours come from.
public func assumptions(of scenario: Scenario) -> [String] {
  let leans = [
    deterrenceAssumption(scenario.deterrence),
    displacementAssumption(scenario),
    recordingAssumption(scenario.crime.types),
    ratesAssumption(scenario.crime),
    hoursAssumption(scenario.crime),
    contextAssumption(scenario.crime.contexts),
    choiceAssumption(scenario),
    tacticsAssumption(scenario),
    "Assumed without a published figure: the effect while a unit is present, near repeats, crime series, how "
      + "often a unit witnesses an offence, delays of reports, speeds of travel. `The model` lists each value "
      + "with its source.",
  ].compactMap { $0 }
  return leans + callAssumptions(scenario) + contactAssumptions(scenario) + [
    "Harm is days of recommended sentence by category (Cambridge Crime Harm Index), not by offence."
  ]
}

private func deterrenceAssumption(_ deterrence: Deterrence) -> String {
  let basis =
    switch deterrence.preset {
    case .null: "patrol deters nothing, to show what chance alone does"
    case .parallelTrials: "fitted to London Underground 2020, Philadelphia 2011 and Minneapolis 1995"
    case .compromise: "chosen between parallel and crossover trials"
    case .crossoverTrials: "fitted to crossover trials such as Southend 2021"
    case .prior: "drawn in each replication from the ranges that the evidence leaves"
    }
  let values =
    switch deterrence.preset {
    case .prior, .null: ""
    case .parallelTrials, .compromise, .crossoverTrials:
      " At most \(percent(deterrence.deterrableShare)) of offences can be deterred at all; a unit that is there "
        + "deters \(percent(deterrence.presenceEffect)) of these."
    }
  return "Deterrence follows the preset \(deterrence.preset.rawValue): \(basis).\(values)"
}

private func displacementAssumption(_ scenario: Scenario) -> String {
  let shares = scenario.crime.types.map { min(1, $0.displacedShare * scenario.deterrence.displacementFactor) }
  let (lowest, highest) = (shares.min() ?? 0, shares.max() ?? 0)
  let range = lowest == highest ? percent(highest) : "\(percent(lowest)) to \(percent(highest)), by type,"
  return "Displacement is assumed, not measured: \(range) of deterred offences try elsewhere, "
    + "within \(Int((3 * scenario.deterrence.reachInMetres).rounded())) m, or later; and "
    + "\(percent(scenario.deterrence.diffusion)) of a visit's effect reaches places nearby."
}

private func recordingAssumption(_ types: [CrimeType]) -> String? {
  let shares = types.map(\.recordedShare)
  guard let lowest = shares.min(), let highest = shares.max() else { return nil }
  return "Between \(percent(lowest)) and \(percent(highest)) of offences get recorded, by type "
    + "(defaults: British Crime Survey 2009/10)."
}

private func ratesAssumption(_ crime: CrimePattern) -> String {
  let assumed = crime.places.count { $0.evidence == "assumption" }
  let drawn = crime.drawsRates ? "drawn from their posterior in each replication" : "taken as known exactly"
  return assumed == 0
    ? "Crime rates are fitted to records and \(drawn)."
    : "The crime rates of \(assumed) of \(crime.places.count) places are assumptions; rates are \(drawn)."
}

private func hoursAssumption(_ crime: CrimePattern) -> String? {
  let used = Set(crime.types.map(\.hourProfile))
  let assumed = crime.hourProfiles.filter { used.contains($0.name) && $0.source == "assumption" }
  guard !assumed.isEmpty else { return nil }
  let types = crime.types.count { type in assumed.contains { $0.name == type.hourProfile } }
  return "The hours of the week at which crime happens are assumed for \(types) of "
    + "\(crime.types.count) types of crime."
}

private func contextAssumption(_ rules: [ContextRule]) -> String? {
  let assumed = rules.filter { $0.source == "assumption" }
  guard !assumed.isEmpty else { return nil }
  return
    "How much crime goes up or down at known times is assumed: \(assumed.map(\.name).joined(separator: ", "))."
}

private func choiceAssumption(_ scenario: Scenario) -> String? {
  if let choice = scenario.choice {
    return
      "The targets are chosen in each replication by the \(choice.measure.rawValue) recorded in the last "
      + "\(choice.windowInWeeks) weeks, so a comparison with that time holds regression to the mean."
  }
  guard scenario.crime.places.contains(where: { $0.role == .target }) else { return nil }
  return "The targets are named by the scenario, so chance that goes into choosing hotspots by their recent "
    + "count (regression to the mean) is not in these figures."
}

/// Named where visits are made otherwise than on visible foot, or displaced offences change their type.
private func tacticsAssumption(_ scenario: Scenario) -> String? {
  let named = [scenario.operation.tactic] + scenario.operation.units.compactMap(\.tactic)
  var parts: [String] = []
  if named.contains(where: { $0 != Tactic.usual }) {
    parts.append("what tactics do beside visible foot patrol")
  }
  if !scenario.deterrence.typeChanges.isEmpty { parts.append("which displaced offences become another type") }
  return parts.isEmpty ? nil : "Assumed by the scenario or its defaults: \(parts.joined(separator: "; "))."
}

/// A share in per cent, without a fraction where there is none.
private func percent(_ share: Double) -> String {
  let tenths = Int((share * 1_000).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
}
