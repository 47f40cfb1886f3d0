// SPDX-License-Identifier: GPL-3.0-or-later

/// Who of a team may be sent where, whatever the strategy: officers kept on a patch or not, and equal or concentrated
/// resources.
///
/// The run turns them into the places of each unit, which strategies read from ``OperationView/places(of:)``.
public struct DeploymentOptions: Hashable, Sendable {
  /// Which of its team's places a unit may be sent to.
  public enum Officers: String, CaseIterable, Hashable, Sendable {
    /// Any of them.
    case team
    /// Those of its patch, the same for the whole campaign.
    case patch
    /// Those of a patch, which units of a team hand on to each other every week.
    case rotating
  }

  public var officers: Officers
  /// The share of a team's places that its units are sent to: those with the most harm recorded in the last 52
  /// weeks of history; greater than 0 and at most 1, which is all of them.
  public var focus: Double

  public init(officers: Officers = .team, focus: Double = 1) {
    self.officers = officers
    self.focus = focus
  }

  /// Any place of the team, and all of them.
  public static let standard = DeploymentOptions()
}
