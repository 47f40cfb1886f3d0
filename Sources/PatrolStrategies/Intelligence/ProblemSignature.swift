// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

/// What is known of a place's problem: its kind, what has been reported lately against what is usual, tips, and points that
/// offences come back to.
struct ProblemSignature: Hashable {
  /// Kinds of crime that call for a tactic; types are told by the names that data.police.uk gives them.
  enum Theme: Int, CaseIterable {
    /// Robbery, theft from the person, drugs, weapons, disorder: crime of people who hang about.
    case loitering
    case shoplifting
    /// What pupils do to each other on the way home.
    case bullying

    fileprivate var types: [String] {
      switch self {
      case .loitering:
        [
          "robbery", "theft-from-the-person", "drugs", "possession-of-weapons", "anti-social-behaviour",
          "public-order",
        ]
      case .shoplifting: ["shoplifting"]
      case .bullying: ["anti-social-behaviour", "violence-and-sexual-offences", "robbery"]
      }
    }
  }

  let kind: PlaceKind
  /// Whether more than usual has been recorded in two weeks, by theme.
  var isRising = [Bool](repeating: false, count: Theme.allCases.count)
  /// Whether a tip came in two weeks, by theme.
  var hasTip = [Bool](repeating: false, count: Theme.allCases.count)
  /// Whether one point has half of the offences of four weeks, and three at least.
  var hasProblemPoint = false

  /// Whether a theme is a problem now.
  func shows(_ theme: Theme) -> Bool { isRising[theme.rawValue] || hasTip[theme.rawValue] }
}

/// Reads signatures from the record.
struct ProblemScan {
  /// What counts as lately, in seconds: two weeks, an assumption.
  static let recentSpanInSeconds = 1_209_600.0
  /// What counts as usual, in seconds: 52 weeks.
  static let usualSpanInSeconds = 31_449_600.0
  /// Recorded crime is above usual where a Poisson count would be so high with less than this probability.
  static let level = 0.05

  /// Offences in the usual span, before the campaign, by place and theme.
  private let usual: [[Double]]
  /// The themes that each type belongs to.
  private let themes: [[Int]]

  init(_ view: OperationView) {
    themes = view.plan.types.map { type in
      ProblemSignature.Theme.allCases.filter { $0.types.contains(type.id) }.map(\.rawValue)
    }
    let none = [Double](repeating: 0, count: ProblemSignature.Theme.allCases.count)
    var usual = [[Double]](repeating: none, count: view.plan.places.count)
    let start = view.nowInSeconds - ProblemScan.usualSpanInSeconds
    for offence in view.history.reversed() {
      guard offence.knownInSeconds >= start else { break }
      for theme in themes[Int(offence.type)] { usual[Int(offence.place)][theme] += 1 }
    }
    let span = min(ProblemScan.usualSpanInSeconds, view.nowInSeconds)
    let scale = ProblemScan.recentSpanInSeconds / max(span, ProblemScan.recentSpanInSeconds)
    self.usual = usual.map { $0.map { $0 * scale } }
  }

  /// Returns the signature of each place, as of now.
  ///
  /// - Complexity: O(offences recorded in four weeks), and as many packs as there are places to patrol.
  func signatures(of places: [Int], _ view: OperationView) -> [ProblemSignature] {
    let none = [Int](repeating: 0, count: ProblemSignature.Theme.allCases.count)
    var counts = [[Int]](repeating: none, count: view.plan.places.count)
    let start = view.nowInSeconds - ProblemScan.recentSpanInSeconds
    count(view.record[...], since: start, into: &counts)
    count(view.history, since: start, into: &counts)
    var signatures = view.plan.places.map { ProblemSignature(kind: $0.kind) }
    for place in places {
      for theme in none.indices {
        signatures[place].isRising[theme] = ProblemScan.isAboveUsual(
          counts[place][theme], expected: usual[place][theme])
      }
      signatures[place].hasProblemPoint = ProblemScan.hasProblemPoint(view.pack(for: place))
    }
    for tip in view.tips.reversed() {
      guard tip.knownInSeconds >= start else { break }
      for theme in themes[tip.type] { signatures[tip.place].hasTip[theme] = true }
    }
    return signatures
  }

  /// Takes a tip that has just come into a signature.
  func note(_ tip: Tip, in signatures: inout [ProblemSignature]) {
    for theme in themes[tip.type] { signatures[tip.place].hasTip[theme] = true }
  }

  private func count(
    _ offences: ArraySlice<KnownOffence>, since start: Double, into counts: inout [[Int]]
  ) {
    for offence in offences.reversed() {
      guard offence.knownInSeconds >= start else { break }
      for theme in themes[Int(offence.type)] { counts[Int(offence.place)][theme] += 1 }
    }
  }

  /// Whether a count is two at least and so high with a probability of less than 5% where so many are expected.
  static func isAboveUsual(_ count: Int, expected: Double) -> Bool {
    guard count >= 2 else { return false }
    var term = exp(-expected)
    var below = 0.0
    for number in 0..<count {
      below += term
      term *= expected / Double(number + 1)
    }
    return 1 - below < level
  }

  private static func hasProblemPoint(_ pack: BriefingPack?) -> Bool {
    guard let pack, let first = pack.problemPoints.first, first.offences >= 3 else { return false }
    return 2 * first.offences >= pack.problemPoints.reduce(0) { $0 + $1.offences }
  }
}
