// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Scorecards of places and tactics, and what follows from them.
struct ReviewBoard {
  /// After how many reviews a tactic may be dropped, and again after as many.
  static let reviewsBetweenDrops = 4
  /// What patrol is thought to avert, as a share of crime: the middle of 8 to 16%.
  ///
  /// Source: Braga & Weisburd, *Journal of Quantitative Criminology* 38 (2022), 1–22.
  static let usualReduction = 0.12
  /// The share of visits that is spread evenly over places, so that evidence goes on coming from each.
  static let evenShare = 0.5

  private(set) var places: [Scorecard]
  private(set) var tactics: [Scorecard]
  /// Whether each tactic is still in use.
  private(set) var isInUse: [Bool]
  private(set) var reviews = 0
  /// How many offences at a ratio of 1 the prior is worth.
  let prior: Double
  /// The probability with which a tactic as good as all others is ever dropped, at most.
  let dropError: Double
  /// How many tactics there were at first.
  private let tacticCount: Int

  init(placeCount: Int, isInUse: [Bool], prior: Double, dropError: Double) {
    places = [Scorecard](repeating: Scorecard(), count: placeCount)
    tactics = [Scorecard](repeating: Scorecard(), count: isInUse.count)
    self.isInUse = isInUse
    self.prior = prior
    self.dropError = dropError
    tacticCount = isInUse.count { $0 }
  }

  /// What one place had in a week.
  struct PlaceWeek {
    let place: Int
    let offences: Int
    /// By the place's history alone.
    let usual: Double
    /// Hours of visits by tactic.
    let hoursByTactic: [Double]

    /// The tactic with most hours; `nil` without a visit.
    var mainTactic: Int? {
      guard let most = hoursByTactic.max(), most > 0 else { return nil }
      return hoursByTactic.firstIndex(of: most)
    }
  }

  /// Takes in a week.
  mutating func review(_ week: [PlaceWeek], dispersion: Double) {
    let total = Double(week.reduce(0) { $0 + $1.offences })
    let usual = week.reduce(0) { $0 + $1.usual }
    for one in week {
      let card = Scorecard(
        offences: Double(one.offences), expected: one.usual * total / usual,
        visitHours: one.hoursByTactic.reduce(0, +))
      places[one.place] = places[one.place] + card
      if let tactic = one.mainTactic { tactics[tactic] = tactics[tactic] + card }
    }
    reviews += 1
    if reviews.isMultiple(of: ReviewBoard.reviewsBetweenDrops) { drop(dispersion: dispersion) }
  }

  /// Drops each tactic under which more was reported than under the others, if chance seldom brings so much more.
  ///
  /// At the *k*-th look the level is α / (m·k·(k + 1)) for each of m tactics, so that over any number of looks all of them add up to α
  /// at most (Bonferroni). The last tactic stays.
  private mutating func drop(dispersion: Double) {
    let look = Double(reviews / ReviewBoard.reviewsBetweenDrops)
    let level = dropError / (Double(tacticCount) * look * (look + 1))
    let inUse = isInUse.indices.filter { isInUse[$0] }
    let chances = inUse.map { tactic in
      let others = inUse.filter { $0 != tactic }.reduce(Scorecard()) { $0 + tactics[$1] }
      return tactics[tactic].chanceOfSoMany(against: others, dispersion: dispersion)
    }
    let worst = zip(inUse, chances).filter { $1 < level }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    for (tactic, _) in worst.prefix(inUse.count - 1) { isInUse[tactic] = false }
  }

  /// Draws the tactic of a place for the week to come, by Thompson sampling: each tactic's ratio is drawn from its posterior, and the lowest
  /// wins.
  ///
  /// - Parameter isOpen: Whether a tactic can be used there.
  /// - Returns: `nil` where none can.
  func drawTactic(
    at place: Int, dispersion: Double, _ draws: ReviewDraws, isOpen: (Int) -> Bool
  ) -> Int? {
    var best: (tactic: Int, ratio: Double)?
    for tactic in isInUse.indices where isInUse[tactic] && isOpen(tactic) {
      var random = draws.random(ofTactic: tactic, at: place, review: reviews)
      let ratio = tactics[tactic].ratio(prior: prior, dispersion: dispersion, &random)
      if ratio < best?.ratio ?? .infinity { best = (tactic, ratio) }
    }
    return best?.tactic
  }

  /// Draws the shares of visits that places get in the week to come; they add up to 1 over the places.
  ///
  /// Part of them is even. The rest goes in proportion to the harm that visits to a place are thought to avert: its usual harm times the
  /// usual reduction, plus how much less than expected was reported there, drawn from its posterior. Under such shares an hour
  /// of visits averts the same everywhere.
  func drawShares(
    of list: [Int], usualHarm: [Double], dispersion: Double, _ draws: ReviewDraws
  ) -> [Double] {
    let averted = list.map { place in
      var random = draws.random(at: place, review: reviews)
      let ratio = places[place].ratio(prior: prior, dispersion: dispersion, &random)
      return usualHarm[place] * max(0, ReviewBoard.usualReduction + 1 - ratio)
    }
    return ReviewBoard.shares(averted)
  }

  /// Shares of which one part is even and the other in proportion to weights.
  static func shares(_ weights: [Double], even: Double = evenShare) -> [Double] {
    let total = weights.reduce(0, +)
    let equal = 1 / Double(max(1, weights.count))
    return weights.map { total > 0 ? even * equal + (1 - even) * $0 / total : equal }
  }
}
