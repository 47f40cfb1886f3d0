// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions

/// Returns an estimate with its interval as a cell of a table; a dash where there is none.
func cell(_ estimate: Estimate?, decimals: Int = 1, unit: String = "") -> HTML {
  guard let estimate, let value = estimate.value else { return "–" }
  let unit = NumberText.suffix(unit)
  let centre = NumberText.number(value, decimals: decimals) + unit
  guard let lower = estimate.lower, let upper = estimate.upper else { return "\(centre)" }
  return
    "\(centre) <small>(\(NumberText.number(lower, decimals: decimals)) to \(NumberText.number(upper, decimals: decimals)))</small>"
}
