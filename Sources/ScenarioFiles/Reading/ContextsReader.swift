// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Reads `crime.contexts`: names of standard rules, and rules with keys; those of a standard rule change it.
enum ContextsReader {
  /// What a rule may multiply the rate by.
  static let factors = NumberRange.positive(upTo: 1_000)

  /// - Parameter crime: The types, profiles and calendar that rules refer to.
  static func read(_ field: Field, of crime: CrimePattern) -> [ContextRule]? {
    guard let items = field.items() else { return nil }
    guard items.count <= ContextRule.limit else {
      field.report(.wrongCount(items.count, rule: "at most \(ContextRule.limit) rules"))
      return nil
    }
    var names = NameIndex("context")
    return items.compactMap { item in
      if case .scalar = item.node { return standard(item, of: crime, names: &names) }
      return rule(item, of: crime, names: &names)
    }
  }

  /// A rule that is only named.
  private static func standard(_ field: Field, of crime: CrimePattern, names: inout NameIndex) -> ContextRule?
  {
    let name = field.text()
    names.add(field, name: name)
    guard let name else { return nil }
    guard let rule = ContextRule.standard.first(where: { $0.name == name }) else {
      field.report(.unknownName(name, what: "context", known: ContextRule.standard.map(\.name)))
      return nil
    }
    check(rule, field, of: crime)
    return rule
  }

  /// A rule with keys.
  private static func rule(_ field: Field, of crime: CrimePattern, names: inout NameIndex) -> ContextRule? {
    guard var section = field.section() else { return nil }
    let nameField = section.required("name")
    let name = nameField?.text()
    names.add(nameField, name: name)
    let standard = ContextRule.standard.first { $0.name == name }
    var rule = standard ?? ContextRule(name: name ?? "", effect: .factor(1))
    let effect = readEffect(&section, of: crime)
    if let effect { rule.effect = effect }
    section.read("public_holidays", into: &rule.publicHolidays) { $0.choice("condition") }
    section.read("school_days", into: &rule.schoolDays) { $0.choice("condition") }
    section.read("days", into: &rule.days, OperationReader.days)
    if let field = section.optional("hours") { readHours(field, into: &rule) }
    section.read("dates", into: &rule.dates, CalendarReader.dates)
    section.read("kinds", into: &rule.kinds) { field in
      field.items()?.compactMap { $0.choice("kind of place") }
    }
    section.read("types", into: &rule.types) {
      SeriesReader.typeNames($0, types: crime.types, mayBeNone: true)
    }
    section.read("source", into: &rule.source) { $0.text() }
    section.finish()
    if standard == nil, !section.hasAny(["factor", "profile"]) { reportNoEffect(of: name, nameField, field) }
    check(rule, field, of: crime)
    return rule
  }

  /// Reports a rule that says nothing of its effect: a standard one misspelt, or one of one's own cut short.
  private static func reportNoEffect(of name: String?, _ nameField: Field?, _ field: Field) {
    let known = ContextRule.standard.map(\.name)
    if let name, let nameField, NearMiss.suggestion(for: name, among: known) != nil {
      nameField.report(.unknownName(name, what: "context", known: known))
    } else {
      field.report(.missingKey("factor"))
    }
  }

  private static func readEffect(_ section: inout Section, of crime: CrimePattern) -> ContextRule.Effect? {
    let factorField = section.optional("factor")
    let profileField = section.optional("profile")
    if factorField != nil, let profileField {
      profileField.report(.rule("is given with factor; give one of the two"))
      return nil
    }
    if let factor = factorField?.number(factors) { return .factor(factor) }
    guard let profileField, let name = profileField.text() else { return nil }
    let known = crime.hourProfiles.map(\.name)
    guard known.contains(name) else {
      profileField.report(.unknownName(name, what: "hour profile", known: known))
      return nil
    }
    return .profile(name)
  }

  /// Two times of day on the hour, or nothing between the brackets for the whole day.
  private static func readHours(_ field: Field, into rule: inout ContextRule) {
    guard let items = field.items() else { return }
    guard items.count == 2 || items.isEmpty else {
      return field.report(.wrongCount(items.count, rule: "two, [from, to], or none for the whole day"))
    }
    let hours = items.map { item -> Int? in
      guard let minute = item.timeOfDay() else { return nil }
      guard minute % 60 == 0 else {
        item.report(.rule("is not on the hour; rates are constant within an hour"))
        return nil
      }
      return minute / 60
    }
    guard !hours.isEmpty else { return rule.hours = nil }
    guard let from = hours[0], let to = hours[1] else { return }
    guard from != to else {
      return field.report(.rule("starts and ends at the same time; leave it out for the whole day"))
    }
    rule.hours = ContextRule.Hours(from: from, to: to)
  }

  /// The rules between a context and what it refers to.
  private static func check(_ rule: ContextRule, _ field: Field, of crime: CrimePattern) {
    if rule.publicHolidays == .only, crime.calendar.holidays == .none {
      field.report(.rule("applies on public holidays only, and calendar.holidays has none"))
    }
    if rule.schoolDays == .only, crime.calendar.schoolTerms == .none {
      field.report(.rule("applies on school days only, and calendar.school_terms has none"))
    }
    guard case .profile(let name) = rule.effect,
      let profile = crime.hourProfiles.first(where: { $0.name == name }),
      let hour = profile.multipliers.firstIndex(where: { $0 <= 0 })
    else { return }
    field.report(
      .rule(
        "follows the profile \"\(name)\", which is 0 on \(Weekdays.names[hour / 24]) at \(hour % 24):00; a context "
          + "multiplies by numbers greater than 0"))
  }
}
