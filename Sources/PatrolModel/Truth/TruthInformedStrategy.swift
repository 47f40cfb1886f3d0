// SPDX-License-Identifier: GPL-3.0-or-later

/// A strategy that is shown the rates of crime as they truly are.
///
/// It is a bound on what knowledge is worth, and no plan for a force: no control room has a ``TrueRates``. This is the
/// only way to get one.
public protocol TruthInformedStrategy: DeploymentStrategy {
  /// Takes the window on the truth, before the campaign of each replication begins.
  mutating func meet(_ truth: TrueRates)
}
