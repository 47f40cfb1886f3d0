// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// The assumptions of a result that no record of crime can test, in sentences for the reader of a report.
///
/// The most important come first: whether patrol deters at all, then where deterred crime goes, then how crime is
/// recorded, then where the rates and hours come from.
public func assumptions(of scenario: Scenario) -> [String] {
  let common = [
    deterrenceAssumption(scenario.deterrence),
    displacementAssumption(scenario),
    recordingAssumption(scenario.crime.types),
    ratesAssumption(scenario.crime),
    hoursAssumption(scenario.crime),
    contextAssumption(scenario.crime.contexts),
    choiceAssumption(scenario),
    tacticsAssumption(scenario),
    "There are no published figures for the effect of a unit that is present, near repeats, crime series, the "
      + "share of offences that units witness, reporting delays and travel speeds. These are assumed. The article "
      + "`The model` lists each value with its source.",
  ].compactMap { $0 }
  return common + callAssumptions(scenario) + contactAssumptions(scenario) + [
    "Harm is days of recommended sentence by category (Cambridge Crime Harm Index), not by offence."
  ]
}

private func deterrenceAssumption(_ deterrence: Deterrence) -> String {
  switch deterrence.preset {
  case .null: return "Deterrence preset \(deterrence.preset.rawValue): \(deterrence.preset.summary)"
  case .evidence:
    func share(_ parameter: UncertainParameter) -> String {
      if deterrence.stated.contains(parameter) { return percent(deterrence[keyPath: parameter.path]) }
      return "\(percent(parameter.range.lowerBound)) to \(percent(parameter.range.upperBound))"
    }
    return "Deterrence preset evidence: \(deterrence.preset.summary) "
      + "\(EvidenceRecord.builtIn.trials.count) trials are fitted. The share of offences that patrol can deter is "
      + "\(share(.deterrableShare)), and a unit that is present deters \(share(.presenceEffect)) of these."
  case .parallelTrials, .compromise, .crossoverTrials, .presenceOnly, .review:
    return "Deterrence preset \(deterrence.preset.rawValue): \(deterrence.preset.summary) At most "
      + "\(percent(deterrence.deterrableShare)) of offences can be deterred. A unit that is present deters "
      + "\(percent(deterrence.presenceEffect)) of these."
  }
}

private func displacementAssumption(_ scenario: Scenario) -> String {
  let shares = scenario.crime.types.map { min(1, $0.displacedShare * scenario.deterrence.displacementFactor) }
  let (lowest, highest) = (shares.min() ?? 0, shares.max() ?? 0)
  let range =
    lowest == highest
    ? "\(percent(highest)) of deterred offences"
    : "Between \(percent(lowest)) and \(percent(highest)) of deterred offences, by type,"
  return "Displacement is assumed, not measured. \(range) are attempted elsewhere "
    + "within \(Int((3 * scenario.deterrence.reachInMetres).rounded())) m, or later. "
    + "\(percent(scenario.deterrence.diffusion)) of the effect of a visit reaches places nearby."
}

private func recordingAssumption(_ types: [CrimeType]) -> String? {
  let shares = types.map(\.recordedShare)
  guard let lowest = shares.min(), let highest = shares.max() else { return nil }
  return "The police record between \(percent(lowest)) and \(percent(highest)) of offences, by type "
    + "(defaults: British Crime Survey 2009/10)."
}

private func ratesAssumption(_ crime: CrimePattern) -> String {
  let assumed = crime.places.count { $0.evidence == "assumption" }
  let drawn = crime.drawsRates ? "drawn from their posterior in each replication" : "treated as exact"
  return assumed == 0
    ? "Crime rates are fitted to records and \(drawn)."
    : "The crime rates of \(assumed) of \(crime.places.count) places are assumptions. All rates are \(drawn)."
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
    "The rise or fall of crime at known times is assumed: \(assumed.map(\.name).joined(separator: ", "))."
}

private func choiceAssumption(_ scenario: Scenario) -> String? {
  if let choice = scenario.choice {
    return
      "The targets are chosen in each replication by the \(choice.measure.rawValue) recorded in the last "
      + "\(choice.windowInWeeks) weeks, so a comparison with that time includes regression to the mean."
  }
  guard scenario.crime.places.contains(where: { $0.role == .target }) else { return nil }
  return
    "The scenario names the targets. So these figures do not include regression to the mean, which comes from choosing "
    + "hotspots by their recent count."
}

/// Named where visits use a tactic other than visible foot patrol, or displaced offences change their type.
private func tacticsAssumption(_ scenario: Scenario) -> String? {
  let named = [scenario.operation.tactic] + scenario.operation.units.compactMap(\.tactic)
  var parts: [String] = []
  if named.contains(where: { $0 != Tactic.usual }) {
    parts.append("the effects of tactics other than visible foot patrol")
  }
  if !scenario.deterrence.typeChanges.isEmpty {
    parts.append("the displaced offences that become another type")
  }
  return parts.isEmpty ? nil : "Assumed by the scenario or its defaults: \(parts.joined(separator: "; "))."
}

/// A share as a percentage, without a fraction where there is none.
private func percent(_ share: Double) -> String {
  let tenths = Int((share * 1_000).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
}
