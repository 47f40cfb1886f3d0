// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// What an evaluation needs to know of a scenario: which places belong to which area, what an offence weighs,
/// and which weeks are set against each other.
public struct EvaluationFrame: Hashable, Sendable {
  /// The label of the strategy without patrol, which is the truth that others are measured against.
  public let counterfactual: String
  /// Days of harm of one offence, by type.
  public let harmInDays: [Double]
  /// Pounds that one offence costs the police, by type; `nil` where there is no price. See ``PoliceUnitCost``.
  public let policeCostInPounds: [Double?]
  /// The wards of the scenario.
  public let wards: WardIndex
  public let baseline: BaselineWindow
  public let historyWeeks: Int
  public let campaignWeeks: Int
  /// The indices of the places of each area, ascending.
  private var placesByArea: [Area: [Int]]
  /// By place: the target whose ring a buffer lies in or to which a control is matched; `nil` for others.
  public private(set) var targetOf: [Int?]
  /// How many targets there are, in each replication where it chooses its own.
  public let targetCount: Int

  /// Days of the campaign.
  public var campaignDays: Int { campaignWeeks * 7 }

  /// Creates the frame of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: The scenario whose outcomes are evaluated.
  ///   - counterfactual: The label of the strategy without patrol.
  public init(scenario: Scenario, counterfactual: String = "no-extra-patrol") {
    self.counterfactual = counterfactual
    placesByArea = EvaluationFrame.areas(of: scenario.crime.places.map(\.role))
    targetCount = scenario.choice?.count ?? placesByArea[.targets, default: []].count
    let indices = Dictionary(
      scenario.crime.places.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    targetOf = scenario.crime.places.map { place in
      place.role == .buffer || place.role == .control ? place.target.flatMap { indices[$0] } : nil
    }
    harmInDays = scenario.crime.types.map(\.harmInDays)
    policeCostInPounds = scenario.crime.types.map { PoliceUnitCost.of($0)?.pounds }
    wards = WardIndex(scenario.crime.places)
    baseline = BaselineWindow(phases: scenario.phases)
    historyWeeks = scenario.phases.historyWeeks
    campaignWeeks = scenario.phases.campaignWeeks
  }

  private static func areas(of roles: [PlaceRole]) -> [Area: [Int]] {
    func indices(of role: PlaceRole) -> [Int] { roles.indices.filter { roles[$0] == role } }
    return [
      .targets: indices(of: .target), .buffers: indices(of: .buffer), .controls: indices(of: .control),
      .everywhere: Array(roles.indices),
    ]
  }

  /// Returns the frame of a replication that has chosen its own targets; this one where it has not.
  public func choosing(_ chosen: ChosenTargets?) -> EvaluationFrame {
    guard let chosen else { return self }
    var frame = self
    frame.placesByArea = EvaluationFrame.areas(of: chosen.roles)
    frame.targetOf = chosen.targetOf
    return frame
  }

  /// Returns the indices of the places of an area, ascending.
  public func places(in area: Area) -> [Int] { placesByArea[area] ?? [] }
}
