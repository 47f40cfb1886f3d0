// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// Returns a number rounded to six digits, as a scenario file writes it.
func significant(_ number: Double) -> String {
  guard number != 0, number.isFinite else { return DecimalText.exact(number) }
  let decimals = 5 - Int(log10(abs(number)).rounded(.down))
  // Scaled by a whole power of ten, so that 0.3 stays 0.3.
  let power = pow(10, Double(abs(decimals)))
  return DecimalText.exact(
    decimals >= 0 ? (number * power).rounded() / power : (number / power).rounded() * power)
}

/// Returns a power, so that files that need no more of `Foundation` can do without it.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
