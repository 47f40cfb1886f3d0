// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// States `calendar`.
enum CalendarStatement {
  static func parameters(_ calendar: CrimeCalendar) -> [StatedParameter] {
    var statement = Statement("Calendar")
    statement.add(Key.calendar, of: calendar, usual: CrimeCalendar(), at: StatedPath("calendar"))
    return statement.parameters
  }
}

/// States `crime.contexts`, each rule beside the standard one of its name, if there is one.
enum ContextStatement {
  static func add(_ rules: [ContextRule], to statement: inout Statement, at path: StatedPath) {
    statement.add(
      path, "rules for more or less crime at known times",
      rules.isEmpty ? "none" : rules.map(\.name).joined(separator: ", "), usual: "none",
      allowed: "at most \(ContextRule.limit) rules", source: "assumption")
    for (index, rule) in rules.enumerated() {
      let standard = ContextRule.standard.first { $0.name == rule.name }
      add(rule, standard, to: &statement, at: path.entry(index, rule.name))
    }
  }

  private static func add(
    _ rule: ContextRule, _ standard: ContextRule?, to statement: inout Statement, at path: StatedPath
  ) {
    let usual = standard ?? ContextRule(name: rule.name, effect: rule.effect, source: rule.source)
    // A standard rule that is changed without a source of its own is the scenario's.
    let isOurs = standard != nil && rule.source == usual.source
    let changedSource = isOurs ? ScenarioFile.ownSource : rule.source
    func add(
      _ key: String, _ meaning: String, _ value: StatedParameter.Value, _ usualValue: StatedParameter.Value?,
      _ allowed: String
    ) {
      statement.add(
        path.below(key), meaning, value, usual: usualValue, allowed: allowed, source: usual.source,
        changedSource: changedSource)
    }
    func add(_ key: String, _ meaning: String, _ text: (ContextRule) -> String, _ allowed: String) {
      add(key, meaning, .text(text(rule)), .text(text(usual)), allowed)
    }
    switch rule.effect {
    case .factor(let factor):
      add(
        "factor", "factor on the rate", .number(factor), standard.flatMap(usualFactor),
        ContextsReader.factors.words())
    case .profile(let name):
      add(
        "profile", "the profile of factors over the week", .text(name),
        standard.flatMap(usualProfile), "a name")
    }
    let conditions = ContextRule.DayCondition.allCases.map(\.rawValue).joined(separator: ", ")
    add(
      "public_holidays", "whether it applies on public holidays", { $0.publicHolidays.rawValue }, conditions)
    add("school_days", "whether it applies on school days", { $0.schoolDays.rawValue }, conditions)
    add("days", "the weekdays on which it applies", { Weekdays.text($0.days) }, "names of days")
    add("hours", "the hours at which it applies", { hours($0.hours) }, "00:00 to 23:00, on the hour")
    add("dates", "the dates on which it applies", { dates($0.dates) }, "days, or first and last days")
    add("kinds", "the kinds of place", { list($0.kinds.map(\.rawValue)) }, "kinds of place")
    add("types", "the types of crime", { list($0.types) }, "ids of types")
  }

  private static func usualFactor(_ standard: ContextRule) -> StatedParameter.Value? {
    if case .factor(let factor) = standard.effect { .number(factor) } else { nil }
  }

  private static func usualProfile(_ standard: ContextRule) -> StatedParameter.Value? {
    if case .profile(let name) = standard.effect { .text(name) } else { nil }
  }

  private static func hours(_ hours: ContextRule.Hours?) -> String {
    guard let hours else { return "the whole day" }
    return "\(ContextsWriter.text(ofHour: hours.from)) to \(ContextsWriter.text(ofHour: hours.to))"
  }

  private static func dates(_ dates: [DateRange]) -> String {
    list(dates.map { $0.first == $0.last ? "\($0.first)" : "\($0.first) to \($0.last)" })
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "all" : names.joined(separator: ", ")
  }
}
