// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// The parameters that every strategy that chooses where to patrol can be given, beside its own.
public enum DeploymentParameters {
  static let officers = StrategyParameter(
    "officers",
    "Whether a unit may be sent to any place of its team, to its own patch, or to a patch that changes every week.",
    choices: DeploymentOptions.Officers.allCases.map(\.rawValue))
  static let focus = StrategyParameter(
    "focus",
    "The share of a team's places that its units are sent to, those with the most harm recorded in 52 weeks.",
    default: 1, in: 0.001...1)

  public static let all = [officers, focus]

  /// Returns the options that values by name ask for.
  static func options(_ values: [String: Double]) -> DeploymentOptions {
    DeploymentOptions(
      officers: DeploymentOptions.Officers(rawValue: officers.choice(in: values)) ?? .team,
      focus: focus.value(in: values))
  }
}
