// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

extension Key where Root == CallsForService {
  /// Demand of other kinds.
  static func demand(profiles: [String]) -> [Key] {
    [
      Key(
        "other_profile", \.otherProfile, .name(of: "hour profile", among: profiles),
        "their profile over the week", note: "One of `crime.hour_profiles`.")
    ]
  }

  /// How calls are graded and answered.
  static let answers: [Key] = [
    Key(
      "emergency_share", \.emergencyShare, .share, "share of other demand that is graded emergency",
      note: "With `priority_share` at most 1."),
    Key(
      "priority_share", \.priorityShare, .share,
      "share of other demand that is graded priority; the rest is scheduled"),
    Key(
      "service_mean", \.serviceMeanInMinutes, .quantity(.minutes, .positive(upTo: 10_080)),
      "mean time on scene"),
    Key(
      "service_variation", \.serviceVariation, .number(.from(0, to: 100)),
      "coefficient of variation of the time on scene, where its law leaves it open",
      note: "Of no use to `exponential`, which has 1, and `deterministic`."),
    Key(
      "target", \.targetInMinutes, .quantity(.minutes, .positive(upTo: 1_440)),
      "response time aimed at, dispatch delay plus travel", note: "20 min in the country.",
      source: "typical in towns; 20 min in the country"),
    Key("service_law", \.serviceLaw, .choice("service law"), "law of the time on scene"),
    Key(
      "queue", \.queueCapacity, .queue, "number of calls that can wait",
      note: "One that comes when as many wait is lost."),
    Key(
      "dispatch", \.dispatch, .choice("rule of dispatch"), "rule for the choice of a unit",
      note: "The available one that is there first, by lists, or by the strategy."),
  ]
}

extension Key where Root == CrimeCalls {
  /// Which offences of a type lead to calls.
  static let crimeCalls: [Key] = [
    Key(
      "immediate_share", \.immediateShare, .share,
      "share of its reported offences that are calls for immediate attendance"),
    Key("grade", \.grade, .choice("grade"), "grade of these calls"),
  ]
}

extension Key where Root == ResponseUnit {
  /// Units of ordinary response that are alike; their name and shift are read by themselves.
  static let responseUnitCount: [Key] = [
    Key("count", \.count, .whole(1...CallsReader.countLimit), "number of a kind"),
    Key(
      "base", \.base, .point, "start point of their shifts", isStated: false, usual: "the mean of all places"),
  ]

  /// What follows their shift.
  static let responseUnit: [Key] = [
    Key("mode", \.mode, .choice("mode"), "modes of travel", note: "Always by distance."),
    Key("abstraction", \.abstraction, .share, "share of shifts on which a unit is abstracted"),
  ]
}

extension KeyType<Int?> {
  /// The word for any number.
  private static let unlimited = "unlimited"

  /// A number of calls that can wait, or any number.
  static let queue = KeyType(
    allowed: "\(unlimited), or from 0 to \(CallsReader.queueLimit)",
    shape: .either([.word([unlimited]), .whole(0...CallsReader.queueLimit)]),
    read: { field in
      if case .scalar(let scalar) = field.node, scalar.string == unlimited { return .some(nil) }
      let count: Int? = field.integer(0...CallsReader.queueLimit)
      return count.map { .some($0) }
    }, write: { .word($0.map { "\($0)" } ?? unlimited) }, state: { .text($0.map { "\($0)" } ?? unlimited) })
}
