// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

extension Key where Root == CrimeCalendar {
  /// Which days are public holidays and which are school days.
  static let calendar: [Key] = [
    Key(
      "holidays", \.holidays, .holidays, "public holidays", source: "Banking and Financial Dealings Act 1971"),
    Key(
      "school_terms", \.schoolTerms, .terms, "when schools are in term",
      note: "A school day is a weekday in term that is no public holiday."),
  ]
}

extension KeyType<PublicHolidays> {
  /// A known calendar, or days.
  static let holidays = KeyType(
    allowed: "\(PublicHolidays.named.map(\.name).joined(separator: ", ")) or days",
    shape: .either([.word(PublicHolidays.named.map(\.name)), .list(of: .date)]),
    read: { CalendarReader.holidays($0) },
    write: { holidays in
      if case .listed(let days) = holidays { return .list(days.map { .word($0.description) }) }
      return .word(PublicHolidays.named.first { $0.value == holidays }?.name ?? "")
    },
    state: { holidays in
      if case .listed(let days) = holidays { return .text("\(days.count) days listed") }
      return .text(PublicHolidays.named.first { $0.value == holidays }?.name ?? "")
    })
}

extension KeyType<SchoolTerms> {
  /// A known calendar, or terms.
  static let terms = KeyType(
    allowed: "\(SchoolTerms.named.map(\.name).joined(separator: ", ")) or terms",
    shape: .either([
      .word(SchoolTerms.named.map(\.name)), .list(of: .list(of: .date, atLeast: 2, atMost: 2)),
    ]),
    read: { CalendarReader.terms($0) },
    write: { terms in
      if case .listed(let ranges) = terms {
        return .list(ranges.map { .list([.word($0.first.description), .word($0.last.description)]) })
      }
      return .word(SchoolTerms.named.first { $0.value == terms }?.name ?? "")
    },
    state: { terms in
      if case .listed(let ranges) = terms { return .text("\(ranges.count) terms listed") }
      return .text(SchoolTerms.named.first { $0.value == terms }?.name ?? "")
    })
}
