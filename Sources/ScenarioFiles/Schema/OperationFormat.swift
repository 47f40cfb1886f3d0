// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// The keys of `operation` and `calls`.
extension Format {
  static let operation: [KeyInfo] = {
    let usual = Operation(teams: [], shifts: [], units: [])
    let ids = Shape.list(of: .text)
    let after = [
      KeyInfo("units", "which", usual: "", allowed: "ids of units", source: "assumption", ids),
      KeyInfo(
        "share", "share of all units, rounded to whole units: the first of `operation.units`",
        usual: "", allowed: "from 0 to 1", source: "assumption", .number(.share)),
    ]
    return .of(Key.operation, usual: usual) + [
      KeyInfo(
        "tactic", "the default tactic of units without one; a strategy can choose another for a visit",
        usual: usual.tactic, allowed: "id of a tactic", source: "assumption", .text),
      KeyInfo(
        "familiarity", "units' knowledge of wards; not simulated without the key", usual: "none",
        .section(.of(Key.familiarity, usual: FamiliarityRule()))),
      KeyInfo(
        "after", "units that are kept on patrol after the campaign, to the end of the run",
        note: "One of the two keys below.", usual: "none", .section(after)),
      KeyInfo("speeds", "door-to-door speeds", usual: "", .section(.of(Key.speeds, usual: TravelSpeeds()))),
      KeyInfo(
        "timetable", "the visits that the strategy `scheduled-visits` makes, see Timetable", usual: "none",
        .section(timetable)),
      rows(
        "rota", "when units are on duty, from a force's own rota, see Rota and visits",
        usual: "shift patterns", 3, "unit, start, end"),
      rows(
        "delivered", "a force's own visits, which `fixed-rota` repeats, see Rota and visits",
        usual: "none", 4,
        "unit, place, arrive, leave"),
      KeyInfo(
        "travel", "method for travel times, see Travel", usual: "distance",
        allowed: "distance, or one of the keys below", source: "assumption",
        .either([.word(["distance"]), .section(travel)])),
      KeyInfo(
        "teams", "units that share an area", usual: nil, allowed: "from 1 to \(OperationReader.limit) teams",
        .list(of: .section(team), atLeast: 1, atMost: OperationReader.limit)),
      KeyInfo(
        "shifts", "hours and days of duty, in civil time", usual: "required, unless there is a rota",
        allowed: "from 1 to \(OperationReader.limit) shifts",
        .list(of: .section(shift), atLeast: 1, atMost: OperationReader.limit)),
      KeyInfo(
        "units", "officers who patrol together", usual: nil,
        allowed: "from 1 to \(OperationReader.limit) units",
        .list(of: .section(unit), atLeast: 1, atMost: OperationReader.limit)),
    ]
  }()

  /// A file, or its rows in the scenario itself.
  private static func rows(_ name: String, _ meaning: String, usual: String, _ count: Int, _ columns: String)
    -> KeyInfo
  {
    KeyInfo(
      name, meaning, usual: usual, allowed: "path of a file, or a list of [\(columns)]",
      .either([.text, .list(of: .list(of: .text, atLeast: count, atMost: count))]))
  }

  private static let travel: [KeyInfo] = {
    let ways = Shape.list(of: .number(.from(0, to: 1_000_000)))
    let times = Shape.list(of: .number(.from(0, to: 1_440)))
    return [
      KeyInfo("matrix", "a CSV file of travel times", usual: "", allowed: "path of a file", .text),
      KeyInfo("streets", "a GeoJSON file of streets", usual: "", allowed: "path of a file", .text),
      KeyInfo(
        "way_metres", "lengths of ways, a list for each team by its id", usual: "",
        allowed: "0 to 1000000 each",
        .entries(of: ways, names: nil)),
      KeyInfo(
        "minutes", "travel times, for each team by its id a list for each mode", usual: "",
        allowed: "0 to 1440 each",
        .entries(of: .entries(of: times, names: TravelMode.allCases.map(\.rawValue)), names: nil)),
    ]
  }()

  private static let team = [
    KeyInfo("id", "a short name, unique", usual: nil, allowed: "a name", .name),
    KeyInfo(
      "base", "start and end point of its units' shifts", usual: "the mean of its places",
      allowed: "[latitude, longitude]", .point),
    KeyInfo(
      "places", "the targets it patrols", usual: "required, unless targets are chosen",
      allowed: "ids of targets",
      .list(of: .text)),
  ]

  private static let shift: [KeyInfo] =
    [
      KeyInfo("id", "a short name, unique", usual: nil, allowed: "a name", .name),
      KeyInfo("start", "start", usual: nil, allowed: "\"00:00\" to \"23:59\"", .timeOfDay),
      KeyInfo(
        "length", "length, in whole minutes", usual: "required, or `end`",
        allowed: NumberRange.from(1, to: 1_440).words(unit: "min"), .quantity(.minutes, .from(1, to: 1_440))),
      KeyInfo(
        "end", "when it ends, instead of its length", note: "At or before the start means on the next day.",
        usual: "", allowed: "\"00:00\" to \"23:59\"", .timeOfDay),
    ] + .of(Key.shift, usual: ShiftPattern(id: "", startMinute: 0, lengthInMinutes: 480))

  private static let unit: [KeyInfo] = {
    let usual = PatrolUnit(id: "", team: "", shift: "")
    let meanings = [
      "mode": "mode of travel", "officers": "number of officers",
      "ringfenced": "whether it is kept for patrol; one that isn't can be sent to calls for service",
      "abstraction": "share of its shifts on which it is abstracted for the whole shift",
    ]
    return [
      KeyInfo("id", "a short name, unique", usual: nil, allowed: "a name", .name),
      KeyInfo("team", "its team", usual: nil, allowed: "id of a team", .text),
      KeyInfo(
        "shift", "its shift", usual: "required; none if there is a rota", allowed: "id of a shift", .text),
    ]
      + [KeyInfo].of(Key.unit, usual: usual).map {
        KeyInfo(
          $0.name, meanings[$0.name] ?? $0.meaning, note: $0.note, usual: $0.usual, allowed: $0.allowed,
          source: $0.source, $0.shape)
      } + [
        KeyInfo(
          "tactic", "its default tactic, one that its mode allows", usual: "that of `operation.tactic`",
          allowed: "id of a tactic", .text)
      ]
  }()

  private static let timetable: [KeyInfo] = {
    let drawn = DrawnPlaces.allCases.map(\.rawValue)
    let cycle = "from 1 to \(TimetableReader.cycleLimit)"
    return .of(Key.timetable, usual: Key<Timetable>.blank) + [
      KeyInfo(
        "hours", "the hours of patrol, in civil time",
        note: "An end at or before the start is on the next day.",
        usual: "the whole day", allowed: "two times such as [\"15:00\", \"23:00\"]",
        .list(of: .timeOfDay, atLeast: 2, atMost: 2)),
      KeyInfo(
        "places_on", "number of places on at a time, drawn at random", usual: "all",
        allowed: "1 to all places",
        .whole(1...100_000)),
      KeyInfo(
        "drawn", "frequency of the draw",
        note:
          "Anew each day (days on against days off), or once for each replication (treated places against controls).",
        usual: "daily", allowed: drawn.joined(separator: ", "), .word(drawn)),
      KeyInfo(
        "on_days", "instead of drawing, the days on of a cycle",
        note: "Places start at points of it that are spread evenly.", usual: "",
        allowed: cycle + ", with `off_days`",
        .whole(1...TimetableReader.cycleLimit)),
      KeyInfo(
        "off_days", "the days off that follow", usual: "", allowed: cycle + ", with `on_days`",
        .whole(1...TimetableReader.cycleLimit)),
    ]
  }()

  static let calls: [KeyInfo] = {
    let usual = CallsForService(types: [])
    let other = Shape.either([
      .number(CallsReader.demand), .entries(of: .number(CallsReader.demand), names: nil),
    ])
    return [
      KeyInfo(
        "crime", "calls by type of crime", usual: "", allowed: "ids of types",
        .entries(of: .section(crimeCalls), names: nil)),
      KeyInfo(
        "other_per_day", "calls a day that are not about a modelled offence",
        note:
          "One number for the area, of which a place has its share of all offences (`rates_per_year`), or numbers by id of place with 0 for those left out.",
        usual: "0", allowed: CallsReader.demand.words(), source: "assumption", other),
    ] + .of(Key.demand(profiles: []), usual: usual) + .of(Key.answers, usual: usual) + [
      KeyInfo(
        "preference", "lists of units, for `dispatch: preference`",
        note:
          "The first list that names a place or its ward holds, and where none does the closest unit goes.",
        usual: "required for `preference`", allowed: "list", .list(of: .section(preference))),
      KeyInfo(
        "response_units", "response units; they never deter and have no break", usual: "none",
        allowed: "list", .list(of: .section(responseUnit))),
    ]
  }()

  private static let crimeCalls: [KeyInfo] = Key.crimeCalls.map { key in
    key.info(usual: byType(key, CrimeType.policeUK.map { ($0.id, CrimeCalls.assumed(ofType: $0.id)) }))
  }

  private static let preference = [
    KeyInfo(
      "places", "places that the list is for", usual: "none", allowed: "ids of places", .list(of: .text)),
    KeyInfo("wards", "wards that it is for", usual: "none", allowed: "names of wards", .list(of: .text)),
    KeyInfo(
      "units", "who answers there, first choice first; nobody else does", usual: nil,
      allowed: "ids of `response_units` and of units that are not ringfenced",
      .list(of: .text, atLeast: 1, atMost: nil)),
  ]

  private static let responseUnit: [KeyInfo] = {
    let usual = ResponseUnit(id: "", base: Coordinate(longitude: 0, latitude: 0), shift: "")
    return [
      KeyInfo(
        "id", "a short name, unique among all units",
        note: "Where there are several they are called `id-1`, `id-2` and so on.", usual: nil,
        allowed: "a name", .name)
    ] + .of(Key.responseUnitCount, usual: usual) + [
      KeyInfo("shift", "their shift", usual: nil, allowed: "id of one of `operation.shifts`", .text)
    ] + .of(Key.responseUnit, usual: usual)
  }()
}
