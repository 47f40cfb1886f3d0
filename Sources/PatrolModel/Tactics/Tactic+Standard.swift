// SPDX-License-Identifier: GPL-3.0-or-later

extension Tactic {
  /// The id of the tactic that units use unless a scenario or a strategy says otherwise.
  public static let usual = "visible-foot"

  /// The tactics that every scenario knows; visible foot patrol comes first.
  ///
  /// All numbers but those of visible foot patrol, which are 1 by definition, are assumptions. Field trials give a
  /// direction at most: foot patrol did more than cars that pass (Kelling et al. 1981; Ratcliffe et al. 2011), and
  /// plain clothes catch rather than deter.
  public static let standard: [Tactic] = [
    Tactic(id: usual, name: "Visible foot patrol", source: "by definition"),
    Tactic(id: "cycle", name: "Cycle patrol", effect: 0.9, mode: .cycle),
    Tactic(
      id: "vehicle", name: "Vehicle patrol", effect: 0.7, discoveryFactor: 0.5, searchFactor: 0.75,
      arrestFactor: 0.75, mode: .car),
    Tactic(
      id: "plain-clothes", name: "Plain-clothes patrol", effect: 0.1, discoveryFactor: 2, searchFactor: 1.5,
      arrestFactor: 3),
    Tactic(
      id: "stop-checks", name: "Targeted stop checks", discoveryFactor: 1.5, searchFactor: 5,
      arrestFactor: 1.5, trustPerHour: -0.001),
    Tactic(
      id: "micro-engagement", name: "Micro-engagement", effect: 0.8, searchFactor: 0.25, arrestFactor: 0.5,
      trustPerHour: 0.002),
    Tactic(id: "after-school", name: "After-school corridor", searchFactor: 0.5, trustPerHour: 0.001),
    Tactic(
      id: "problem-oriented", name: "Problem-oriented work", effect: 0.8, searchFactor: 0.5,
      arrestFactor: 0.75, trustPerHour: 0.001),
  ]
}
