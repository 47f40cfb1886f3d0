// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Reads `calendar`: which days are public holidays and which are school days.
enum CalendarReader {
  /// The largest number of days or ranges in a list.
  static let limit = 10_000

  static func holidays(_ field: Field) -> PublicHolidays? {
    if case .scalar = field.node {
      return named(field, what: "calendar of public holidays", PublicHolidays.named)
    }
    guard let items = entries(of: field) else { return nil }
    let days = items.map { $0.date() }
    return days.contains(nil) ? nil : .listed(days.compactMap { $0 })
  }

  static func terms(_ field: Field) -> SchoolTerms? {
    if case .scalar = field.node { return named(field, what: "calendar of school terms", SchoolTerms.named) }
    guard let items = entries(of: field) else { return nil }
    let terms = items.map { $0.dateRange() }
    return terms.contains(nil) ? nil : .listed(terms.compactMap { $0 })
  }

  /// Days, or days from a first to a last one: `[2024-08-25, [2024-12-20, 2025-01-03]]`.
  static func dates(_ field: Field) -> [DateRange]? {
    guard let items = entries(of: field) else { return nil }
    let ranges = items.map { item -> DateRange? in
      if case .scalar = item.node { return item.date().map { DateRange($0) } }
      return item.dateRange()
    }
    return ranges.contains(nil) ? nil : ranges.compactMap { $0 }
  }

  private static func entries(of field: Field) -> [Field]? {
    guard let items = field.items() else { return nil }
    guard items.count <= limit else {
      field.report(.wrongCount(items.count, rule: "at most \(limit)"))
      return nil
    }
    return items
  }

  private static func named<Value>(_ field: Field, what: String, _ known: [(name: String, value: Value)])
    -> Value?
  {
    guard let name = field.text() else { return nil }
    if let match = known.first(where: { $0.name == name }) { return match.value }
    field.report(.unknownName(name, what: what, known: known.map(\.name)))
    return nil
  }
}

extension PublicHolidays {
  /// What a scenario can name instead of listing days.
  static let named: [(name: String, value: PublicHolidays)] = [
    ("england-and-wales", .englandAndWales), ("none", .none),
  ]
}

extension SchoolTerms {
  /// What a scenario can name instead of listing terms.
  static let named: [(name: String, value: SchoolTerms)] = [("england", .england), ("none", .none)]
}

extension Field {
  /// Days from a first to a last one, `[2024-12-20, 2025-01-03]`.
  func dateRange() -> DateRange? {
    guard let items = items() else { return nil }
    guard items.count == 2 else {
      report(.wrongCount(items.count, rule: "two, [first day, last day]"))
      return nil
    }
    guard let first = items[0].date(), let last = items[1].date() else { return nil }
    guard first <= last else {
      items[1].report(.outOfRange(last.description, rule: "no earlier than \(first)"))
      return nil
    }
    return DateRange(first, last)
  }
}
