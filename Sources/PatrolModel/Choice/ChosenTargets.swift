// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// The roles that places have in one replication, and who patrols the targets.
public struct ChosenTargets: Hashable, Sendable {
  /// By place.
  public let roles: [PlaceRole]
  /// The targets of each team, the worst first.
  public let teamPlaces: [[Int]]
  /// By place: the target that a buffer lies nearest to or that a control is matched to; `nil` for others.
  public let targetOf: [Int?]

  package init(roles: [PlaceRole], teamPlaces: [[Int]], targetOf: [Int?]? = nil) {
    self.roles = roles
    self.teamPlaces = teamPlaces
    self.targetOf = targetOf ?? roles.map { _ in nil }
  }

  /// Chooses targets, buffers and controls among the candidates.
  ///
  /// 1. Candidates are ranked by what was recorded there in the window, the first by id first among equals.
  /// 2. Targets are the first of them that stand far enough from all chosen before.
  /// 3. Buffers are candidates in the ring round a target.
  /// 4. Each target in turn gets as its control the candidate, neither target nor buffer, whose record is nearest to its own.
  /// 5. Targets go in turn to the team with the nearest base that has not yet its share of them.
  ///
  /// - Parameters:
  ///   - record: What became known before the campaign, in that order.
  ///   - window: The moments that count, in seconds since the start of the run.
  /// - Complexity: O(offences in the record + candidates × targets).
  init(
    _ choice: TargetChoice, places: [Place], types: [CrimeType], bases: [Coordinate],
    record: [KnownOffence], window: Range<Double>
  ) {
    var scores = [Double](repeating: 0, count: places.count)
    for offence in record where window.contains(offence.knownInSeconds) {
      scores[Int(offence.place)] += choice.measure == .count ? 1 : types[Int(offence.type)].harmInDays
    }
    // In order of ids: whatever is equal is settled by them, and not by where places stand in the scenario.
    let candidates = places.indices.filter { places[$0].role == .candidate }
      .sorted { places[$0].id < places[$1].id }
    let ranked = candidates.sorted { (-scores[$0], places[$0].id) < (-scores[$1], places[$1].id) }
    func distance(_ a: Int, _ b: Int) -> Double { places[a].centre.distanceInMetres(to: places[b].centre) }
    var targets: [Int] = []
    for place in ranked where targets.count < choice.count {
      if targets.allSatisfy({ distance($0, place) >= TargetChoice.targetDistanceInMetres }) {
        targets.append(place)
      }
    }
    var roles = places.map { $0.role == .candidate ? .background : $0.role }
    for target in targets { roles[target] = .target }
    var targetOf = [Int?](repeating: nil, count: places.count)
    for place in candidates where roles[place] == .background {
      let near = targets.filter { TargetChoice.ringInMetres.contains(distance($0, place)) }
      let nearest = near.min { (distance($0, place), places[$0].id) < (distance($1, place), places[$1].id) }
      if let nearest {
        roles[place] = .buffer
        targetOf[place] = nearest
      }
    }
    for target in targets {
      let free = candidates.filter { roles[$0] == .background }
      let control = free.min {
        (abs(scores[$0] - scores[target]), places[$0].id) < (abs(scores[$1] - scores[target]), places[$1].id)
      }
      if let control {
        roles[control] = .control
        targetOf[control] = target
      }
    }
    self.roles = roles
    self.targetOf = targetOf
    teamPlaces = ChosenTargets.share(targets, among: bases) { places[$0].centre }
  }

  /// Gives each target to the nearest base that has room for it; shares differ by one at most.
  private static func share(
    _ targets: [Int], among bases: [Coordinate], centre: (Int) -> Coordinate
  ) -> [[Int]] {
    var shares = [[Int]](repeating: [], count: bases.count)
    // So many teams get one more than the others.
    var largerShares = targets.count % max(1, bases.count)
    let share = targets.count / max(1, bases.count)
    for target in targets {
      let open = bases.indices.filter {
        shares[$0].count < share || (shares[$0].count == share && largerShares > 0)
      }
      let nearest = open.min {
        (bases[$0].distanceInMetres(to: centre(target)), $0)
          < (bases[$1].distanceInMetres(to: centre(target)), $1)
      }
      guard let nearest else { continue }
      if shares[nearest].count == share { largerShares -= 1 }
      shares[nearest].append(target)
    }
    return shares
  }
}
