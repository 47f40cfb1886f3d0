// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Tables

/// Numbers as readers of a report see them, the same in every locale.
package enum NumberText {
  /// Returns a number with a number of decimals, commas between thousands and a true minus sign.
  package static func number(_ value: Double, decimals: Int = 0) -> String {
    let text = DecimalText.fixed(value.magnitude, decimals: decimals)
    let parts = text.split(separator: ".", maxSplits: 1)
    var digits = String(parts[0])
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
      index -= 3
    }
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return (value < 0 && !isZero ? "−" : "") + digits + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// Returns an estimate with half the width of its interval and its unit: `24.2 ± 0.7%`.
  static func estimate(
    _ estimate: Estimate, decimals: Int = 1, unit: String = "", isSigned: Bool = false
  ) -> String {
    guard let value = estimate.value else { return "undefined" }
    let sign = isSigned && value > 0 ? "+" : ""
    let unit = suffix(unit)
    let centre = sign + number(value, decimals: decimals)
    guard let lower = estimate.lower, let upper = estimate.upper else { return centre + unit }
    return "\(centre) ± \(number((upper - lower) / 2, decimals: decimals))\(unit)"
  }

  /// Returns a unit as it follows a number: `%` without a space, anything else after one.
  package static func suffix(_ unit: String) -> String { unit.isEmpty || unit == "%" ? unit : " " + unit }

  /// Returns an amount of money with its interval, to three digits: `£612 (590–640)`, `£1.39m (1.07m–1.98m)`.
  package static func money(_ estimate: Estimate) -> String {
    guard let value = estimate.value else { return "undefined" }
    let centre = (value < 0 ? "−£" : "£") + threeDigits(value.magnitude)
    guard let lower = estimate.lower, let upper = estimate.upper else { return centre }
    let dash = lower < 0 || upper < 0 ? " to " : "–"
    return "\(centre) (\(threeDigits(lower))\(dash)\(threeDigits(upper)))"
  }

  /// Returns an amount rounded to three digits, with pence below £20 and in whole pounds above; millions as such.
  private static func threeDigits(_ pounds: Double) -> String {
    if pounds != 0, pounds.magnitude < 20 { return number(pounds, decimals: 2) }
    if pounds.magnitude >= 999_500 {
      let millions = pounds / 1_000_000
      return number(millions, decimals: abs(millions) < 10 ? 2 : abs(millions) < 100 ? 1 : 0) + "m"
    }
    var unit = 1.0
    while abs(pounds) >= 1_000 * unit { unit *= 10 }
    return number((pounds / unit).rounded() * unit)
  }

  /// Returns a *p* value with three decimals, or that it is below 0.001.
  package static func pValue(_ value: Double?) -> String {
    guard let value else { return "–" }
    return value < 0.001 ? "<0.001" : number(value, decimals: 3)
  }

  /// Returns a duration: `48 s`, `3 min 20 s`, `2 h 5 min`.
  package static func duration(seconds: Double) -> String {
    let whole = Int(max(0, seconds).rounded())
    if whole < 10 { return number(max(0, seconds), decimals: 1) + " s" }
    if whole < 60 { return "\(whole) s" }
    if whole < 3_600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3_600) h \(whole % 3_600 / 60) min"
  }

  /// Returns a count with its noun: `1 replication`, `1,000 replications`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(NumberText.number(Double(number))) \(noun)\(number == 1 ? "" : "s")"
  }
}

/// Returns a duration in words that fit a line: `48 s`, `3 min 20 s`, `2 h 5 min`.
public func durationText(seconds: Double) -> String { NumberText.duration(seconds: seconds) }
