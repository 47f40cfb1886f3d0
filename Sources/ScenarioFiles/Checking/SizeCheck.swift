// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// The rule that a run of the scenario fits into a computer.
enum SizeCheck {
  /// The largest weeks × places × types; each is a few numbers in a table for each strategy.
  static let cellLimit = 20_000_000
  /// The largest number of offences expected in one replication.
  static let offenceLimit = 100_000_000.0

  /// Returns the offences that one replication is expected to draw.
  static func expectedOffences(in scenario: Scenario) -> Double {
    let perYear = scenario.crime.places.reduce(0) { $0 + $1.ratesPerYear.reduce(0, +) }
    return perYear * Double(scenario.phases.weekCount) * 7 / 365.25
  }

  static func check(_ scenario: Scenario, placesField: Field) {
    let cells = scenario.phases.weekCount * scenario.crime.places.count * scenario.crime.types.count
    if cells > cellLimit {
      placesField.report(
        .rule(
          "are too many for the time simulated: weeks × places × types is \(cells); it may be at most \(cellLimit)"
        ))
    }
    let offences = expectedOffences(in: scenario)
    if offences > offenceLimit {
      placesField.report(
        .rule(
          "expect \(DecimalText.exact(offences.rounded())) offences in the time simulated; it may be at most "
            + DecimalText.exact(offenceLimit)))
    }
  }
}
