// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// Reads `trust`, `stops`, `tips` and `surveys`: what happens between police and public besides patrol.
enum ContactReader {
  /// By how much shares may miss their bound for rounding.
  private static let rounding = 1e-9
  /// The largest number of occasions for a tip in one campaign.
  static let occasionLimit = 10_000_000.0

  static func trust(_ field: Field) -> Trust? { field.read(Key.trust, from: Trust()) }
  static func tips(_ field: Field) -> Tips? { field.read(Key.tips, from: Tips()) }
  static func surveys(_ field: Field) -> Surveys? { field.read(Key.surveys, from: Surveys()) }

  static func stops(_ field: Field) -> Stops? {
    guard let stops = field.read(Key.stops, from: Stops()) else { return nil }
    let shares = stops.arrestShare + stops.noFurtherActionShare
    if shares > 1 + rounding {
      field.report(
        .rule("has shares of arrest and of no further action that add up to \(rounded(shares)), more than 1"))
    }
    let bySearch = stops.searchesPer100Hours * stops.arrestShare
    if bySearch > stops.arrestsPer100Hours + rounding {
      field.report(
        .rule(
          "has \(rounded(bySearch)) arrests by searches in 100 hours, which is more than arrests_per_100_hours, "
            + DecimalText.exact(stops.arrestsPer100Hours)))
    }
    return stops
  }

  private static func rounded(_ number: Double) -> String {
    DecimalText.exact((number * 1e6).rounded() / 1e6)
  }

  /// Returns how many occasions for a tip a campaign is expected to have, in all strategies alike.
  static func occasions(in scenario: Scenario) -> Double {
    guard let tips = scenario.tips, tips.perPlaceAndWeek > 0 else { return 0 }
    let perPlace = tips.falseTipsPerTrueRate(in: scenario.crime).reduce(0) { $0 + max(1, $1) }
    return perPlace * tips.perPlaceAndWeek * Double(scenario.phases.campaignWeeks)
      / (scenario.trust?.mean ?? 1)
  }

  /// Reports tips that would take too long to draw.
  static func checkSize(_ scenario: Scenario, tipsField: Field?) {
    guard let tipsField else { return }
    let occasions = occasions(in: scenario)
    guard !(occasions <= occasionLimit) else { return }
    let count = occasions < 1e15 ? DecimalText.exact(occasions.rounded()) : "\(occasions)"
    tipsField.report(
      .rule(
        "lead to \(count) occasions for a tip in the campaign, false ones included; it may be at most "
          + DecimalText.exact(occasionLimit)))
  }
}
