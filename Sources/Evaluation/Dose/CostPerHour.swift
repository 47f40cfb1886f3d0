// SPDX-License-Identifier: GPL-3.0-or-later

/// What an officer's hour on patrol duty costs, in pounds.
public struct CostPerHour: Hashable, Sendable, Codable {
  /// In pounds; greater than 0.
  public let pounds: Double

  public init(pounds: Double = CostPerHour.usual) { self.pounds = pounds }

  /// £90, an assumption: a round figure for a constable's hour at full cost, employer's costs and overheads included.
  /// A force should put its own in its place.
  public static let usual = 90.0
  /// The range in which other figures lie, in pounds; an assumption.
  public static let usualRange = 73.0...110.0
}
