// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What officers are handed about a place: its last 48 hours, and the points that offences come back to.
public struct BriefingPack: Hashable, Sendable {
  /// What a pack looks back on, in seconds: 48 hours.
  public static let spanInSeconds = 172_800.0
  /// What the search for problem points looks back on, in seconds: four weeks, an assumption.
  public static let problemSpanInSeconds = 2_419_200.0

  /// A point of presence with two recorded offences or more in four weeks.
  public struct ProblemPoint: Hashable, Sendable {
    /// By its index in the list of the place's micro-places.
    public let microPlace: Int
    /// Offences that became known there in four weeks.
    public let offences: Int
  }

  /// The place, by its index.
  public let place: Int
  /// When it was made, in seconds since the start of the run.
  public let madeInSeconds: Double
  /// Offences that became known in the span, in that order.
  public let reports: [KnownOffence]
  /// Tips that reached analysts in the span, in that order.
  public let tips: [Tip]
  /// Searches and arrests of the span, in order; empty where the scenario has no stops.
  public let stops: [PastStop]
  /// Most offences first, then by index.
  public let problemPoints: [ProblemPoint]
}

extension OperationView {
  /// Returns the pack of a place as of now; `nil` where the scenario has none.
  ///
  /// It holds nothing but what this view holds.
  ///
  /// - Parameter place: The place, by its index.
  /// - Complexity: O(what became known there in four weeks, and what else reached analysts in two days).
  public func pack(for place: Int) -> BriefingPack? {
    guard plan.makesPacks else { return nil }
    let start = nowInSeconds - BriefingPack.spanInSeconds
    let known = lately.offences(at: place, since: nowInSeconds - BriefingPack.problemSpanInSeconds)
    return BriefingPack(
      place: place, madeInSeconds: nowInSeconds, reports: known.filter { $0.knownInSeconds >= start },
      tips: tips.suffix(while: { $0.knownInSeconds >= start }).filter { $0.place == place },
      stops: stops.suffix(while: { $0.timeInSeconds >= start }).filter { $0.place == place },
      problemPoints: OperationView.problemPoints(of: known))
  }

  private static func problemPoints(of known: [KnownOffence]) -> [BriefingPack.ProblemPoint] {
    let points = known.map(\.microPlace).filter { $0 >= 0 }.sorted()
    var found: [BriefingPack.ProblemPoint] = []
    var index = 0
    while index < points.count {
      let end = points[index...].firstIndex { $0 != points[index] } ?? points.count
      if end - index > 1 { found.append(.init(microPlace: Int(points[index]), offences: end - index)) }
      index = end
    }
    return found.sorted { ($1.offences, $0.microPlace) < ($0.offences, $1.microPlace) }
  }
}

extension BidirectionalCollection {
  /// Returns the longest end of a collection whose elements all hold.
  fileprivate func suffix(while holds: (Element) -> Bool) -> SubSequence {
    var start = endIndex
    while start > startIndex, holds(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}
