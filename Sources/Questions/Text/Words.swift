// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Returns names in a row: `a, b and c`.
package func list(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

/// Returns what a report says of replications that were not all finished.
func interrupted(after done: Int, of requested: Int) -> String {
  "INCOMPLETE: interrupted after \(done) of \(NumberText.count(requested, "replication"))."
}

/// Returns a date as people write it: `2 July 2018`.
package func longDate(_ date: CivilDate) -> String { "\(dayAndMonth(date)) \(date.year)" }

/// Returns a day of the year as people write it: `2 July`.
package func dayAndMonth(_ date: CivilDate) -> String {
  let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
  return "\(date.day) \(months[date.month - 1])"
}
