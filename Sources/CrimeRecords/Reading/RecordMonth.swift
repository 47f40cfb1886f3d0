// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// A calendar month, the finest time that published records tell.
struct RecordMonth: Hashable, Comparable, Sendable {
  /// Months since January of year 0.
  var index: Int

  init(index: Int) { self.index = index }

  /// - Parameter month: In `1...12`.
  init(year: Int, month: Int) { index = year * 12 + month - 1 }

  /// Reads `YYYY-MM`; `nil` where the text is no month of the years 1900 to 2199.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let month = bytes.withUnsafeBufferPointer({ RecordMonth(bytes: $0) }) else { return nil }
    self = month
  }

  /// Reads `YYYY-MM` from bytes.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") else { return nil }
    var digits = [0, 0]
    for (index, byte) in bytes.enumerated() where index != 4 {
      guard (48...57).contains(byte) else { return nil }
      digits[index / 5] = digits[index / 5] * 10 + Int(byte - 48)
    }
    guard (1900..<2200).contains(digits[0]), (1...12).contains(digits[1]) else { return nil }
    self.init(year: digits[0], month: digits[1])
  }

  var year: Int { index / 12 }
  /// January is 0; in `0..<12`.
  var monthOfYear: Int { index % 12 }
  var firstDay: CivilDate { CivilDate(year: year, month: monthOfYear + 1, day: 1) }
  /// How many days it has, in `28...31`.
  var dayCount: Int { RecordMonth(index: index + 1).firstDay.dayNumber - firstDay.dayNumber }
  /// Its length in years of 365.25 days.
  var lengthInYears: Double { Double(dayCount) / 365.25 }

  static func < (a: RecordMonth, b: RecordMonth) -> Bool { a.index < b.index }
}

extension RecordMonth: CustomStringConvertible {
  /// The month as `YYYY-MM`.
  var description: String { String(firstDay.description.prefix(7)) }
}

/// Returns months as short text, runs joined: `2016-01…2017-06, 2017-12`.
func describe(_ months: some Sequence<RecordMonth>) -> String {
  var runs: [(first: RecordMonth, last: RecordMonth)] = []
  for month in months.sorted() {
    if let last = runs.last, last.last.index + 1 >= month.index {
      runs[runs.count - 1].last = month
    } else {
      runs.append((month, month))
    }
  }
  return runs.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)…\($0.last)" }.joined(separator: ", ")
}
