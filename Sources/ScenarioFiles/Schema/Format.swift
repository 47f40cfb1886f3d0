// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel
import PatrolStrategies

/// Every key of a scenario file, part by part: what the article on the format and the JSON Schema are made from.
enum Format {
  /// A part of the article, with its keys as they are written in a file: `operation.shifts[].start`.
  struct Part {
    let heading: String
    let keys: [(pattern: String, info: KeyInfo)]
  }

  /// The keys at the top of a file.
  static let keys: [KeyInfo] =
    [
      KeyInfo(
        "patrolsim", "the version of this format", usual: nil, allowed: "1",
        .whole(ScenarioReader.version...ScenarioReader.version))
    ] + .of(Key.question, usual: .blank) + [
      KeyInfo("phases", "when, see Time", usual: nil, .section(time)),
      KeyInfo("calendar", "public holidays and school terms, see Calendar", usual: "", .section(calendar)),
      KeyInfo(
        "deterrence", "deterrence by patrol, see Deterrence", usual: "the preset `evidence`",
        .section(deterrence)),
      KeyInfo(
        "beliefs", "the force's beliefs about deterrence, see Beliefs", usual: "",
        .section(.of(Key.beliefs, usual: .believed))),
      KeyInfo("knowledge", "knowledge of the police, see Knowledge", usual: "", .section(knowledge)),
    ] + contact + [
      KeyInfo("crime", "types, profiles, series, see Crime", usual: "", .section(crime)),
      KeyInfo(
        "places", "where, see Places", usual: nil, allowed: "from 1 to \(PlacesReader.limit) places",
        .list(of: .section(place), atLeast: 1, atMost: PlacesReader.limit)),
      KeyInfo(
        "choose", "that targets are chosen in each replication, see Choosing targets",
        usual: "the scenario names them", .section(.of(Key.choice, usual: TargetChoice()))),
      KeyInfo(
        "tactics", "tactics for visits, see Tactics", usual: "",
        .entries(of: .section(tactic), names: nil)),
      KeyInfo("operation", "who patrols, see Operation", usual: nil, .section(operation)),
      KeyInfo(
        "calls", "calls for service and who answers them, see Calls for service", usual: "none",
        .section(calls)),
      KeyInfo(
        "strategies", "the strategies to compare, see Strategies", usual: "those that choose where to patrol",
        allowed: "list", strategies),
      KeyInfo("trial", "the published trial that is repeated, see Trial", usual: "none", .section(trial)),
      KeyInfo(
        "claims", "reported falls for the campaign, to be examined, see Claims", usual: "none",
        allowed: "list", .list(of: .section(.of(Key.claim(types: [], corridors: []), usual: .blank)))),
    ]

  /// The parts of the article that have a table of keys, in its order.
  static let parts: [Part] = {
    let all = flattened(keys)
    func part(_ heading: String, _ prefixes: String..., but others: [String] = []) -> Part {
      Part(
        heading: heading,
        keys: all.filter { key in
          prefixes.contains { key.pattern.hasPrefix($0) } && !others.contains { key.pattern.hasPrefix($0) }
        })
    }
    return [
      Part(heading: "The question", keys: all.filter { !$0.pattern.contains { ".[".contains($0) } }),
      part("Time", "phases."), part("Calendar", "calendar."), part("Deterrence", "deterrence."),
      part("Beliefs", "beliefs."),
      part("Knowledge", "knowledge."),
      part("Contact with the public", "trust.", "stops.", "tips.", "surveys."),
      part("Crime", "crime.", but: ["crime.contexts"]), part("Contexts", "crime.contexts"),
      part("Places", "places[]."), part("Choosing targets", "choose."), part("Tactics", "tactics."),
      part("Operation", "operation.", but: ["operation.timetable."]),
      part("Timetable", "operation.timetable."), part("Calls for service", "calls."),
      part("Strategies", "strategies[]."), part("Trial", "trial."), part("Claims", "claims[]."),
    ]
  }()

  /// Returns keys and all that lie below them, each after the one that it lies below.
  private static func flattened(_ keys: [KeyInfo], below path: String = "") -> [(
    pattern: String, info: KeyInfo
  )] {
    keys.flatMap { key in
      let pattern = path.isEmpty ? key.name : "\(path).\(key.name)"
      return [(pattern, key)] + flattened(key.shape, at: pattern)
    }
  }

  private static func flattened(_ shape: Shape, at pattern: String) -> [(pattern: String, info: KeyInfo)] {
    switch shape {
    case .section(let keys): flattened(keys, below: pattern)
    case .list(of: let shape, _, _): flattened(shape, at: pattern + "[]")
    case .entries(of: let shape, _): flattened(shape, at: pattern + ".*")
    case .either(let shapes): shapes.flatMap { flattened($0, at: pattern) }
    case .oneOf(let keys): keys.flatMap { flattened($0.shape, at: "\(pattern).\($0.name)") }
    default: []
    }
  }
}

// MARK: - The parts

extension Format {
  static let assumption = "assumption"

  private static let time: [KeyInfo] =
    .of(Key.phases, usual: .blank) + [
      KeyInfo(
        "second_wave", "start and end of further patrol within them",
        note:
          "Every unit keeps its shifts, and habituation starts again. Outcomes count as after the campaign.",
        usual: "never", .section(.of(Key.secondWave, usual: nil)))
    ]

  private static let calendar: [KeyInfo] = .of(Key.calendar, usual: CrimeCalendar())

  private static let deterrence: [KeyInfo] =
    [
      KeyInfo(
        "preset", "the setting to start from", usual: Deterrence().preset.rawValue,
        allowed: "no-effect (or null), "
          + DeterrencePreset.allCases.dropFirst().map(\.rawValue).joined(separator: ", "),
        source: "published trials, see `patrolsim evidence show`", .word(DeterrencePreset.names))
    ] + .of(Key.deterrence, usual: Deterrence()) + [
      KeyInfo(
        "displacement_types", "shares of displaced offences that become another type",
        note:
          "For each type that changes by the type that it becomes: `{robbery: {theft-from-the-person: 0.3}}`. The rest keeps its type.",
        usual: "none", allowed: "0 to 1 each, of a type at most 1 in all", source: assumption,
        .entries(of: .entries(of: .number(.share), names: nil), names: nil))
    ] + .of(Key.arrests, usual: Deterrence())

  private static let knowledge: [KeyInfo] =
    .of(Key.knowledge, usual: Knowledge()) + [
      KeyInfo(
        "channels", "channels of reports",
        note: "Each has delays of its own in the place of that one: `999`, `101`, `online`.", usual: "none",
        allowed: "at least one channel", source: assumption,
        .entries(of: .section(channel), names: ReportingChannel.allCases.map(\.rawValue)))
    ]

  private static let channel: [KeyInfo] = {
    let laws = ReportingChannel.allCases.map { ChannelLaw($0, shares: []) }
    return [
      KeyInfo(
        "share", "the share of reports that come by it",
        note:
          "A number for all types, or numbers by type, of which those left out are 0. The shares of a type add up to 1.",
        usual: nil, allowed: "from 0 to 1",
        .either([.number(.share), .entries(of: .number(.share), names: nil)]))
    ]
      + Key.channel.map { key in
        let usual = laws.map { key.state($0).text + (key.unit.isEmpty ? "" : " \(key.unit)") }
        let words = Set(usual).count == 1 ? usual[0] : usual.joined(separator: ", ")
        return KeyInfo(
          key.name, key.meaning, note: key.note, usual: words, allowed: key.allowed, source: key.source,
          key.shape)
      }
  }()

  /// What a file turns on.
  private static let contact: [KeyInfo] = {
    func part(_ name: String, _ meaning: String, _ keys: [KeyInfo]) -> KeyInfo {
      KeyInfo(
        name, "turns \(meaning) on, see Contact with the public", usual: "off", allowed: "its keys",
        .section(keys))
    }
    return [
      part("trust", "trust", .of(Key.trust, usual: Trust())),
      part("stops", "searches and arrests at stops", .of(Key.stops, usual: Stops())),
      part("tips", "tips", .of(Key.tips, usual: Tips())),
      part("surveys", "surveys by text", .of(Key.surveys, usual: Surveys())),
      KeyInfo(
        "packs", "whether strategies can ask for 48-hour packs of a place", usual: "false",
        allowed: "true, false",
        .flag),
    ]
  }()

  private static let tactic: [KeyInfo] = {
    let usual = Tactic(id: "its id", name: "its id")
    return Key.tactic.map { $0.info(usual: "standard; " + $0.state(usual).text) }
  }()

  /// Returns what entries of different names have: `0.3 for drugs; 0 for others`, or that they differ where they do so much.
  static func byType<Root>(_ key: Key<Root>, _ roots: [(name: String, root: Root)]) -> String {
    var values: [(text: String, names: [String])] = []
    for (name, root) in roots {
      let text = key.state(root).text + (key.unit.isEmpty ? "" : " \(key.unit)")
      if let index = values.firstIndex(where: { $0.text == text }) {
        values[index].names.append(name)
      } else {
        values.append((text, [name]))
      }
    }
    guard let most = values.max(by: { $0.names.count < $1.names.count }), values.count <= 7 else {
      return "by type"
    }
    guard values.count > 1 else { return most.text }
    let others = values.filter { $0.text != most.text }.map {
      "\($0.text) for \($0.names.joined(separator: ", "))"
    }
    return (others + ["\(most.text) for others"]).joined(separator: "; ")
  }

  private static let trial: [KeyInfo] = {
    let usual = Trial(citation: "", dose: "", findings: [])
    let words = ComparisonWords.allCases.map(\.rawValue)
    let finding = [
      KeyInfo("what", "the quantity measured, in a few words", usual: nil, allowed: "any text", .text),
      KeyInfo(
        "compare", "the comparison", usual: nil, allowed: words.joined(separator: ", "), .word(words)),
      KeyInfo(
        "absence_days", "the days of absence that go before, for `after absence with on`",
        usual: "required there",
        allowed: "from 1 to \(TimetableReader.cycleLimit)", .whole(1...TimetableReader.cycleLimit)),
      KeyInfo(
        "observed_percent", "the published range, [lowest, highest]",
        note: "Twice the same for a single figure.", usual: nil,
        allowed: TrialReader.percent.words() + " each",
        .list(of: .number(TrialReader.percent), atLeast: 2, atMost: 2)),
      KeyInfo(
        "standard_error", "the standard error of the log rate ratio, where it is known", usual: "not known",
        allowed: TrialReader.errorRange.words(), .number(TrialReader.errorRange)),
      KeyInfo(
        "p_value", "the range of the two-sided p value, [lowest, highest], where the error is not known",
        note:
          "Twice the same for a single value. \"Significant\" is [0, 0.05], \"not significant\" [0.05, 1].",
        usual: "not known", allowed: "from 0 to 1 each",
        .list(of: .number(.share), atLeast: 2, atMost: 2)),
      KeyInfo("error_source", "the origin of the error", usual: "none", allowed: "any text", .text),
    ]
    return .of(Key.trial(types: []), usual: usual) + [
      KeyInfo(
        "findings", "its result", usual: nil, allowed: "at least one",
        .list(of: .section(finding), atLeast: 1, atMost: nil))
    ] + .of(Key.assumptions, usual: usual)
  }()

  /// A strategy by its name, or its name with parameters.
  private static let strategies: Shape = {
    let catalogue = StrategyCatalogue.standard
    let external = [
      KeyInfo(
        "command", "the program and its arguments, as a list of words or as one line", usual: nil,
        allowed: "at least one word", .either([.text, .list(of: .text, atLeast: 1, atMost: nil)])),
      KeyInfo(
        "name", "its name in results, after `external:`", usual: "the name of its file",
        allowed: "letters, digits, `-`, `_`, `.`", .name),
    ]
    let entries = catalogue.names.compactMap { catalogue.entry(named: $0) }.map { entry in
      KeyInfo(
        entry.name, entry.summary, usual: "",
        .section((entry.needsProgram ? external : []) + parameters(of: entry)))
    }
    return .list(of: .oneOf(entries), atLeast: 1, atMost: StrategiesReader.limit)
  }()

  private static func parameters(of entry: StrategyEntry) -> [KeyInfo] {
    entry.parameters.map { parameter in
      let range = NumberRange.from(parameter.range.lowerBound, to: parameter.range.upperBound)
      let shape: Shape =
        if parameter.choices.isEmpty {
          Unit(of: parameter).map { .quantity($0, range) } ?? .number(range)
        } else { .word(parameter.choices) }
      return KeyInfo(
        parameter.name, StrategiesStatement.phrase(parameter.meaning),
        usual: parameter.isFitted ? "fitted" : usual(parameter),
        allowed: parameter.choices.isEmpty
          ? range.words(unit: parameter.unit.rawValue) : parameter.choices.joined(separator: ", "),
        source: parameter.source, shape)
    }
  }

  private static func usual(_ parameter: StrategyParameter) -> String {
    let value = parameter.defaultValue
    if let word = parameter.word(for: value) { return word }
    return DecimalText.exact(value) + (parameter.unit == .number ? "" : " \(parameter.unit.rawValue)")
  }
}

extension Claim {
  /// A claim with nothing but defaults.
  static let blank = Claim(what: "", fallPercent: 0)
}
