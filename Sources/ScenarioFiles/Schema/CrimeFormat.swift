// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel
import PatrolStrategies

/// The keys of `crime` and `places`.
extension Format {
  static let crime: [KeyInfo] = [
    KeyInfo(
      "draw_rates",
      "whether each replication draws its rates from their posterior, which `rate_errors` gives",
      usual: "false", allowed: "true, false",
      .flag),
    KeyInfo(
      "include", "the types in use, in this order", usual: "all",
      allowed: "ids of types", .list(of: .text, atLeast: 1, atMost: nil)),
    KeyInfo(
      "types", "changed or new types by id", note: "A new one needs `name` and `harm`.", usual: "none",
      allowed: "at most \(CrimeTypesReader.limit) types",
      .entries(of: .section(type), names: nil)),
    profile("hour_profiles", "Monday 00:00 first", hours: true),
    profile("month_profiles", "January first", hours: false),
    KeyInfo(
      "series", "kinds of crime series", note: "`[]` for none.",
      usual: SeriesKind.standard.map(\.name).joined(separator: ", "), allowed: "list", source: assumption,
      .list(of: .section(.of(Key.series(types: []), usual: SeriesKind(name: "", types: []))))),
    KeyInfo(
      "near_repeats", "near repeats in time and space", usual: "",
      .section(.of(Key.nearRepeats, usual: NearRepeatKernel()))),
    KeyInfo(
      "contexts", "rules that raise or lower crime at known times", usual: "none",
      allowed: "at most \(ContextRule.limit) names of standard rules or mappings", source: assumption,
      .list(
        of: .either([.word(ContextRule.standard.map(\.name)), .section(context)]), atLeast: 0,
        atMost: ContextRule.limit)),
  ]

  private static let type: [KeyInfo] =
    Key.type(isNew: false, hours: [], months: []).map { key in
      key.info(usual: byType(key, CrimeType.policeUK.map { ($0.id, $0) }))
    }

  private static func profile(_ name: String, _ first: String, hours: Bool) -> KeyInfo {
    let count = hours ? 168 : 12
    let shape = Shape.section([
      KeyInfo(
        "weights", "one weight \(hours ? "an hour" : "a month"), \(first), scaled to mean 1", usual: nil,
        allowed: "\(count) numbers, 0 to 1000000",
        .list(of: .number(.from(0, to: 1_000_000)), atLeast: count, atMost: count)),
      KeyInfo("source", "source", usual: assumption, allowed: "any text", .text),
    ])
    let known = hours ? HourProfile.assumed.map(\.name) : [MonthProfile.uniform.name]
    return KeyInfo(
      name,
      "profiles over the \(hours ? "week" : "year") by name, beside the built-in "
        + known.map { "`\($0)`" }.joined(separator: ", "), usual: "none", .entries(of: shape, names: nil))
  }

  private static let context: [KeyInfo] = {
    let conditions = ContextRule.DayCondition.allCases.map(\.rawValue)
    func condition(_ name: String, _ what: String) -> KeyInfo {
      KeyInfo(
        name, "whether it applies on \(what)",
        usual: ContextRule(name: "", effect: .factor(1)).schoolDays.rawValue,
        allowed: conditions.joined(separator: ", "), .word(conditions))
    }
    let dates = Shape.list(of: .either([.date, .list(of: .date, atLeast: 2, atMost: 2)]))
    return [
      KeyInfo(
        "name", "its name", note: "That of a standard rule starts from its values.", usual: nil,
        allowed: "any text, unique", .text),
      KeyInfo(
        "factor", "factor on the rate", usual: "required, or `profile`",
        allowed: ContextsReader.factors.words(), .number(ContextsReader.factors)),
      KeyInfo(
        "profile", "instead of a factor, the hour profile that it multiplies the rate by", usual: "",
        allowed: "a name; no hour of it is 0", .text),
      condition("public_holidays", "public holidays"), condition("school_days", "school days"),
      KeyInfo(
        "days", "the weekdays on which it applies", usual: Weekdays.all, allowed: "names of days",
        Weekdays.shape),
      KeyInfo(
        "hours", "the hours at which it applies, in local time",
        note: "Past midnight they belong to the day on which they began.",
        usual: "the whole day", allowed: "[\"23:00\", \"02:00\"], on the hour; `[]` for the whole day",
        .list(of: .timeOfDay, atLeast: 0, atMost: 2)),
      KeyInfo(
        "dates", "the dates on which it applies", usual: "all",
        allowed: "days, or [first day, last day]; `[]` for all", dates),
      KeyInfo(
        "kinds", "the kinds of place that it is for", usual: "all", allowed: "kinds of place; `[]` for all",
        .list(of: .word(PlaceKind.allCases.map(\.rawValue)))),
      KeyInfo(
        "types", "the types that it is for", usual: "all", allowed: "ids of types; `[]` for all",
        .list(of: .text)),
      KeyInfo("source", "source", usual: assumption, allowed: "any text", .text),
    ]
  }()

  static let place: [KeyInfo] = {
    func words<Choice: CaseIterable & RawRepresentable<String>>(
      _ name: String, _ meaning: String, _ usual: Choice
    ) -> KeyInfo {
      let names = Choice.allCases.map(\.rawValue)
      return KeyInfo(
        name, meaning, usual: usual.rawValue, allowed: names.joined(separator: ", "), .word(names))
    }
    func text(_ name: String, _ meaning: String, usual: String = "none") -> KeyInfo {
      KeyInfo(name, meaning, usual: usual, allowed: "any text", .text)
    }
    let rates = Shape.entries(of: .number(PlacesReader.rates), names: nil)
    let radius = NumberRange.positive(upTo: 10_000)
    let usual = Place(id: "", name: "", centre: Coordinate(longitude: 0, latitude: 0), ratesPerYear: [])
    let head = [
      KeyInfo("id", "a short name, unique", usual: nil, allowed: "a name", .name),
      text("name", "its name in everyday use", usual: "the id"),
      KeyInfo("at", "its centre", usual: nil, allowed: "[latitude, longitude]", .point),
      KeyInfo(
        "radius", "the radius for the count of records",
        usual: "\(DecimalText.exact(usual.radiusInMetres)) m", allowed: radius.words(unit: "m"),
        .quantity(.metres, radius)),
      text("ward", "its ward"), text("borough", "its borough"),
      text("corridor", "the named corridor it belongs to"),
      words("kind", "its street life", usual.kind), words("role", "its role in an evaluation", usual.role),
    ]
    let tail = [
      KeyInfo(
        "of", "the target of this buffer's ring, or the target that this control is matched to",
        usual: "required for buffer and control", allowed: "id of a target", .text),
      text("evidence", "source of the rates, in a few words", usual: usual.evidence),
      KeyInfo(
        "rates_per_year",
        "offences of each type that happen here in a year under ordinary policing, known to the police or not",
        note: "Types left out have 0.", usual: nil, allowed: "0 to 100000 each", rates),
      KeyInfo(
        "rate_errors", "standard deviation of the posterior of each rate, in offences a year", usual: "0",
        allowed: "0 to 100000 each", rates),
      KeyInfo(
        "points", "points of presence inside it, each with its own share of its crime", usual: "none",
        allowed: "at most \(PointsReader.limit) points",
        .list(of: .section(point), atLeast: 0, atMost: PointsReader.limit)),
    ]
    return head + tail
  }()

  private static let point: [KeyInfo] = {
    let kinds = MicroPlaceKind.allCases.map(\.rawValue)
    return [
      KeyInfo("id", "a short name, unique within the place", usual: nil, allowed: "a name", .name),
      KeyInfo("name", "its name in everyday use", usual: "the id", allowed: "any text", .text),
      KeyInfo("kind", "what it is", usual: "other", allowed: kinds.joined(separator: ", "), .word(kinds)),
      KeyInfo(
        "at", "its position, within the radius of its place", usual: nil, allowed: "[latitude, longitude]",
        .point),
      KeyInfo(
        "share", "its share of the background and series offences of its place",
        note: "One number for all types, or one by type with 0 for those left out.", usual: nil,
        allowed: "0 to 1; shares of a type add up to at most 1",
        .either([.number(.share), .entries(of: .number(.share), names: nil)])),
    ]
  }()
}
