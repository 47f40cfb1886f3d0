// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Key where Root == Operation {
  /// The numbers under `operation`.
  static let operation: [Key] = [
    Key(
      "visit", \.visitInMinutes, .quantity(.minutes, .from(1, to: 1_440)),
      "planned length of a visit", source: "Koper 1995"),
    Key(
      "gap", \.gapInHours, .quantity(.hours, .positive(upTo: 8_784)),
      "gap aimed at between two visits to a place",
      note: "No strategy is bound to it; a comparison shows delivered visits beside those it asks for.",
      source: "Telep et al. 2014 (Sacramento)"),
    Key(
      "break", \.breakInMinutes, .quantity(.minutes, .from(0, to: 1_440)), "length of the break in each shift"
    ),
    Key(
      "arrest_processing", \.arrestProcessingInHours, .quantity(.hours, .from(0, to: 24)),
      "time off patrol for the unit that makes an arrest",
      note: "Of an arrest at the scene; of the units there it takes the one that came first."),
    Key(
      "shift_flexibility", \.shiftFlexibilityInMinutes, .quantity(.minutes, .from(0, to: 720)),
      "largest change of the start of a shift by a strategy, earlier or later",
      note:
        "`data-led` and `dynamic-re-task` move shifts to the hours at which they expect most harm. A shift keeps its length, so officer hours stay the same."
    ),
  ]
}

extension Key where Root == FamiliarityRule {
  /// The keys under `operation.familiarity`.
  static let familiarity: [Key] = [
    Key(
      "time_constant", \.timeConstantInHours, .quantity(.hours, .positive(upTo: 10_000)),
      "hours in a ward after which a unit has 1 − 1/e of full knowledge"),
    Key(
      "half_life", \.halfLifeInWeeks, .quantity(.weeks, .positive(upTo: 5_200)),
      "half-life of knowledge in absence"),
  ]
}

extension Key where Root == TravelSpeeds {
  /// The keys under `operation.speeds`.
  static let speeds: [Key] = [
    Key(
      "foot", \.footInKilometresPerHour, .quantity(.kilometresPerHour, .positive(upTo: 300)),
      "speed on foot, door to door"),
    Key(
      "cycle", \.cycleInKilometresPerHour, .quantity(.kilometresPerHour, .positive(upTo: 300)),
      "speed by cycle, door to door"),
    Key(
      "car", \.carInKilometresPerHour, .quantity(.kilometresPerHour, .positive(upTo: 300)),
      "speed by car, door to door"),
    Key(
      "detour", \.detour, .number(.from(1, to: 100)),
      "length of a route over the great-circle distance, if travel is by distance"),
  ]
}

extension Key where Root == ShiftPattern {
  /// Hours of duty; name, start and length are read by themselves.
  static let shift: [Key] = [
    Key(
      "handover", \.handoverInMinutes, .quantity(.minutes, .from(0, to: 480)),
      "time for handover at the start and at the end",
      note: "They are at their base and take no task."),
    Key("days", \.days, .days, "the weekdays on which it starts"),
  ]
}

extension Key where Root == PatrolUnit {
  /// What a unit is; its name, team and shift are read by themselves.
  static let unit: [Key] = [
    Key("mode", \.mode, .choice("mode"), "modes of travel"),
    Key("officers", \.officers, .whole(1...100), "officers in a unit"),
    Key(
      "ringfenced", \.isRingfenced, .flag, "number kept for patrol and never sent to calls"),
    Key("abstraction", \.abstraction, .share, "share of shifts on which a unit is abstracted"),
  ]
}
