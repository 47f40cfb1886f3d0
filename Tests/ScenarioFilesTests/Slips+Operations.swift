// SPDX-License-Identifier: GPL-3.0-or-later

extension Slip {
  /// Slips in what units do.
  static let ofOperations: [Slip] = tactics + calls
}

/// Calls for service, and what units are to them.
private let calls: [Slip] = [
  callSlip("other_per_day: -1", "8:24: calls.other_per_day is -1; it must be from 0 to 100000"),
  callSlip(
    "other_per_day: {c: 1}", "8:25: calls.other_per_day.c is not a key of the format (known: a, b, ring)"),
  callSlip(
    "other_profile: evning",
    "8:24: calls.other_profile is \"evning\"; no hour profile has that name (known: uniform, daytime, evening, night-life, overnight, footfall); did you mean \"evening\"?"
  ),
  callSlip(
    "emergency_share: 0.7",
    "8:26: calls.emergency_share brings emergency_share and priority_share to 1.1; they add up to at most 1"),
  callSlip(
    "emergency_share: 0.7, priority_share: 0.5",
    "8:26: calls.emergency_share brings emergency_share and priority_share to 1.2; they add up to at most 1"),
  callSlip("service_mean: 45", "8:23: calls.service_mean is \"45\", without a unit; write 45 s, 45 min"),
  callSlip(
    "service_law: normal",
    "8:22: calls.service_law is \"normal\"; no service law has that name (known: exponential, lognormal, gamma, deterministic)"
  ),
  callSlip("queue: endless", "8:16: calls.queue is \"endless\"; it must be a whole number"),
  callSlip("queue: -1", "8:16: calls.queue is -1; it must be from 0 to 1000000"),
  callSlip("dispatch: preference", "8:8: calls: the key \"preference\" is missing"),
  callSlip(
    "dispatch: preference, preference: [{places: [a], units: [u]}]",
    "8:66: calls.preference[0].units[0] is a unit that is ringfenced, which calls can't have"),
  callSlip(
    "preference: []", "8:21: calls.preference is used by \"dispatch: preference\" only"),
  callSlip(
    "crime: {burglery: {grade: priority}}", "8:17: calls.crime.burglery is not a key of the format"),
  callSlip(
    "crime: {burglary: {grade: urgent}}",
    "8:35: calls.crime.burglary.grade is \"urgent\"; no grade has that name (known: emergency, priority, scheduled)"
  ),
  callSlip(
    "response_units: [{id: u, shift: day}]",
    "8:31: calls.response_units[0].id is \"u\"; the unit on line 16 has that name already"),
  callSlip(
    "response_units: [{id: car, shift: night}]",
    "8:43: calls.response_units[0].shift is \"night\"; no shift has that name (known: day, late)"),
  callSlip(
    "response_units: [{id: car, count: 0, shift: day}]",
    "8:43: calls.response_units[0].count is 0; it must be from 1 to 1000"),
  Slip(
    "shift: day}", "shift: day, ringfenced: maybe}",
    "15:51: operation.units[0].ringfenced is \"maybe\"; it must be true or false"),
  Slip(
    "shift: day}", "shift: day, abstraction: 2}",
    "15:52: operation.units[0].abstraction is 2; it must be from 0 to 1"),
  Slip(
    "length: 9 h}", "length: 9 h, handover: 9 h}",
    "12:56: operation.shifts[0].handover is 9 h; it must be from 0 to 480 min"),
  Slip(
    "length: 9 h}", "length: 9 h, handover: 5 h}",
    "15:7: operation.units[0] needs"),
]

private func callSlip(_ keys: String, _ words: String) -> Slip {
  Slip("operation:\n", "calls: {\(keys)}\noperation:\n", words)
}

/// Tactics, waves and what follows from them.
private let tactics: [Slip] = [
  Slip(
    "operation:", "tactics: {vehicle: {effect: -1}}\noperation:",
    "8:29: tactics.vehicle.effect is -1; it must be from 0 to 10"),
  Slip(
    "operation:", "tactics: {vehicle: {efect: 1}}\noperation:",
    "8:21: tactics.vehicle.efect is not a key of the format"),
  Slip(
    "operation:", "tactics: {vehicle: {mode: bus}}\noperation:",
    "8:27: tactics.vehicle.mode is \"bus\"; no mode has that name (known: any, foot, cycle, car)"),
  Slip(
    "operation:", "tactics: {\"on a horse\": {effect: 2}}\noperation:",
    "8:25: tactics.on a horse is a new tactic; its id is made of letters, digits, \"-\", \"_\" and \".\""),
  Slip(
    "operation:", "operation:\n  tactic: visible foot",
    "9:11: operation.tactic is \"visible foot\"; no tactic has that name"),
  Slip(
    "operation:", "operation:\n  tactic: cycle",
    "16:7: operation.units[0] has the tactic \"cycle\", which needs the mode cycle; its mode is car"),
  Slip(
    "shift: day}", "shift: day, mode: cycle, tactic: vehicle}",
    "15:7: operation.units[0] has the tactic \"vehicle\", which needs the mode car; its mode is cycle"),
  Slip(
    "operation:", "operation:\n  after: {units: [v]}",
    "9:19: operation.after.units[0] is \"v\"; no unit has that name"),
  Slip(
    "operation:", "operation:\n  after: {share: 1.5}",
    "9:18: operation.after.share is 1.5; it must be from 0 to 1"),
  Slip(
    "operation:", "operation:\n  after: {}", "9:10: operation.after: the key \"units\" is missing"),
  Slip(
    "operation:", "operation:\n  after: {units: [u], share: 0.5}",
    "9:30: operation.after.share is given with units; give one of the two"),
  Slip(
    "operation:", "operation:\n  familiarity: {half_life: 0 weeks}",
    "9:28: operation.familiarity.half_life is 0 weeks; it must be greater than 0 and at most 5200 weeks"),
  Slip(
    "operation:", "operation:\n  arrest_processing: 3",
    "9:22: operation.arrest_processing is \"3\", without a unit"),
  Slip(
    "operation:", "operation:\n  shift_flexibility: 13 h",
    "9:22: operation.shift_flexibility is 13 h; it must be from 0 to 720 min"),
  Slip(
    "2024-01-08}", "2024-01-08, second_wave: {after_weeks: 2, weeks: 3}}",
    "3:51: phases.second_wave ends 5 weeks after the campaign, and phases.after_weeks is 4"),
  Slip(
    "2024-01-08}", "2024-01-08, second_wave: {weeks: 3}}",
    "3:51: phases.second_wave: the key \"after_weeks\" is missing"),
  Slip(
    "operation:", "deterrence: {displacement_types: {robery: {burglary: 0.2}}}\noperation:",
    "8:35: deterrence.displacement_types.robery is not a key of the format"),
  Slip(
    "operation:", "deterrence: {displacement_types: {robbery: {burglery: 0.2}}}\noperation:",
    "8:45: deterrence.displacement_types.robbery.burglery is not a key of the format"),
  Slip(
    "operation:", "deterrence: {displacement_types: {robbery: {burglary: 0.7, drugs: 0.4}}}\noperation:",
    "8:44: deterrence.displacement_types.robbery has shares that add up to 1.1; at most 1"),
  Slip(
    "operation:", "deterrence: {displacement_types: {robbery: {robbery: 0.7}}}\noperation:",
    "8:54: deterrence.displacement_types.robbery.robbery is the type itself; what is left over keeps its type"
  ),
  Slip(
    "operation:", "crime: {types: {burglary: {deterrable_share: 2}}}\noperation:",
    "8:46: crime.types.burglary.deterrable_share is 2; it must be from 0 to 1"),
]
