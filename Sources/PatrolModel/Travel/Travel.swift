// SPDX-License-Identifier: GPL-3.0-or-later

/// How the time that a unit needs from one point to another is found.
public enum Travel: Hashable, Sendable {
  /// Great-circle distance × detour / speed of the mode.
  case distance
  /// Length of the way / speed of the mode; a matrix of metres for each team of the operation.
  case ways([TeamMatrix])
  /// Minutes by mode, for each team of the operation; a mode that no unit of the team has may be left out.
  case minutes([[TravelMode: TeamMatrix]])
}

/// A number from each to each of the points that a team's units travel between.
///
/// Point 0 is the team's base; the others are its places, in the team's order.
public struct TeamMatrix: Hashable, Sendable {
  public let pointCount: Int
  /// Row by row; a row holds the numbers from one point.
  public let values: [Double]

  /// Creates a matrix from its rows, one after another.
  ///
  /// - Precondition: There are as many values as points times points.
  public init(pointCount: Int, values: [Double]) {
    precondition(values.count == pointCount * pointCount, "A matrix is square")
    self.pointCount = pointCount
    self.values = values
  }

  public subscript(from start: Int, to goal: Int) -> Double { values[start * pointCount + goal] }
}

extension Operation {
  /// Returns the time between two points of a team, in seconds, where it doesn't follow from their distance.
  ///
  /// - Parameters:
  ///   - team: The index of the team.
  ///   - start: 0 for its base; else one more than the position in its list of places.
  ///   - goal: Likewise.
  /// - Returns: `nil` where travel is by distance, or where there are no times for the mode.
  public func tabulatedTravelInSeconds(
    team: Int, from start: Int, to goal: Int, by mode: TravelMode
  ) -> Double? {
    switch travel {
    case .distance: nil
    case .ways(let teams):
      speeds.travelInSeconds(overWayOfMetres: teams[team][from: start, to: goal], by: mode)
    case .minutes(let teams): teams[team][mode].map { $0[from: start, to: goal] * 60 }
    }
  }
}
