// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files

/// States `crime`: types, profiles, series and near repeats.
enum CrimeStatement {
  private static let path = StatedPath("crime")

  static func parameters(_ crime: CrimePattern) -> [StatedParameter] {
    var statement = Statement("Crime")
    statement.add(
      path.below("draw_rates"), "whether each replication draws its rates from their posterior",
      "\(crime.drawsRates)", usual: "false", allowed: Statement.flag, source: "assumption")
    let ids = crime.types.map(\.id)
    let all = "all of data.police.uk"
    statement.add(
      path.below("include"), "the types in use",
      ids == CrimeType.policeUK.map(\.id) ? all : ids.joined(separator: ", "), usual: all,
      allowed: "ids of types", source: "data.police.uk")
    for type in crime.types { add(type, to: &statement) }
    add(crime.hourProfiles, to: &statement)
    add(crime.monthProfiles, to: &statement)
    add(crime.seriesKinds, to: &statement)
    statement.add(
      Key.nearRepeats, of: crime.nearRepeat, usual: NearRepeatKernel(), at: path.below("near_repeats"))
    ContextStatement.add(crime.contexts, to: &statement, at: path.below("contexts"))
    return statement.parameters
  }

  /// A type beside the built-in one of that id; a new one beside what it has unless it says so.
  private static func add(_ type: CrimeType, to statement: inout Statement) {
    let builtIn = CrimeType.policeUK.first { $0.id == type.id }
    let usual = builtIn ?? CrimeType(id: type.id, name: type.name, harmInDays: type.harmInDays)
    let path = path.below("types").entry(type.id)
    let names = [type.hourProfile, type.monthProfile]
    statement.add(
      Key.type(isNew: builtIn == nil, hours: names, months: names), of: type, usual: usual, at: path)
  }

  private static func add(_ profiles: [HourProfile], to statement: inout Statement) {
    for profile in profiles {
      let usual = HourProfile.assumed.first { $0.name == profile.name }
      statement.add(
        path.below("hour_profiles").entry(profile.name).below("weights"),
        "rate by hour of the week over its mean",
        .text(text(profile.multipliers, moment: hour) + (profile == usual ? "" : givenHere)),
        usual: usual.map { .text(text($0.multipliers, moment: hour)) },
        allowed: "168 numbers, 0 to 1000000", source: profile.source, changedSource: profile.source)
    }
  }

  private static func add(_ profiles: [MonthProfile], to statement: inout Statement) {
    for profile in profiles {
      let usual = MonthProfile.uniform.name == profile.name ? MonthProfile.uniform : nil
      statement.add(
        path.below("month_profiles").entry(profile.name).below("weights"),
        "rate by month over its mean",
        .text(text(profile.multipliers, moment: month) + (profile == usual ? "" : givenHere)),
        usual: usual.map { .text(text($0.multipliers, moment: month)) },
        allowed: "12 numbers, 0 to 1000000", source: profile.source, changedSource: profile.source)
    }
  }

  /// What tells the weights of a scenario from built-in ones that look alike.
  private static let givenHere = ", given here"

  /// Least and greatest multiplier to two decimals, and when the greatest is first.
  private static func text(_ multipliers: [Double], moment: (Int) -> String) -> String {
    guard let least = multipliers.min(), let greatest = multipliers.max(), least < greatest,
      let index = multipliers.firstIndex(of: greatest)
    else { return "the same throughout" }
    func rounded(_ number: Double) -> String { DecimalText.exact((number * 100).rounded() / 100) }
    return "\(rounded(least)) to \(rounded(greatest)), highest \(moment(index))"
  }

  private static func hour(_ index: Int) -> String {
    "\(Weekdays.names[index / 24]) \(index % 24 < 10 ? "0" : "")\(index % 24):00"
  }

  private static func month(_ index: Int) -> String {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][index]
  }

  private static func add(_ kinds: [SeriesKind], to statement: inout Statement) {
    func names(_ kinds: [SeriesKind]) -> String {
      kinds.isEmpty ? "none" : kinds.map(\.name).joined(separator: ", ")
    }
    let path = path.below("series")
    statement.add(
      path, "kinds of crime series", names(kinds), usual: names(SeriesKind.standard), source: "assumption")
    for (index, kind) in kinds.enumerated() {
      let standard = SeriesKind.standard.first { $0.name == kind.name }
      statement.add(
        Key.series(types: []), of: kind, usual: standard ?? SeriesKind(name: kind.name, types: []),
        at: path.entry(index, kind.name), isStandard: standard != nil)
    }
  }
}

extension Statement {
  /// What a switch allows.
  static let flag = "true, false"
}
