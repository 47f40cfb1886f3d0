// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Reads `crime`: the types of crime and how their rates go up and down; the places come later.
enum CrimeReader {
  static func read(_ field: Field?, calendar: CrimeCalendar) -> CrimePattern {
    var crime = CrimePattern(places: [], calendar: calendar)
    guard var section = field?.section() else { return crime }
    section.read("draw_rates", into: &crime.drawsRates) { $0.flag() }
    section.read("hour_profiles", into: &crime.hourProfiles, ProfilesReader.hours)
    section.read("month_profiles", into: &crime.monthProfiles, ProfilesReader.months)
    let included = section.optional("include")
    let definitions = section.optional("types")
    crime.types = CrimeTypesReader.read(definitions, included: included, profilesOf: crime)
    section.read("series", into: &crime.seriesKinds) { SeriesReader.read($0, types: crime.types) }
    section.read("near_repeats", into: &crime.nearRepeat) {
      $0.read(Key.nearRepeats, from: NearRepeatKernel())
    }
    if let field = section.optional("contexts") {
      crime.contexts = ContextsReader.read(field, of: crime) ?? []
    }
    section.finish()
    return crime
  }
}

/// Reads `crime.series`: the kinds of crime series.
enum SeriesReader {
  static func read(_ field: Field, types: [CrimeType]) -> [SeriesKind]? {
    guard let items = field.items() else { return nil }
    var names = NameIndex("series")
    return items.compactMap { item in
      guard var section = item.section() else { return nil }
      var series = SeriesKind(name: "", types: [])
      section.read(Key.series(types: types), into: &series)
      section.finish()
      names.add(section.optional("name"), name: series.name.isEmpty ? nil : series.name)
      return series
    }
  }

  /// The ids of types; those of data.police.uk may be named where a scenario leaves them out.
  static func typeNames(_ field: Field, types: [CrimeType], mayBeNone: Bool = false) -> [String] {
    guard let items = field.items() else { return [] }
    if items.isEmpty, !mayBeNone { field.report(.wrongCount(0, rule: "at least one type of crime")) }
    let known =
      types.map(\.id) + CrimeType.policeUK.map(\.id).filter { id in !types.contains { $0.id == id } }
    return items.compactMap { item in
      guard let name = item.text() else { return nil }
      guard known.contains(name) else {
        item.report(.unknownName(name, what: "type of crime", known: known))
        return nil
      }
      return name
    }
  }
}
