// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// Returns a time in UTC, `2024-03-04T09:00:00Z`.
///
/// A machine whose clock is wrong may think that it is any time, even one that Foundation's formats don't survive: a year after 9999
/// or before 0 is written with its sign, `+12345-01-01T00:00:00Z`.
///
/// Source: ISO 8601-1:2019, 5.2.2.1 (expanded years).
package func universalTime(_ date: Date) -> String {
  // 292 thousand million years either way are what the seconds of a clock can hold; a tenth of it is enough to be wrong by.
  let seconds = Int(max(-9e17, min(9e17, date.timeIntervalSince1970.rounded(.down))))
  let day = CivilDate(dayNumber: seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1)
  let second = seconds - day.dayNumber * 86_400
  func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
  let sign = day.year > 9_999 ? "+" : day.year < 0 ? "-" : ""
  let civil = "\(padded(abs(day.year), 4))-\(padded(day.month))-\(padded(day.day))"
  return "\(sign)\(civil)T\(padded(second / 3_600)):\(padded(second / 60 % 60)):\(padded(second % 60))Z"
}
