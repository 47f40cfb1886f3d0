// SPDX-License-Identifier: GPL-3.0-or-later

extension ContextRule {
  /// Rules that a scenario can name, as they are or with changes; none is in force unless it does.
  ///
  /// The literature gives their direction. Every factor, window and profile in them is an assumption.
  public static let standard: [ContextRule] = [venueClosing, schoolRun, footfall, publicHoliday]

  /// Violence and disorder double where people drink, from an hour before midnight to two hours after it on
  /// Friday and Saturday nights.
  private static let venueClosing = ContextRule(
    name: "venue-closing", effect: .factor(2), days: [4, 5], hours: Hours(from: 23, to: 2),
    kinds: [.nightTimeEconomy], types: ["public-order", "violence-and-sexual-offences"])

  /// What happens between pupils doubles on school routes when schools are out, from 15:00 to 17:00.
  private static let schoolRun = ContextRule(
    name: "school-run", effect: .factor(2), schoolDays: .only, hours: Hours(from: 15, to: 17),
    kinds: [.schoolRoute], types: ["anti-social-behaviour", "robbery", "violence-and-sexual-offences"])

  /// Crime goes with the number of people about at stations and shops.
  private static let footfall = ContextRule(
    name: "footfall", effect: .profile(HourProfile.footfall.name), kinds: [.transportHub, .retailParade])

  /// A quarter more violence and disorder on public holidays.
  private static let publicHoliday = ContextRule(
    name: "public-holiday", effect: .factor(1.25), publicHolidays: .only,
    types: ["public-order", "violence-and-sexual-offences"])
}
