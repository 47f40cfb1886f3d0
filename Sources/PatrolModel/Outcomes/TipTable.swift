// SPDX-License-Identifier: GPL-3.0-or-later

/// Every tip of a campaign, counted once by what it came to.
///
///     given = under way + open + followed to the end
///
/// and those followed to the end by whether they were true, whether a unit was at the place within 48 hours after they
/// reached analysts, and whether an offence of the type became known there within 14 days after that.
public struct TipTable: Hashable, Sendable, Codable {
  /// Within so many seconds a visit answers a tip: 48 hours.
  public static let visitWindowInSeconds = 172_800.0
  /// For so many seconds a tip is followed: 14 days.
  public static let followedForInSeconds = 1_209_600.0

  /// Tips given, by whether they are false or true.
  private var given = [0, 0]
  /// Those followed to the end: false and true, then not visited and visited, then without and with an offence.
  private var followed = [Int](repeating: 0, count: 8)
  /// Those that reached analysts less than 14 days before the end of the run.
  private var open = [0, 0]
  /// Those that had not reached them by then.
  private var underWay = [0, 0]

  public init() {}

  /// Tips given in the campaign that are true, or that are false.
  public func given(isTrue: Bool) -> Int { given[isTrue ? 1 : 0] }
  /// Tips that reached analysts too late to be followed to the end.
  public func open(isTrue: Bool) -> Int { open[isTrue ? 1 : 0] }
  /// Tips that had not reached analysts at the end of the run.
  public func underWay(isTrue: Bool) -> Int { underWay[isTrue ? 1 : 0] }
  /// Tips followed to the end, by what they came to.
  public func followed(isTrue: Bool, wasVisited: Bool, sawOffence: Bool) -> Int {
    followed[TipTable.cell(isTrue, wasVisited, sawOffence)]
  }

  /// Tips given.
  public var total: Int { given[0] + given[1] }
  /// Tips followed to the end.
  public var followedTotal: Int { followed.reduce(0, +) }
  /// Of those, visited within 48 hours.
  public var visitedTotal: Int { [2, 3, 6, 7].reduce(0) { $0 + followed[$1] } }
  /// Of those, with an offence of the type at the place within 14 days.
  public var offenceTotal: Int { [1, 3, 5, 7].reduce(0) { $0 + followed[$1] } }

  /// Whether every tip given is accounted for exactly once.
  public var isConserved: Bool {
    [0, 1].allSatisfy { truth in
      let followedToEnd: Int = followed[4 * truth..<4 * truth + 4].reduce(0, +)
      return given[truth] == underWay[truth] + open[truth] + followedToEnd
    }
  }

  mutating func countGiven(isTrue: Bool) { given[isTrue ? 1 : 0] += 1 }
  mutating func countOpen(isTrue: Bool) { open[isTrue ? 1 : 0] += 1 }
  mutating func countUnderWay(isTrue: Bool) { underWay[isTrue ? 1 : 0] += 1 }
  mutating func countFollowed(isTrue: Bool, wasVisited: Bool, sawOffence: Bool) {
    followed[TipTable.cell(isTrue, wasVisited, sawOffence)] += 1
  }

  private static func cell(_ isTrue: Bool, _ wasVisited: Bool, _ sawOffence: Bool) -> Int {
    (isTrue ? 4 : 0) + (wasVisited ? 2 : 0) + (sawOffence ? 1 : 0)
  }
}
