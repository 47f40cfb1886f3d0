// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Writes `crime.contexts` as what differs from the standard rule of that name, if there is one.
enum ContextsWriter {
  static func value(_ rule: ContextRule) -> YamlValue {
    let standard = ContextRule.standard.first { $0.name == rule.name }
    if rule == standard { return .word(rule.name) }
    // No rule has a factor of 0, so that a rule of one's own states its effect.
    let base = standard ?? ContextRule(name: rule.name, effect: .factor(0))
    var pairs = [YamlPair("name", .text(rule.name))]
    if rule.effect != base.effect { pairs.append(effect(rule.effect)) }
    func add(_ key: String, _ value: YamlValue, if isChanged: Bool) {
      if isChanged { pairs.append(YamlPair(key, value)) }
    }
    add(
      "public_holidays", .word(rule.publicHolidays.rawValue), if: rule.publicHolidays != base.publicHolidays)
    add("school_days", .word(rule.schoolDays.rawValue), if: rule.schoolDays != base.schoolDays)
    add("days", days(rule.days), if: rule.days != base.days)
    add("hours", .list(rule.hours.map { [time($0.from), time($0.to)] } ?? []), if: rule.hours != base.hours)
    add("dates", .list(rule.dates.map(dates)), if: rule.dates != base.dates)
    add("kinds", .list(rule.kinds.map { .word($0.rawValue) }), if: rule.kinds != base.kinds)
    add("types", .list(rule.types.map { .text($0) }), if: rule.types != base.types)
    add("source", .text(rule.source), if: rule.source != base.source)
    return .mapping(pairs)
  }

  private static func effect(_ effect: ContextRule.Effect) -> YamlPair {
    switch effect {
    case .factor(let factor): YamlPair("factor", ScenarioWriter.number(factor))
    case .profile(let name): YamlPair("profile", .text(name))
    }
  }

  private static func days(_ days: [Int]) -> YamlValue {
    days == Array(0..<7) ? .word(Weekdays.all) : .list(days.map { .word(Weekdays.names[$0]) })
  }

  private static func time(_ hour: Int) -> YamlValue { .word("\"\(text(ofHour: hour))\"") }

  static func text(ofHour hour: Int) -> String { "\(hour < 10 ? "0" : "")\(hour):00" }

  private static func dates(_ dates: DateRange) -> YamlValue {
    dates.first == dates.last ? .word(dates.first.description) : range(dates)
  }

  private static func range(_ dates: DateRange) -> YamlValue {
    .list([.word(dates.first.description), .word(dates.last.description)])
  }
}
