// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Writes `calls`: what differs from the defaults.
enum CallsWriter {
  static func value(_ calls: CallsForService, _ crime: CrimePattern) -> YamlValue {
    let pairs = pairs(calls, crime)
    // A part without keys is there all the same.
    return pairs.isEmpty ? .mapping([]) : .block(pairs)
  }

  private static func pairs(_ calls: CallsForService, _ crime: CrimePattern) -> [YamlPair] {
    let usual = CallsForService(types: crime.types)
    var pairs: [YamlPair] = []
    let types = zip(crime.types, calls.crime).compactMap { self.crime($0.id, $1) }
    if !types.isEmpty { pairs.append(YamlPair("crime", .block(types))) }
    if calls.other != usual.other {
      pairs.append(YamlPair("other_per_day", other(calls.other, crime.places)))
    }
    pairs += ScenarioWriter.changes(calls, from: usual, Key.demand(profiles: []) + Key.answers)
    if !calls.preferences.isEmpty {
      pairs.append(YamlPair("preference", .lines(calls.preferences.map(preference))))
    }
    if !calls.responseUnits.isEmpty {
      let base = CallsReader.base(of: crime.places)
      pairs.append(YamlPair("response_units", .lines(calls.responseUnits.map { unit($0, usualBase: base) })))
    }
    return pairs
  }

  private static func crime(_ type: String, _ calls: CrimeCalls) -> YamlPair? {
    let pairs = ScenarioWriter.changes(calls, from: CrimeCalls.assumed(ofType: type), Key.crimeCalls)
    return pairs.isEmpty ? nil : YamlPair(type, .mapping(pairs))
  }

  private static func other(_ other: OtherDemand, _ places: [Place]) -> YamlValue {
    switch other {
    case .everywhere(let perDay): ScenarioWriter.number(perDay)
    case .byPlace(let perDay):
      .mapping(
        zip(places, perDay).filter { $1 != 0 }.map { YamlPair($0.id, ScenarioWriter.number($1)) })
    }
  }

  private static func preference(_ preference: DispatchPreference) -> YamlValue {
    func list(_ key: String, _ names: [String]) -> [YamlPair] {
      names.isEmpty ? [] : [YamlPair(key, .list(names.map { .text($0) }))]
    }
    return .block(
      list("places", preference.places) + list("wards", preference.wards) + list("units", preference.units))
  }

  private static func unit(_ unit: ResponseUnit, usualBase: Coordinate) -> YamlValue {
    let usual = ResponseUnit(id: unit.id, base: usualBase, shift: unit.shift)
    return .mapping(
      [YamlPair("id", .text(unit.id))] + ScenarioWriter.changes(unit, from: usual, Key.responseUnitCount)
        + [YamlPair("shift", .text(unit.shift))] + ScenarioWriter.changes(unit, from: usual, Key.responseUnit)
    )
  }
}
