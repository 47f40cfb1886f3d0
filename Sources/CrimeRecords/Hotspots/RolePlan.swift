// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// A place that may get a role.
struct Candidate {
  var centre: Coordinate
  /// Days of harm a year, by the fitted rates.
  var harm: Double
  /// The share of each type in its fitted offences.
  var mix: [Double]
  var kind: PlaceKind
  var corridor: String?
  /// Whether it lies where targets are wanted.
  var mayBeTarget = true
}

/// Gives places their roles: targets by harm, buffers in the rings, matched controls, background.
struct RolePlan {
  struct Role: Hashable {
    /// The index of the place.
    var place: Int
    var role: PlaceRole
    /// The index of the target that a buffer or control belongs to.
    var target: Int?
  }

  /// The least distance between two targets, and from a target to a control, in metres.
  static let targetSpacingInMetres = 500.0
  /// Where displacement is looked for, in metres from the centre of a target.
  static let ringInMetres = 100.0...300.0
  /// The fewest targets a corridor gets.
  static let fewestPerCorridor = 5

  private(set) var roles: [Role] = []
  /// How many targets each corridor has.
  private(set) var targetsByCorridor: [(corridor: String, count: Int)] = []

  /// Chooses places for all roles.
  ///
  /// - Parameters:
  ///   - candidates: All places.
  ///   - targetCount: How many targets to choose.
  ///   - total: How many targets, controls and background places there are to be.
  ///   - corridors: The names of the corridors, if targets are to be spread over any.
  init(_ candidates: [Candidate], targetCount: Int, total: Int, corridors: [String]) {
    let byHarm = candidates.indices.sorted { (candidates[$1].harm, $0) < (candidates[$0].harm, $1) }
    var quota = RolePlan.quotas(
      candidates, byHarm: byHarm, targets: targetCount, total: total, corridors: corridors)
    targetsByCorridor = quota.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    var targets: [Int] = []
    func isClear(_ place: Int) -> Bool {
      targets.allSatisfy {
        candidates[$0].centre.distanceInMetres(to: candidates[place].centre) >= RolePlan.targetSpacingInMetres
      }
    }
    for place in byHarm where targets.count < targetCount {
      guard candidates[place].mayBeTarget, isClear(place) else { continue }
      if !corridors.isEmpty {
        guard let corridor = candidates[place].corridor, let left = quota[corridor], left > 0 else {
          continue
        }
        quota[corridor] = left - 1
      }
      targets.append(place)
    }
    for target in targets { roles.append(Role(place: target, role: .target, target: nil)) }
    var taken = Set(targets)
    addBuffers(candidates, targets: targets, taken: &taken)
    addControls(candidates, byHarm: byHarm, targets: targets, taken: &taken)
    var others = roles.filter { $0.role != .buffer }.count
    for place in byHarm where others < total && !taken.contains(place) {
      roles.append(Role(place: place, role: .background, target: nil))
      others += 1
    }
  }

  /// Shares targets out to corridors in proportion to the harm in their worst places, at least five to each.
  ///
  /// What is left over goes to the largest remainders.
  private static func quotas(
    _ candidates: [Candidate], byHarm: [Int], targets: Int, total: Int, corridors: [String]
  ) -> [String: Int] {
    guard !corridors.isEmpty else { return [:] }
    var harm: [String: Double] = [:]
    for place in byHarm.prefix(total) {
      if let corridor = candidates[place].corridor { harm[corridor, default: 0] += candidates[place].harm }
    }
    let all = max(1e-9, corridors.reduce(0) { $0 + (harm[$1] ?? 0) })
    let least = min(fewestPerCorridor, targets / corridors.count)
    let free = Double(targets - least * corridors.count)
    var quota: [String: Int] = [:]
    var remainders: [(remainder: Double, corridor: String)] = []
    for corridor in corridors {
      // Each corridor's fair share over its minimum, never below it.
      let fair = free * (harm[corridor] ?? 0) / all
      quota[corridor] = least + Int(fair)
      remainders.append((fair - fair.rounded(.down), corridor))
    }
    let left = targets - quota.values.reduce(0, +)
    for entry in remainders.sorted(by: { ($1.remainder, $0.corridor) < ($0.remainder, $1.corridor) }).prefix(
      left)
    {
      quota[entry.corridor, default: 0] += 1
    }
    return quota
  }

  /// Every free place in a ring becomes a buffer of the nearest target.
  private mutating func addBuffers(_ candidates: [Candidate], targets: [Int], taken: inout Set<Int>) {
    for place in candidates.indices where !taken.contains(place) {
      let distances = targets.map {
        (candidates[$0].centre.distanceInMetres(to: candidates[place].centre), $0)
      }
      guard let nearest = distances.min(by: { $0 < $1 }) else { return }
      guard nearest.0 <= RolePlan.ringInMetres.upperBound else { continue }
      taken.insert(place)
      guard nearest.0 >= RolePlan.ringInMetres.lowerBound else { continue }
      roles.append(Role(place: place, role: .buffer, target: nearest.1))
    }
  }

  /// Each target, the most harmful first, gets the free place most like it.
  ///
  /// Unlikeness is the absolute log ratio of harm, plus the Hellinger distance of the type mixes, plus
  /// a half where the kinds differ.
  private mutating func addControls(
    _ candidates: [Candidate], byHarm: [Int], targets: [Int], taken: inout Set<Int>
  ) {
    let free = byHarm.filter { place in
      !taken.contains(place)
        && targets.allSatisfy {
          candidates[$0].centre.distanceInMetres(to: candidates[place].centre)
            >= RolePlan.targetSpacingInMetres
        }
    }
    for target in targets {
      let scored = free.filter { !taken.contains($0) }.map {
        (RolePlan.unlikeness(candidates[target], candidates[$0]), $0)
      }
      guard let best = scored.min(by: { $0 < $1 }) else { return }
      taken.insert(best.1)
      roles.append(Role(place: best.1, role: .control, target: target))
    }
  }

  private static func unlikeness(_ a: Candidate, _ b: Candidate) -> Double {
    let overlap = zip(a.mix, b.mix).reduce(0) { $0 + ($1.0 * $1.1).squareRoot() }
    let harm = abs(log(max(a.harm, 1e-9) / max(b.harm, 1e-9)))
    return harm + max(0, 1 - overlap).squareRoot() + (a.kind == b.kind ? 0 : 0.5)
  }
}
