// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Key where Root == Tactic {
  /// How visits are made by a tactic; each factor is set against visible foot patrol.
  static let tactic: [Key] = [
    Key("name", \.name, .text(), "its name in everyday use", isStated: false),
    Key(
      "effect", \.effect, .number(.from(0, to: 10)),
      "e, factor on the deterrence of presence and of both memories"),
    Key(
      "discovery_factor", \.discoveryFactor, .number(.from(0, to: 1_000)),
      "factor on the probability that a unit which is present discovers an offence"),
    Key(
      "search_factor", \.searchFactor, .number(.from(0, to: 1_000)),
      "factor on the searches in 100 patrol hours",
      note: "Where the scenario has stops."),
    Key(
      "arrest_factor", \.arrestFactor, .number(.from(0, to: 1_000)),
      "factor on the share of offences that a unit which is present witnesses"),
    Key(
      "trust_per_hour", \.trustPerHour, .number(.from(-1, to: 1)),
      "change of trust in the ward for an hour of visits", note: "Where the scenario has trust."),
    Key("mode", \.mode, .anyMode, "modes of travel that can use it"),
    Key("source", \.source, .text(), "source of its numbers", isStated: false),
  ]
}

extension KeyType<TravelMode?> {
  /// The word for any way to get about.
  private static let any = "any"

  /// A way to get about, or any.
  static let anyMode: KeyType = {
    let names = [any] + TravelMode.allCases.map(\.rawValue)
    return KeyType(
      allowed: names.joined(separator: ", "), shape: .word(names),
      read: { field in
        guard let text = field.scalar(expected: "a word") else { return nil }
        if text == any { return .some(nil) }
        if let mode = TravelMode(rawValue: text) { return mode }
        field.report(field.isAbsent ? .noValue : .unknownName(text, what: "mode", known: names))
        return nil
      }, write: { .word($0?.rawValue ?? any) }, state: { .text($0?.rawValue ?? any) })
  }()
}
