// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Writes `crime`: what differs from the defaults.
enum CrimeWriter {
  static func pairs(_ crime: CrimePattern) -> [YamlPair] {
    var pairs: [YamlPair] = []
    if crime.drawsRates { pairs.append(YamlPair("draw_rates", .word("true"))) }
    let ids = crime.types.map(\.id)
    let builtIn = CrimeType.policeUK.map(\.id)
    let added = ids.filter { !builtIn.contains($0) }
    if ids != builtIn + added { pairs.append(YamlPair("include", .list(ids.map { .text($0) }))) }
    let types = crime.types.compactMap(type)
    if !types.isEmpty { pairs.append(YamlPair("types", .block(types))) }
    let hours = crime.hourProfiles.filter { !HourProfile.assumed.contains($0) }
    if !hours.isEmpty {
      pairs.append(
        YamlPair("hour_profiles", .block(hours.map { profile($0.name, $0.source, $0.multipliers) })))
    }
    let months = crime.monthProfiles.filter { $0 != .uniform }
    if !months.isEmpty {
      pairs.append(
        YamlPair("month_profiles", .block(months.map { profile($0.name, $0.source, $0.multipliers) })))
    }
    if crime.seriesKinds != SeriesKind.standard {
      pairs.append(YamlPair("series", series(crime.seriesKinds)))
    }
    let kernel = ScenarioWriter.changes(crime.nearRepeat, from: NearRepeatKernel(), Key.nearRepeats)
    if !kernel.isEmpty { pairs.append(YamlPair("near_repeats", .mapping(kernel))) }
    if !crime.contexts.isEmpty {
      pairs.append(YamlPair("contexts", .lines(crime.contexts.map(ContextsWriter.value))))
    }
    return pairs
  }

  /// What differs from the built-in type with that id; a new type says its name and harm in any case.
  private static func type(_ type: CrimeType) -> YamlPair? {
    let builtIn = CrimeType.policeUK.first { $0.id == type.id }
    let base = builtIn ?? CrimeType(id: type.id, name: "", harmInDays: -1)
    let names = [type.hourProfile, type.monthProfile]
    let pairs = ScenarioWriter.changes(
      type, from: base, Key.type(isNew: builtIn == nil, hours: names, months: names))
    return pairs.isEmpty ? nil : YamlPair(type.id, .mapping(pairs))
  }

  private static func profile(_ name: String, _ source: String, _ multipliers: [Double]) -> YamlPair {
    YamlPair(
      name,
      .block([
        YamlPair("source", .text(source)),
        YamlPair("weights", .list(multipliers.map { ScenarioWriter.number($0) })),
      ]))
  }

  private static func series(_ kinds: [SeriesKind]) -> YamlValue {
    guard !kinds.isEmpty else { return .list([]) }
    let usual = SeriesKind(name: "", types: [])
    return .lines(kinds.map { .mapping(ScenarioWriter.changes($0, from: usual, Key.series(types: []))) })
  }
}
