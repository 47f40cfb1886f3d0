// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// The places that each unit may be sent to, week by week of a campaign.
///
/// Places in focus are picked once, when the campaign begins. Patches are drawn once too, by
/// ``Patches/split(_:into:)``: one for each unit of a team, whatever its shifts, so that a place has officers of its own
/// and no others; units share patches where there are more of them than places.
struct DeploymentPlan: Sendable {
  /// What the choice of places in focus looks back on, in seconds: 52 weeks.
  static let focusSpanInSeconds = 31_449_600.0

  /// The patches of each team; one, of all its places, where there are none.
  private var patches: [[[Int]]] = []
  /// Which of its team's patches each unit has in the first week.
  private var firsts: [Int] = []
  private var teams: [Int] = []
  /// Whether patches change hands every week.
  private(set) var rotates = false

  /// Any place of the team, for every unit.
  static let none = DeploymentPlan()

  private init() {}

  /// - Parameters:
  ///   - plan: The teams, their units and places.
  ///   - history: What is recorded when the campaign begins, in the order in which it became known.
  init(_ options: DeploymentOptions, plan: OperationPlan, history: ArraySlice<KnownOffence>) {
    precondition(options.focus > 0 && options.focus <= 1, "The focus is a share greater than 0")
    teams = plan.unitTeams
    rotates = options.officers == .rotating
    let places = DeploymentPlan.placesInFocus(options.focus, plan: plan, history: history)
    var unitCounts = [Int](repeating: 0, count: places.count)
    firsts = teams.map { team in
      defer { unitCounts[team] += 1 }
      return unitCounts[team]
    }
    let centres = plan.places.map(\.centre)
    patches = places.indices.map { team in
      let count = min(unitCounts[team], places[team].count)
      guard options.officers != .team, count > 1 else { return [places[team]] }
      return Patches.split(places[team], into: count) { centres[$0] }
    }
  }

  /// Returns the places of each unit in a week of the campaign, counted from 0; each list in the scenario's order.
  func placesOfUnits(inWeek week: Int) -> [[Int]] {
    teams.indices.map { unit in
      let own = patches[teams[unit]]
      return own[(firsts[unit] + (rotates ? week : 0)) % own.count]
    }
  }

  /// Returns the places of each team with the most recorded harm, then with the most offences, then by index.
  private static func placesInFocus(
    _ focus: Double, plan: OperationPlan, history: ArraySlice<KnownOffence>
  ) -> [[Int]] {
    guard focus < 1 else { return plan.teamPlaces }
    var harm = [Double](repeating: 0, count: plan.places.count)
    var offences = [Int](repeating: 0, count: plan.places.count)
    let start = plan.campaignStartInSeconds - focusSpanInSeconds
    for offence in history.reversed() {
      guard offence.knownInSeconds >= start else { break }
      harm[Int(offence.place)] += plan.types[Int(offence.type)].harmInDays
      offences[Int(offence.place)] += 1
    }
    return plan.teamPlaces.map { places in
      let ranked = places.sorted { (harm[$1], offences[$1], $0) < (harm[$0], offences[$0], $1) }
      return ranked.prefix(count(inFocus: focus, of: places.count)).sorted {
        (places.firstIndex(of: $0) ?? 0) < (places.firstIndex(of: $1) ?? 0)
      }
    }
  }

  /// How many of some places a share is, rounded up; a share that is whole but for rounding is not.
  static func count(inFocus focus: Double, of placeCount: Int) -> Int {
    Int((focus * Double(placeCount) - 1e-9).rounded(.up))
  }
}
